/// The meeting in motion: the shell around the pure rules. A [dev.parley.signaling.meeting.Conversation] is one
/// socket, a [dev.parley.signaling.meeting.LiveRoom] this instance's copy of a room that has sockets here, and
/// [dev.parley.signaling.meeting.RoomService] the one place where a decision has effects.
@NullMarked
package dev.parley.signaling.meeting;

import org.jspecify.annotations.NullMarked;
