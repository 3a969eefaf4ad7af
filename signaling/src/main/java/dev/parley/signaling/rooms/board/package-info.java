/// What people leave in a room besides themselves: messages, polls, questions. Immutable, bounded, and kept under ids
/// that are the room's version at the time, so that they are unique and in order.
@NullMarked
package dev.parley.signaling.rooms.board;

import org.jspecify.annotations.NullMarked;
