package dev.parley.signaling.rooms;

import dev.parley.protocol.client.ChatMessage;
import dev.parley.protocol.client.LeaveReason;
import dev.parley.protocol.meeting.ParticipantMoved;
import dev.parley.protocol.meeting.RoomSettings;
import dev.parley.room.BreakoutId;
import dev.parley.room.ParticipantId;
import dev.parley.room.Role;
import dev.parley.room.RoomId;
import dev.parley.room.Source;
import dev.parley.signaling.rooms.board.Poll;
import dev.parley.signaling.rooms.board.Question;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Something that happened in a room. Each raises the room's version by one; who is told of it, and how, is
/// `rooms.telling`.
public sealed interface RoomEvent {
    /// Always the first, before anyone is there to be told.
    record Created(RoomId room, @Nullable String name, RoomSettings settings, Instant at) implements RoomEvent {}

    // --- people ------------------------------------------------------------------------------------------------

    record Joined(Participant participant) implements RoomEvent {}

    /// Somebody came, and has to wait.
    record WaitingBegan(Participant participant) implements RoomEvent {}

    /// Let in from the waiting room, to where late joiners belong.
    record Admitted(ParticipantId who, Role role, @Nullable BreakoutId breakout) implements RoomEvent {}

    /// Waits no longer, and was not let in. `text` is for the one who was denied.
    record WaitingEnded(
            ParticipantId who, WaitingEnd how, @Nullable String text) implements RoomEvent {}

    enum WaitingEnd {
        LEFT,
        DENIED,
        /// The socket did not come back within the grace time, or nobody opened for too long.
        TIMEOUT
    }

    /// The participant is carried by another socket from now on. Of those who wait as well.
    record Reconnected(
            ParticipantId who,
            String connection,
            String resumeHash,
            @Nullable String shownHash) implements RoomEvent {}

    record Disconnected(ParticipantId who) implements RoomEvent {}

    /// `text` is for the one who was removed.
    record Left(
            ParticipantId who, LeaveReason reason, @Nullable String text) implements RoomEvent {}

    /// `by`: the host who silenced it; absent when it was the participant's own doing or the server API's.
    record TrackChanged(
            ParticipantId who,
            Source source,
            boolean active,
            boolean muted,
            @Nullable ParticipantId by) implements RoomEvent {}

    record UnmuteAsked(ParticipantId by, ParticipantId who, Source source) implements RoomEvent {}

    record Renamed(ParticipantId who, String name) implements RoomEvent {}

    record HandChanged(ParticipantId who, @Nullable Instant raisedAt) implements RoomEvent {}

    record RoleChanged(ParticipantId who, Role role) implements RoomEvent {}

    /// The identity may come back.
    record Pardoned(String identity) implements RoomEvent {}

    // --- the meeting -------------------------------------------------------------------------------------------

    record SettingsChanged(RoomSettings settings) implements RoomEvent {}

    record SpotlightChanged(@Nullable ParticipantId who) implements RoomEvent {}

    record WaitingMessageChanged(@Nullable String text) implements RoomEvent {}

    record Closed(String reason) implements RoomEvent {}

    // --- what is written ---------------------------------------------------------------------------------------

    record Chatted(ChatMessage message) implements RoomEvent {}

    record ChatEdited(String message, String text, Instant at) implements RoomEvent {}

    record ChatDeleted(ChatMessage message) implements RoomEvent {}

    record PollOpened(Poll poll) implements RoomEvent {}

    record Voted(String poll, ParticipantId who, List<Integer> options) implements RoomEvent {
        public Voted {
            options = List.copyOf(options);
        }
    }

    record PollClosed(String poll) implements RoomEvent {}

    record QuestionAsked(Question question) implements RoomEvent {}

    record QuestionUpvoted(String question, ParticipantId who, boolean up) implements RoomEvent {}

    record QuestionAnswered(String question, @Nullable String text) implements RoomEvent {}

    record QuestionDismissed(String question) implements RoomEvent {}

    // --- breakouts ---------------------------------------------------------------------------------------------

    record BreakoutsOpened(Breakouts breakouts, List<ParticipantMoved> moved) implements RoomEvent {
        public BreakoutsOpened {
            moved = List.copyOf(moved);
        }
    }

    record BreakoutMoved(ParticipantId who, @Nullable BreakoutId breakout) implements RoomEvent {}

    record BreakoutsEndSet(Instant endsAt) implements RoomEvent {}

    record BreakoutsClosed() implements RoomEvent {}
}
