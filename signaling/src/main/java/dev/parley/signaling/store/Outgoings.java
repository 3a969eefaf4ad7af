package dev.parley.signaling.store;

import dev.parley.room.RoomId;
import dev.parley.signaling.rooms.Notice;
import dev.parley.signaling.rooms.RoomEvent;
import dev.parley.signaling.rooms.RoomState;
import java.util.List;

/// Which webhooks go with a change. A store asks, and keeps them in the same step as the change itself: so there is no
/// change without its webhook, and none without its change, whoever dies when.
public interface Outgoings {
    Outgoings NONE = new Outgoings() {
        @Override
        public List<Outgoing> of(RoomState before, List<RoomEvent> events) {
            return List.of();
        }

        @Override
        public List<Outgoing> of(RoomId room, Notice notice) {
            return List.of();
        }
    };

    List<Outgoing> of(RoomState before, List<RoomEvent> events);

    List<Outgoing> of(RoomId room, Notice notice);
}
