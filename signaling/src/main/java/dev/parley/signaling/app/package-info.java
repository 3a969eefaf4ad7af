/// The program: reads its settings, builds every object by constructor, and is the only place with a clock and
/// a source of randomness (ADR-0007).
@NullMarked
package dev.parley.signaling.app;

import org.jspecify.annotations.NullMarked;
