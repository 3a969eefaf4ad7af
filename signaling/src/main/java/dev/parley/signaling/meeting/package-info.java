/// The meeting in motion: the shell around the pure rules. A [dev.parley.signaling.meeting.Conversation] is one
/// socket, [dev.parley.signaling.meeting.RoomService] the one place where a decision has effects, and
/// [dev.parley.signaling.meeting.MediaDesk] the way to the media nodes.
@NullMarked
package dev.parley.signaling.meeting;

import org.jspecify.annotations.NullMarked;
