package dev.parley.signaling.rooms;

import static dev.parley.signaling.rooms.Decision.accept;
import static dev.parley.signaling.rooms.Decision.refuse;
import static dev.parley.signaling.rooms.Decision.tell;

import dev.parley.protocol.client.ChatMessage;
import dev.parley.protocol.client.LeaveReason;
import dev.parley.room.ParticipantId;
import dev.parley.room.Role;
import java.util.Optional;

/// What may happen in a room. Pure: the same question gets the same answer on every machine, so a decision can
/// be taken anywhere and only its events need to agree (compare-and-set in the store).
public record RoomRules(RoomLimits limits) {
    public Decision decide(RoomState room, Actor actor, RoomAsk ask) {
        return switch (ask) {
            case RoomAsk.Create create -> create(room, create);
            case RoomAsk.Join(var arrival) -> new JoinRule(limits, room).decide(arrival);
            case RoomAsk ignored when !room.exists() -> refuse(Refusal.NO_SUCH_ROOM);
            case RoomAsk.Leave(var who, var reason) -> room.has(who) ? accept(left(who, reason)) : accept();
            case RoomAsk.Disconnect(var who, var connection) -> disconnect(room, who, connection);
            case RoomAsk.Close(var reason) -> close(room, actor, reason);
            case RoomAsk.SetPublishing it -> member(room, actor, me -> setPublishing(me, it));
            case RoomAsk.Chat it -> member(room, actor, me -> chat(room, me, it));
            case RoomAsk.Rename(var name) -> member(room, actor, me -> rename(me, name));
            case RoomAsk.RaiseHand it -> member(room, actor, me -> raiseHand(me, it));
            case RoomAsk.SetMuted it -> upon(room, it.who(), them -> setMuted(room, actor, them, it));
            case RoomAsk.AskUnmute it -> upon(room, it.who(), them -> askUnmute(room, actor, them, it));
            case RoomAsk.Remove it -> upon(room, it.who(), them -> remove(room, actor, them, it));
            case RoomAsk.SetRole it -> upon(room, it.who(), them -> setRole(room, actor, them, it.role()));
        };
    }

    private static Decision create(RoomState room, RoomAsk.Create ask) {
        if (room.exists()) {
            return new Decision.Refused(Refusal.ROOM_EXISTS, room.id().value(), "a room that is not there yet");
        }
        Decision problem = ask.name() == null ? null : TextRule.ROOM_NAME.problem(ask.name(), Refusal.NAME_NOT_VALID);
        return problem != null ? problem : accept(new RoomEvent.Created(room.id(), ask.name(), ask.at()));
    }

    private static Decision disconnect(RoomState room, ParticipantId who, String connection) {
        boolean carried = room.participant(who)
                .filter(it -> connection.equals(it.connection()))
                .isPresent();
        return carried ? accept(new RoomEvent.Disconnected(who)) : accept();
    }

    private static Decision close(RoomState room, Actor actor, String reason) {
        return power(room, actor) == Role.HOST ? accept(new RoomEvent.Closed(reason)) : refuse(Refusal.NOT_HOST);
    }

    private static Decision setPublishing(Participant me, RoomAsk.SetPublishing ask) {
        if (!me.mayPublish(ask.source())) {
            return refuse(Refusal.MAY_NOT_PUBLISH);
        }
        Publication now = me.publication(ask.source());
        return now.active() == ask.active() && now.muted() == ask.muted()
                ? accept()
                : accept(new RoomEvent.TrackChanged(me.id(), ask.source(), ask.active(), ask.muted(), null));
    }

    private static Decision chat(RoomState room, Participant me, RoomAsk.Chat ask) {
        Decision problem = TextRule.CHAT.problem(ask.text(), Refusal.CHAT_NOT_VALID);
        String id = Long.toString(room.version() + 1);
        return problem != null
                ? problem
                : accept(new RoomEvent.Chatted(new ChatMessage(id, me.id(), me.name(), ask.text(), ask.at())));
    }

    private static Decision rename(Participant me, String asked) {
        String name = asked.strip();
        Decision problem = TextRule.NAME.problem(name, Refusal.NAME_NOT_VALID);
        if (problem != null) {
            return problem;
        }
        return name.equals(me.name()) ? accept() : accept(new RoomEvent.Renamed(me.id(), name));
    }

