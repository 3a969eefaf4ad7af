/// Who is told what of a room: of an event, and as a whole when they come in. Pure.
@NullMarked
package dev.parley.signaling.rooms.telling;

import org.jspecify.annotations.NullMarked;
