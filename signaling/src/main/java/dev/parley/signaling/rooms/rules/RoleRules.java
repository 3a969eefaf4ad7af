package dev.parley.signaling.rooms.rules;

import static dev.parley.signaling.rooms.Decision.accept;
import static dev.parley.signaling.rooms.Decision.refuse;

import dev.parley.protocol.node.SessionKind;
import dev.parley.room.Role;
import dev.parley.signaling.rooms.Decision;
import dev.parley.signaling.rooms.Participant;
import dev.parley.signaling.rooms.Refusal;
import dev.parley.signaling.rooms.RoomAsk;
import dev.parley.signaling.rooms.RoomEvent;
import java.util.ArrayList;

/// Handing out roles. There is one host: to make somebody else host is to hand the meeting over.
record RoleRules(Powers powers) {
    Decision setRole(RoomAsk.SetRole ask) {
        return powers.upon(ask.who(), them -> powers.asHost(() -> change(them, ask.role())));
    }

    private Decision change(Participant them, Role role) {
        if (them.role() == role) {
            return accept();
        }
        if (them.role() == Role.HOST) {
            return refuse(Refusal.LAST_HOST);
        }
        if (role.moderates() && them.kind() != SessionKind.MEETING) {
            return refuse(Refusal.NOT_A_PERSON);
        }
        var events = new ArrayList<RoomEvent>();
        if (role == Role.HOST) {
            powers.room().host().ifPresent(host -> events.add(new RoomEvent.RoleChanged(host.id(), Role.COHOST)));
        }
        events.add(new RoomEvent.RoleChanged(them.id(), role));
        return accept(events);
    }
}
