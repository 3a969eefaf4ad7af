/// From an offer to an answer and a plan: pure, and once for the life of a session (ADR-0001).
@NullMarked
package dev.parley.media.negotiation;

import org.jspecify.annotations.NullMarked;
