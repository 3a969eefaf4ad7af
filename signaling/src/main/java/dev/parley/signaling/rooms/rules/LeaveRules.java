package dev.parley.signaling.rooms.rules;

import static dev.parley.signaling.rooms.Decision.accept;

import dev.parley.protocol.client.LeaveReason;
import dev.parley.protocol.meeting.HostLeaves;
import dev.parley.protocol.node.SessionKind;
import dev.parley.room.ParticipantId;
import dev.parley.room.Role;
import dev.parley.signaling.rooms.Decision;
import dev.parley.signaling.rooms.Participant;
import dev.parley.signaling.rooms.RoomEvent;
import dev.parley.signaling.rooms.RoomEvent.WaitingEnd;
import dev.parley.signaling.rooms.RoomState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Going, and who is host then.
final class LeaveRules {
    private LeaveRules() {}

    static Decision leave(RoomState room, ParticipantId who, LeaveReason reason) {
        if (room.waiting(who).isPresent()) {
            WaitingEnd how =
                    switch (reason) {
                        case LEFT, MEDIA_CLOSED -> WaitingEnd.LEFT;
                        case TIMEOUT -> WaitingEnd.TIMEOUT;
                        case REMOVED -> WaitingEnd.DENIED;
                    };
            return accept(new RoomEvent.WaitingEnded(who, how, null));
        }
        return room.participant(who)
                .map(it -> accept(gone(room, it, reason, null)))
                .orElse(accept());
    }

    /// The one who goes, and what follows from it.
    static List<RoomEvent> gone(RoomState room, Participant who, LeaveReason reason, @Nullable String text) {
        var events = new ArrayList<RoomEvent>();
        events.add(new RoomEvent.Left(who.id(), reason, text));
        if (who.role() == Role.HOST) {
            if (room.settings().hostLeaves() == HostLeaves.END) {
                events.add(new RoomEvent.Closed("host-left"));
            } else {
                successor(room).ifPresent(it -> events.add(new RoomEvent.RoleChanged(it.id(), Role.HOST)));
            }
        }
        return events;
    }

    /// Participants are in the order of their arrival.
    private static Optional<Participant> successor(RoomState room) {
        return first(room, Role.COHOST).or(() -> first(room, Role.GUEST));
    }

    private static Optional<Participant> first(RoomState room, Role role) {
        return room.participants().values().stream()
                .filter(it -> it.role() == role && it.kind() == SessionKind.MEETING)
                .findFirst();
    }

    static Decision disconnect(RoomState room, ParticipantId who, String connection) {
        boolean carried = room.everyone().anyMatch(it -> it.id().equals(who) && connection.equals(it.connection()));
        return carried ? accept(new RoomEvent.Disconnected(who)) : accept();
    }
}
