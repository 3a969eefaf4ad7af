package dev.parley.signaling.rooms;

import dev.parley.protocol.client.ChatMessage;
import dev.parley.protocol.client.LeaveReason;
import dev.parley.protocol.meeting.ParticipantMoved;
import dev.parley.room.BreakoutId;
import dev.parley.room.ParticipantId;
import dev.parley.signaling.rooms.board.Board;
import dev.parley.signaling.rooms.board.Shelf;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What each event does to a room. Pure, and asked nothing: an event has happened.
final class RoomChange {
    private RoomChange() {}

    static RoomState apply(RoomState room, RoomEvent event) {
        Board board = room.board();
        return switch (event) {
            case RoomEvent.Created(var id, var name, var settings, var at) ->
                RoomState.absent(id).with(RoomMeta.fresh(name, at, settings));
            case RoomEvent.Joined(var participant) -> arrived(room, participant);
            case RoomEvent.WaitingBegan(var participant) -> room.withWaiting(participant);
            case RoomEvent.Admitted(var who, var role, var breakout) -> {
                Participant admitted = Objects.requireNonNull(room.waiting().get(who), who.value());
                Participant comes = admitted.with(admitted.stay().since(room.version() + 1));
                yield arrived(room.withoutWaiting(who), comes.withRole(role).in(breakout));
            }
            case RoomEvent.WaitingEnded(var who, var _, var _) -> room.withoutWaiting(who);
            case RoomEvent.Reconnected(var who, var connection, var resumeHash, var shown) ->
                room.changed(who, it -> it.with(it.stay().resumed(connection, resumeHash, shown)));
            case RoomEvent.Disconnected(var who) ->
                room.changed(who, it -> it.with(it.stay().by(null)));
            case RoomEvent.Left(var who, var reason, var _) -> left(room, who, reason);
            case RoomEvent.TrackChanged(var who, var source, var active, var muted, var _) ->
                room.changed(who, it -> it.withTrack(source, active, muted));
            case RoomEvent.UnmuteAsked(var _, var who, var source) ->
                room.changed(who, it -> it.withInvitation(source));
            case RoomEvent.Renamed(var who, var name) -> room.changed(who, it -> it.withName(name));
            case RoomEvent.HandChanged(var who, var since) -> room.changed(who, it -> it.withHand(since));
            case RoomEvent.RoleChanged(var who, var role) -> room.changed(who, it -> it.withRole(role));
            case RoomEvent.Pardoned(var identity) -> room.with(room.meta().pardoning(identity));
            case RoomEvent.SettingsChanged(var settings) ->
                room.with(room.meta().with(settings));
            case RoomEvent.SpotlightChanged(var who) -> room.with(room.meta().withSpotlight(who));
            case RoomEvent.WaitingMessageChanged(var text) ->
                room.with(room.meta().withWaitingMessage(text));
            case RoomEvent.Closed _ -> closed(room);
            case RoomEvent.Chatted(var message) -> room.with(board.withMessage(message, RoomLimits.CHAT_HISTORY));
            case RoomEvent.ChatEdited(var id, var text, var at) ->
                room.with(board.withChat(board.chat().changed(id, it -> edited(it, text, at))));
            case RoomEvent.ChatDeleted(var message) ->
                room.with(board.withChat(board.chat().without(message.id())));
            case RoomEvent.PollOpened(var poll) ->
                room.with(board.withPolls(board.polls().with(poll.id(), poll)));
            case RoomEvent.Voted(var id, var who, var options) ->
                room.with(board.withPolls(board.polls().changed(id, it -> it.voted(who, options))));
            case RoomEvent.PollClosed(var id) ->
                room.with(board.withPolls(board.polls().changed(id, it -> it.closed())));
            case RoomEvent.QuestionAsked(var it) ->
                room.with(board.withQuestions(board.questions().with(it.id(), it)));
            case RoomEvent.QuestionUpvoted(var id, var who, var up) ->
                room.with(board.withQuestions(board.questions().changed(id, it -> it.upvoted(who, up))));
            case RoomEvent.QuestionAnswered(var id, var text) ->
                room.with(board.withQuestions(board.questions().changed(id, it -> it.answeredBy(text))));
            case RoomEvent.QuestionDismissed(var id) ->
                room.with(board.withQuestions(board.questions().without(id)));
            case RoomEvent.BreakoutsOpened(var breakouts, var moved) -> opened(room, breakouts, moved);
            case RoomEvent.BreakoutMoved(var who, var breakout) -> moved(room, who, breakout);
            case RoomEvent.BreakoutsEndSet(var at) ->
                room.with(Objects.requireNonNull(room.breakouts()).endingAt(at));
            case RoomEvent.BreakoutsClosed() -> breakoutsClosed(room);
        };
    }

    private static RoomState arrived(RoomState room, Participant participant) {
        Breakouts open = room.breakouts();
        RoomState with = room.with(participant);
        return open == null || participant.breakout() == null
                ? with
                : with.with(open.assigning(participant.identity(), participant.breakout()));
    }

    private static RoomState left(RoomState room, ParticipantId who, LeaveReason reason) {
        Participant gone = Objects.requireNonNull(room.participants().get(who), who.value());
        RoomMeta meta = room.meta();
        if (reason == LeaveReason.REMOVED && gone.hasIdentity()) {
            meta = meta.banning(gone.identity());
        }
        if (who.equals(meta.spotlight())) {
            meta = meta.withSpotlight(null);
        }
        RoomState without = room.without(who).with(meta);
        Breakouts open = room.breakouts();
        return open == null ? without : without.with(remembering(open, without));
    }

    private static Breakouts remembering(Breakouts open, RoomState room) {
        Set<String> there =
                room.participants().values().stream().map(Participant::identity).collect(Collectors.toSet());
        return open.remembering(RoomLimits.BREAKOUT_LEAVERS, there::contains);
    }

    /// Nothing of a meeting outlives it but its version, so that what is late can be told from what is new.
    private static RoomState closed(RoomState room) {
        return RoomState.ended(room.id(), room.version());
    }

    private static ChatMessage edited(ChatMessage it, String text, Instant at) {
        return new ChatMessage(it.id(), it.from(), it.name(), text, it.sentAt(), at, it.to(), it.breakout());
    }

    private static RoomState opened(RoomState room, Breakouts breakouts, List<ParticipantMoved> moved) {
        Map<ParticipantId, Participant> people = new LinkedHashMap<>(room.participants());
        moved.forEach(it -> people.computeIfPresent(it.participant(), (_, person) -> person.in(it.breakout())));
        return room.withParticipants(people).with(breakouts);
    }

    private static RoomState moved(RoomState room, ParticipantId who, @Nullable BreakoutId breakout) {
        Breakouts open = Objects.requireNonNull(room.breakouts());
        Participant person = Objects.requireNonNull(room.participants().get(who), who.value());
        return room.with(person.in(breakout)).with(open.assigning(person.identity(), breakout));
    }

    /// What was written in a breakout goes with it.
    private static RoomState breakoutsClosed(RoomState room) {
        Map<ParticipantId, Participant> people = new LinkedHashMap<>(room.participants());
        people.replaceAll((_, person) -> person.in(null));
        Board board = room.board();
        Shelf<ChatMessage> chat = board.chat().onlyWhere(it -> it.breakout() == null);
        return room.withParticipants(people).with(board.withChat(chat)).with((Breakouts) null);
    }
}
