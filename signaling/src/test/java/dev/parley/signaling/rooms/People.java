package dev.parley.signaling.rooms;

import dev.parley.protocol.meeting.SettingsChange;
import dev.parley.protocol.node.SessionKind;
import dev.parley.room.ParticipantId;
import dev.parley.room.Role;
import dev.parley.room.RoomId;
import dev.parley.room.Source;
import dev.parley.signaling.rooms.rules.RoomRules;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// People and rooms that tests speak of by name.
public final class People {
    public static final RoomId DAILY = new RoomId("daily");
    public static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final List<Source> EVERYTHING = Arrays.asList(Source.values());

    private People() {}

    public static ParticipantId id(String name) {
        return new ParticipantId("p-" + name);
    }

    public static Actor member(String name) {
        return new Actor.Member(id(name));
    }

    /// Someone with an identity, by the socket `socket-<name>`.
    public static RoomAsk.Join join(String name, Role role) {
        return new RoomAsk.Join(arrival(name, role, name, "socket-" + name));
    }

    public static Arrival arrival(String name, Role role, @Nullable String identity, String socket) {
        return new Arrival(
                new Arrival.Pass(identity, name, role, EVERYTHING, SessionKind.MEETING),
                Arrival.Proof.NONE,
                new Arrival.Fresh(id(name), socket, "hash-" + name, name.hashCode(), NOON, List.of()));
    }

    /// The settings of a room, changed by its server.
    public static RoomState with(RoomState room, SettingsChange change) {
        return after(room, new Actor.Server(), new RoomAsk.ChangeSettings(change));
    }

    /// The room after these people, named by their roles in lower case, have joined and the server has said nothing.
    public static RoomState roomOf(Role... roles) {
        RoomState room = RoomState.absent(DAILY);
        for (Role role : roles) {
            room = after(room, new Actor.Server(), join(role.word(), role));
        }
        return room;
    }

    /// The room after an ask that must be accepted.
    public static RoomState after(RoomState room, Actor actor, RoomAsk ask) {
        return switch (new RoomRules(RoomLimits.STANDARD).decide(room, actor, ask)) {
            case Decision.Accepted(var events, var _) -> room.apply(events);
            case Decision.Refused refused -> throw new AssertionError(ask + ": " + refused);
        };
    }
}
