package dev.parley.signaling.rooms.rules;

import static dev.parley.signaling.rooms.Decision.accept;

import dev.parley.room.ParticipantId;
import dev.parley.signaling.rooms.Decision;
import dev.parley.signaling.rooms.Participant;
import dev.parley.signaling.rooms.Refusal;
import dev.parley.signaling.rooms.RoomAsk;
import dev.parley.signaling.rooms.RoomEvent;
import dev.parley.signaling.rooms.RoomEvent.WaitingEnd;
import dev.parley.signaling.rooms.RoomState;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The waiting room: who is let in, and who is not.
record WaitingRules(Powers powers) {
    /// In the order in which they came, whatever the order in which they are named. Whoever has gone meanwhile is
    /// passed over when several are let in.
    Decision admit(List<ParticipantId> who) {
        return powers.asModerator(() -> {
            RoomState room = powers.room();
            if (who.size() == 1 && room.waiting(who.getFirst()).isEmpty()) {
                return notWaiting(who.getFirst());
            }
            return accept(room.waiting().values().stream()
                    .filter(it -> who.isEmpty() || who.contains(it.id()))
                    .map(this::admitted)
                    .toList());
        });
    }

    private RoomEvent admitted(Participant them) {
        Participant settled = BreakoutRules.settled(powers.room(), them);
        return new RoomEvent.Admitted(them.id(), them.role(), settled.breakout());
    }

    Decision deny(RoomAsk.Deny ask) {
        Decision tooLong = TextRule.REASON.problemIfSaid(ask.reason());
        return tooLong != null
                ? tooLong
                : powers.asModerator(() -> powers.room()
                        .waiting(ask.who())
                        .map(them -> accept(new RoomEvent.WaitingEnded(them.id(), WaitingEnd.DENIED, ask.reason())))
                        .orElseGet(() -> notWaiting(ask.who())));
    }

    Decision tell(@Nullable String text) {
        return powers.asModerator(() -> {
            String said = text == null ? null : text.strip();
            Decision problem = said == null ? null : TextRule.WAITING_MESSAGE.problem(said);
            if (problem != null) {
                return problem;
            }
            return Objects.equals(said, powers.room().meta().waitingMessage())
                    ? accept()
                    : accept(new RoomEvent.WaitingMessageChanged(said));
        });
    }

    /// Nobody opened for too long.
    static Decision end(RoomState room, ParticipantId who) {
        Optional<Participant> waiting = room.waiting(who);
        return waiting.isPresent() ? accept(new RoomEvent.WaitingEnded(who, WaitingEnd.TIMEOUT, null)) : accept();
    }

    private static Decision notWaiting(ParticipantId who) {
        return new Decision.Refused(Refusal.NOT_WAITING, who.value(), "somebody in the waiting room");
    }
}
