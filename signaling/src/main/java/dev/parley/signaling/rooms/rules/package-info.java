/// What may happen in a room. Pure: no clock, no store, no socket; the same question gets the same answer on every
/// machine, so a decision can be taken anywhere and only its events need to agree (compare-and-set in the store).
/// [dev.parley.signaling.rooms.rules.RoomRules] is the table of contents.
@NullMarked
package dev.parley.signaling.rooms.rules;

import org.jspecify.annotations.NullMarked;
