package dev.parley.signaling.rooms.rules;

import static dev.parley.signaling.rooms.Decision.refuse;

import dev.parley.room.ParticipantId;
import dev.parley.room.Role;
import dev.parley.signaling.rooms.Actor;
import dev.parley.signaling.rooms.Decision;
import dev.parley.signaling.rooms.Participant;
import dev.parley.signaling.rooms.Refusal;
import dev.parley.signaling.rooms.RoomState;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What one actor may do in a room. The server owns every meeting; whoever is not in the room, or waits, has no say.
record Powers(RoomState room, Actor actor) {
    boolean isServer() {
        return actor instanceof Actor.Server;
    }

    /// The participant who asks; absent for the server.
    @Nullable
    ParticipantId me() {
        return actor instanceof Actor.Member(var id) ? id : null;
    }

    Role role() {
        return switch (actor) {
            case Actor.Server _ -> Role.HOST;
            case Actor.Member(var id) ->
                room.participant(id).map(Participant::role).orElse(Role.VIEWER);
        };
    }

    Decision asHost(Supplier<Decision> rule) {
        return role() == Role.HOST ? rule.get() : refuse(Refusal.NOT_HOST);
    }

    Decision asModerator(Supplier<Decision> rule) {
        return role().moderates() ? rule.get() : refuse(Refusal.NOT_MODERATOR);
    }

    /// Asked by a timer; from anyone else it would be a bug of the shell.
    Decision asServer(Supplier<Decision> rule) {
        return isServer() ? rule.get() : refuse(Refusal.NOT_HOST);
    }

    Decision asMember(Function<Participant, Decision> rule) {
        return switch (actor) {
            case Actor.Server _ -> refuse(Refusal.NOT_JOINED);
            case Actor.Member(var id) when room.waiting(id).isPresent() -> refuse(Refusal.NOT_ADMITTED);
            case Actor.Member(var id) -> room.participant(id).map(rule).orElse(refuse(Refusal.NOT_JOINED));
        };
    }

    /// Upon somebody who is in the room.
    Decision upon(ParticipantId who, Function<Participant, Decision> rule) {
        return room.participant(who)
                .map(rule)
                .orElse(new Decision.Refused(Refusal.NO_SUCH_PARTICIPANT, who.value(), "a participant of the room"));
    }

    /// Why the actor may not act upon this participant: moderators may, but only the host upon the host.
    Optional<Decision> objection(Participant them) {
        if (!role().moderates()) {
            return Optional.of(refuse(Refusal.NOT_MODERATOR));
        }
        return them.role() == Role.HOST && role() != Role.HOST
                ? Optional.of(refuse(Refusal.TARGET_IS_HOST))
                : Optional.empty();
    }
}
