package dev.parley.signaling.carrying;

import dev.parley.protocol.node.CarriedSession;
import dev.parley.protocol.node.NodeEvent;
import dev.parley.protocol.node.TakeReason;
import dev.parley.room.NodeId;
import dev.parley.room.ParticipantId;
import dev.parley.room.RoomId;
import dev.parley.room.SessionId;
import dev.parley.signaling.rooms.Notice;
import dev.parley.signaling.store.MediaRef;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A node has sessions of a room that another had before.
///
/// @param from absent when what is known of the room is too old to say where they were
/// @param to the node and the process that has them now
/// @param looks how often the store did not have the room where they were
record Taking(NodeEvent.RoomTaken event, @Nullable NodeId from, Place to, int looks) {
    record Place(NodeId node, @Nullable String instance) {}

    static Taking of(Place to, NodeEvent.RoomTaken event) {
        return new Taking(event, event.from(), to, 0);
    }

    RoomId room() {
        return event.room();
    }

    TakeReason reason() {
        return event.reason();
    }

    Taking later() {
        return new Taking(event, from, to, looks + 1);
    }

    Taking fromAnywhere() {
        return new Taking(event, null, to, looks);
    }

    Map<ParticipantId, MediaRef> media() {
        Map<ParticipantId, MediaRef> media = new HashMap<>();
        for (CarriedSession it : event.sessions()) {
            media.put(it.participant(), new MediaRef(to.node(), it.session(), to.instance()));
        }
        return media;
    }

    boolean has(ParticipantId who, SessionId session) {
        return event.sessions().contains(new CarriedSession(who, session));
    }

    Notice.Carried notice() {
        return new Notice.Carried(from, to.node(), to.instance(), event.sessions());
    }
}
