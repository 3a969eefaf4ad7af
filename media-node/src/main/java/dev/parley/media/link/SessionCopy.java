package dev.parley.media.link;

import dev.parley.room.RoomId;
import dev.parley.room.SessionId;

/// A session written down. The record holds keys.
///
/// @param epoch grows by one with every change of holder
@SuppressWarnings("ArrayRecordComponent") // never compared
public record SessionCopy(SessionId session, RoomId room, long epoch, byte[] record) {
    @Override
    public String toString() {
        return "SessionCopy[" + session + " of " + room + ", epoch " + epoch + ", " + record.length + " bytes]";
    }
}
