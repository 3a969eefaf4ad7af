package dev.parley.signaling.rooms.rules;

import static dev.parley.signaling.rooms.Decision.accept;
import static dev.parley.signaling.rooms.Decision.refuse;

import dev.parley.protocol.client.ChatMessage;
import dev.parley.room.ParticipantId;
import dev.parley.signaling.rooms.Decision;
import dev.parley.signaling.rooms.Participant;
import dev.parley.signaling.rooms.Refusal;
import dev.parley.signaling.rooms.RoomAsk;
import dev.parley.signaling.rooms.RoomEvent;
import dev.parley.signaling.rooms.RoomState;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/// Who may write to whom. A message is for the place where its author is, or for one participant wherever they are.
final class ChatRules {
    private ChatRules() {}

    static Decision chat(RoomState room, Participant me, RoomAsk.Chat ask) {
        Decision problem = TextRule.CHAT.problem(ask.text());
        if (problem != null) {
            return problem;
        }
        ParticipantId to = ask.to();
        Optional<Participant> addressee = Optional.ofNullable(to).flatMap(room::participant);
        if (to != null && addressee.isEmpty()) {
            return new Decision.Refused(Refusal.NO_SUCH_PARTICIPANT, to.value(), "a participant of the room");
        }
        boolean toModerator = addressee.filter(it -> it.role().moderates()).isPresent();
        if (!room.settings().guestsMayChat() && !me.role().moderates() && !toModerator) {
            return refuse(Refusal.MAY_NOT_CHAT);
        }
        return accept(new RoomEvent.Chatted(new ChatMessage(
                Long.toString(room.version() + 1),
                me.id(),
                me.name(),
                ask.text(),
                ask.at(),
                null,
                to,
                to == null ? me.breakout() : null)));
    }

    static Decision edit(RoomState room, Participant me, RoomAsk.EditChat ask) {
        Decision problem = TextRule.CHAT.problem(ask.text());
        if (problem != null) {
            return problem;
        }
        return readable(room, me, ask.message(), message -> {
            if (!message.from().equals(me.id())) {
                return refuse(Refusal.NOT_YOURS);
            }
            return message.text().equals(ask.text())
                    ? accept()
                    : accept(new RoomEvent.ChatEdited(message.id(), ask.text(), ask.at()));
        });
    }

    /// A moderator deletes what they can read; the server API deletes anything.
    static Decision delete(Powers powers, String id) {
        RoomState room = powers.room();
        if (powers.isServer()) {
            return room.board()
                    .chat()
                    .find(id)
                    .map(it -> accept(new RoomEvent.ChatDeleted(it)))
                    .orElseGet(() -> noSuchMessage(id));
        }
        return powers.asMember(me -> readable(
                room,
                me,
                id,
                message -> message.from().equals(me.id()) || me.role().moderates()
                        ? accept(new RoomEvent.ChatDeleted(message))
                        : refuse(Refusal.NOT_YOURS)));
    }

    /// What somebody cannot read is not there for them.
    private static Decision readable(RoomState room, Participant me, String id, Function<ChatMessage, Decision> rule) {
        return room.board()
                .chat()
                .find(id)
                .filter(it -> isFor(it, me))
                .map(rule)
                .orElseGet(() -> noSuchMessage(id));
    }

    private static boolean isFor(ChatMessage message, Participant me) {
        return message.from().equals(me.id())
                || (message.to() == null
                        ? Objects.equals(message.breakout(), me.breakout())
                        : message.to().equals(me.id()));
    }

    private static Decision noSuchMessage(String id) {
        return new Decision.Refused(Refusal.NO_SUCH_MESSAGE, id, "the id of a message that is there");
    }
}
