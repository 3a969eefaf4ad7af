package dev.parley.signaling.app.faults;

import dev.parley.protocol.client.ChatMessage;
import dev.parley.protocol.client.ParticipantView;
import dev.parley.protocol.client.RoomView;
import dev.parley.protocol.client.ServerMessage;
import dev.parley.protocol.meeting.BreakoutsView;
import dev.parley.protocol.meeting.ParticipantMoved;
import dev.parley.protocol.meeting.PollView;
import dev.parley.protocol.meeting.QuestionView;
import dev.parley.protocol.meeting.RoomSettings;
import dev.parley.protocol.meeting.WaitingView;
import dev.parley.room.BreakoutId;
import dev.parley.room.ParticipantId;
import dev.parley.room.Role;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What one client knows of a meeting: the picture it was given when it came in, and every event since, applied as
/// `@parley/client` applies them.
final class View {
    private final ParticipantId me;
    private final RoomView first;
    private final Map<ParticipantId, ParticipantView> participants = new LinkedHashMap<>();
    private final Map<ParticipantId, WaitingView> waiting = new LinkedHashMap<>();
    private final Map<String, PollView> polls = new LinkedHashMap<>();
    private final Map<String, QuestionView> questions = new LinkedHashMap<>();
    private final Map<String, ChatMessage> chat = new LinkedHashMap<>();
    private RoomSettings settings;
    private int viewers;
    private @Nullable ParticipantId spotlight;
    private @Nullable String waitingMessage;
    private @Nullable BreakoutsView breakouts;

    View(ServerMessage.Joined joined) {
        me = joined.you().id();
        first = joined.room();
        settings = first.settings();
        viewers = first.viewers();
        spotlight = first.spotlight();
        waitingMessage = first.waitingMessage();
        breakouts = first.breakouts();
        first.participants().forEach(it -> participants.put(it.id(), it));
        first.waiting().forEach(it -> waiting.put(it.id(), it));
        first.polls().forEach(it -> polls.put(it.id(), it));
        first.questions().forEach(it -> questions.put(it.id(), it));
        joined.chat().forEach(it -> chat.put(it.id(), it));
    }

    ParticipantId me() {
        return me;
    }

    ParticipantView participant(ParticipantId who) {
        return Objects.requireNonNull(participants.get(who), () -> who + " is not known to " + me);
    }

    List<ChatMessage> chat() {
        return chat.values().stream()
                .sorted(Comparator.comparingLong(it -> Long.parseLong(it.id())))
                .toList();
    }

    /// As the server would write it. Participants by their ids; own votes left out, since only a join tells them; and
    /// the version, since nobody is told of every change.
    RoomView room() {
        return comparable(new RoomView(
                first.id(),
                first.name(),
                first.createdAt(),
                0,
                settings,
                spotlight,
                List.copyOf(participants.values()),
                viewers,
                List.copyOf(waiting.values()),
                waitingMessage,
                List.copyOf(polls.values()),
                List.copyOf(questions.values()),
                breakouts));
    }

    static RoomView comparable(RoomView room) {
        return new RoomView(
                room.id(),
                room.name(),
                room.createdAt(),
                0,
                room.settings(),
                room.spotlight(),
                room.participants().stream()
                        .sorted(Comparator.comparing(it -> it.id().value()))
                        .toList(),
                room.viewers(),
                room.waiting(),
                room.waitingMessage(),
                room.polls().stream().map(View::withoutVote).toList(),
                room.questions().stream().map(View::withoutVote).toList(),
                room.breakouts());
    }

    private static PollView withoutVote(PollView it) {
        return new PollView(it.id(), it.by(), it.question(), it.options(), it.multiple(), it.open(), it.voters(), null);
    }

    private static QuestionView withoutVote(QuestionView it) {
        return new QuestionView(
                it.id(), it.from(), it.name(), it.text(), it.askedAt(), it.upvotes(), it.answered(), it.answer(), null);
    }

    void apply(ServerMessage message) {
        switch (message) {
            case ServerMessage.ParticipantJoined(var _, var them) -> put(them);
            case ServerMessage.ParticipantChanged(var _, var them) -> put(them);
            case ServerMessage.ParticipantLeft(var _, var who, var _) -> participants.remove(who);
            case ServerMessage.ViewersChanged(var count) -> viewers = count;
            case ServerMessage.SettingsChanged(var _, var now) -> settings = now;
            case ServerMessage.SpotlightChanged(var _, var who) -> spotlight = who;
            case ServerMessage.ChatAdded(var _, var it) -> chat.put(it.id(), it);
            case ServerMessage.ChatChanged(var _, var it) -> chat.put(it.id(), it);
            case ServerMessage.ChatDeleted(var _, var id) -> chat.remove(id);
            case ServerMessage.PollChanged(var _, var it) -> polls.put(it.id(), it);
            case ServerMessage.QuestionChanged(var _, var it) -> questions.put(it.id(), it);
            case ServerMessage.QuestionDismissed(var _, var id) -> questions.remove(id);
            case ServerMessage.WaitingJoined(var _, var them) -> waiting.put(them.id(), them);
            case ServerMessage.WaitingLeft(var _, var who) -> waiting.remove(who);
            case ServerMessage.WaitingMessageChanged(var _, var text) -> waitingMessage = text;
            case ServerMessage.BreakoutsChanged(var _, var now, var moved) -> breakouts(now, moved);
            case ServerMessage.BreakoutAssigned(var _, var there, var said) ->
                assigned(there == null ? null : there.id(), said);
            case ServerMessage _ -> {} // changes nothing that is known of the room
        }
    }

    /// One who stops moderating forgets whom only moderators see.
    private void put(ParticipantView them) {
        ParticipantView before = participants.put(them.id(), them);
        boolean demoted = them.id().equals(me)
                && before != null
                && before.role().moderates()
                && !them.role().moderates();
        if (demoted) {
            participants
                    .values()
                    .removeIf(it -> it.role() == Role.VIEWER && !it.id().equals(me));
            waiting.clear();
            waitingMessage = null;
        }
    }

    private void breakouts(@Nullable BreakoutsView now, List<ParticipantMoved> moved) {
        breakouts = now;
        if (now == null) {
            participants.replaceAll((_, it) -> in(null, it));
        }
        moved.forEach(it -> participants.computeIfPresent(it.participant(), (_, them) -> in(it.breakout(), them)));
    }

    /// What was written to us alone goes with us.
    private void assigned(@Nullable BreakoutId breakout, List<ChatMessage> said) {
        participants.computeIfPresent(me, (_, it) -> in(breakout, it));
        chat.values().removeIf(it -> it.to() == null);
        said.forEach(it -> chat.put(it.id(), it));
    }

    private static ParticipantView in(@Nullable BreakoutId place, ParticipantView it) {
        return new ParticipantView(
                it.id(),
                it.identity(),
                it.name(),
                it.role(),
                it.joinedAt(),
                it.hand(),
                it.connected(),
                place,
                it.tracks());
    }
}