    private static Decision raiseHand(Participant me, RoomAsk.RaiseHand ask) {
        boolean raised = me.hand() != null;
        return raised == ask.raised()
                ? accept()
                : accept(new RoomEvent.HandChanged(me.id(), ask.raised() ? ask.at() : null));
    }

    private static Decision setMuted(RoomState room, Actor actor, Participant them, RoomAsk.SetMuted ask) {
        boolean server = actor instanceof Actor.Server;
        Optional<Decision> problem = moderation(room, actor, them);
        if (problem.isPresent()) {
            return problem.get();
        }
        Publication now = them.publication(ask.source());
        if (!now.active()) {
            return refuse(Refusal.NO_SUCH_TRACK);
        }
        ParticipantId by = actor instanceof Actor.Member(var id) ? id : null;
        return now.muted() == ask.muted() || (!ask.muted() && !server)
                ? accept()
                : accept(new RoomEvent.TrackChanged(them.id(), ask.source(), true, ask.muted(), by));
    }

    private static Decision askUnmute(RoomState room, Actor actor, Participant them, RoomAsk.AskUnmute ask) {
        if (!power(room, actor).moderates()) {
            return refuse(Refusal.NOT_MODERATOR);
        }
        if (!them.mayPublish(ask.source())) {
            return refuse(Refusal.MAY_NOT_PUBLISH);
        }
        return actor instanceof Actor.Member(var by)
                ? tell(new Notice.UnmuteAsked(by, them.id(), ask.source()))
                : accept();
    }

    private static Decision remove(RoomState room, Actor actor, Participant them, RoomAsk.Remove ask) {
        Decision tooLong = ask.reason() == null || ask.reason().isBlank()
                ? null
                : TextRule.REASON.problem(ask.reason(), Refusal.REASON_NOT_VALID);
        if (tooLong != null) {
            return tooLong;
        }
        boolean server = actor instanceof Actor.Server;
        return moderation(room, actor, them)
                .orElseGet(() -> them.role() == Role.HOST && !server
                        ? refuse(Refusal.TARGET_IS_HOST)
                        : accept(new RoomEvent.Left(them.id(), LeaveReason.REMOVED, ask.reason())));
    }

    private static Decision setRole(RoomState room, Actor actor, Participant them, Role role) {
        if (power(room, actor) != Role.HOST) {
            return refuse(Refusal.NOT_HOST);
        }
        if (them.role() == role) {
            return accept();
        }
        return them.role() == Role.HOST && room.hosts() == 1
                ? refuse(Refusal.LAST_HOST)
                : accept(new RoomEvent.RoleChanged(them.id(), role));
    }

    /// Whether the actor may act upon this participant at all: moderators may, but only hosts upon hosts.
    private static Optional<Decision> moderation(RoomState room, Actor actor, Participant them) {
        Role power = power(room, actor);
        if (!power.moderates()) {
            return Optional.of(refuse(Refusal.NOT_MODERATOR));
        }
        return them.role() == Role.HOST && power != Role.HOST
                ? Optional.of(refuse(Refusal.TARGET_IS_HOST))
                : Optional.empty();
    }

    /// The server owns every meeting; whoever is not in the room has no say in it.
    private static Role power(RoomState room, Actor actor) {
        return switch (actor) {
            case Actor.Server _ -> Role.HOST;
            case Actor.Member(var id) ->
                room.participant(id).map(Participant::role).orElse(Role.VIEWER);
        };
    }

    private static Decision member(RoomState room, Actor actor, Rule rule) {
        return switch (actor) {
            case Actor.Server _ -> refuse(Refusal.NOT_JOINED);
            case Actor.Member(var id) -> room.participant(id).map(rule::decide).orElse(refuse(Refusal.NOT_JOINED));
        };
    }

    private static Decision upon(RoomState room, ParticipantId who, Rule rule) {
        return room.participant(who)
                .map(rule::decide)
                .orElse(new Decision.Refused(Refusal.NO_SUCH_PARTICIPANT, who.value(), "a participant of the room"));
    }

    private static RoomEvent left(ParticipantId who, LeaveReason reason) {
        return new RoomEvent.Left(who, reason, null);
    }

    @FunctionalInterface
    private interface Rule {
        Decision decide(Participant participant);
    }
}
