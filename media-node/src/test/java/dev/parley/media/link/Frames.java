package dev.parley.media.link;

import dev.parley.room.RoomId;
import dev.parley.room.SessionId;

/// Frames to send.
final class Frames {
    private Frames() {}

    static SessionCopy copy(String session, int bytes) {
        var record = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            record[i] = (byte) (i + bytes);
        }
        return new SessionCopy(new SessionId(session), new RoomId("room"), 5, record);
    }
}
