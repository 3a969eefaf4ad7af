package dev.parley.signaling.live;

import dev.parley.room.ParticipantId;
import dev.parley.room.RoomId;
import dev.parley.signaling.rooms.RoomState;
import dev.parley.signaling.store.MediaRef;
import java.util.Map;

/// What a store that has lost something gets back from this instance's copies.
public interface Refill {
    /// For rooms whose store cannot be lost, because it is of this process.
    Refill NOTHING = new Refill() {
        @Override
        public boolean room(RoomState copy) {
            return false;
        }

        @Override
        public void media(RoomId room, Map<ParticipantId, MediaRef> media) {}
    };

    /// The room itself and its timers. False when the store has the room as it is here, or newer.
    boolean room(RoomState copy);

    /// Where the media of those is whom this instance carries. To be called whenever the store may have been lost and
    /// filled again by somebody else.
    void media(RoomId room, Map<ParticipantId, MediaRef> media);
}
