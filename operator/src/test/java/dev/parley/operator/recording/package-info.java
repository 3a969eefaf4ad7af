/// The course of a recording, played by hand, and what recorders may say.
@NullMarked
package dev.parley.operator.recording;

import org.jspecify.annotations.NullMarked;
