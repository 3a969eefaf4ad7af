/// The media nodes as signaling sees them: one link each for commands and events, HTTP for sessions.
@NullMarked
package dev.parley.signaling.nodes;

import org.jspecify.annotations.NullMarked;
