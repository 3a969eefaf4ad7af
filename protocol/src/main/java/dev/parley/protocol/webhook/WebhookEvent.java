package dev.parley.protocol.webhook;

import dev.parley.protocol.client.ChatMessage;
import dev.parley.protocol.client.LeaveReason;
import dev.parley.protocol.client.ParticipantView;
import dev.parley.protocol.meeting.BreakoutsView;
import dev.parley.protocol.meeting.ParticipantMoved;
import dev.parley.protocol.meeting.PollView;
import dev.parley.protocol.meeting.QuestionView;
import dev.parley.protocol.meeting.RoomSettings;
import dev.parley.protocol.meeting.WaitingView;
import dev.parley.room.BreakoutId;
import dev.parley.room.ParticipantId;
import dev.parley.room.Source;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What happened in a room, in the words that clients are told, and with everything the server API would show of it.
public sealed interface WebhookEvent {
    // --- the meeting -------------------------------------------------------------------------------------------

    record RoomCreated(@Nullable String name, RoomSettings settings) implements WebhookEvent {}

    /// Everyone who was still there is out.
    record RoomClosed(String reason) implements WebhookEvent {}

    record SettingsChanged(RoomSettings settings) implements WebhookEvent {}

    record SpotlightChanged(@Nullable ParticipantId participant) implements WebhookEvent {}

    // --- people ------------------------------------------------------------------------------------------------

    record ParticipantJoined(ParticipantView participant) implements WebhookEvent {}

    /// Anything of it but its breakout: name, role, hand, tracks, whether it is connected.
    record ParticipantChanged(ParticipantView participant) implements WebhookEvent {}

    /// As it was at the end.
    record ParticipantLeft(ParticipantView participant, LeaveReason reason) implements WebhookEvent {}

    record UnmuteRequested(ParticipantId by, ParticipantId participant, Source source) implements WebhookEvent {}

    /// The identity may come back.
    record BanLifted(String identity) implements WebhookEvent {}

    // --- the waiting room --------------------------------------------------------------------------------------

    record WaitingJoined(WaitingView participant) implements WebhookEvent {}

    record WaitingChanged(WaitingView participant) implements WebhookEvent {}

    record WaitingLeft(WaitingView participant, WaitingOutcome outcome) implements WebhookEvent {}

    enum WaitingOutcome {
        /// A [ParticipantJoined] follows.
        ADMITTED,
        DENIED,
        LEFT,
        TIMEOUT
    }

    record WaitingMessageChanged(@Nullable String message) implements WebhookEvent {}

    // --- what is written and said ------------------------------------------------------------------------------

    record ChatAdded(ChatMessage message) implements WebhookEvent {}

    record ChatChanged(ChatMessage message) implements WebhookEvent {}

    record ChatDeleted(ChatMessage message) implements WebhookEvent {}

    record PollChanged(PollView poll) implements WebhookEvent {}

    record QuestionChanged(QuestionView question) implements WebhookEvent {}

    record QuestionDismissed(String question) implements WebhookEvent {}

    record Reaction(
            ParticipantId participant,
            String emoji,
            @Nullable BreakoutId breakout) implements WebhookEvent {}

    // --- breakouts ---------------------------------------------------------------------------------------------

    /// Opened or changed; without breakouts there are none any more, and everyone is in the main room.
    record BreakoutsChanged(@Nullable BreakoutsView breakouts, List<ParticipantMoved> moved) implements WebhookEvent {
        public BreakoutsChanged {
            moved = List.copyOf(moved);
        }
    }

    record BreakoutsEnding(int seconds) implements WebhookEvent {}

    /// Without `from` it is the application's own server that speaks.
    record BroadcastSent(@Nullable ParticipantId from, String name, String text, Instant sentAt)
            implements WebhookEvent {}
}
