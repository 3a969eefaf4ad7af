package dev.parley.protocol.client;

import dev.parley.protocol.Quality;
import dev.parley.protocol.SlotView;
import dev.parley.protocol.meeting.BreakoutView;
import dev.parley.protocol.meeting.BreakoutsView;
import dev.parley.protocol.meeting.ParticipantMoved;
import dev.parley.protocol.meeting.PollView;
import dev.parley.protocol.meeting.QuestionView;
import dev.parley.protocol.meeting.RoomSettings;
import dev.parley.protocol.meeting.WaitingView;
import dev.parley.room.Codec;
import dev.parley.room.Layer;
import dev.parley.room.ParticipantId;
import dev.parley.room.Source;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Everything a client can be told. The order here is that of `docs/protocol.md`.
public sealed interface ServerMessage {
    // --- answers -----------------------------------------------------------------------------------------------

    /// Done, and nothing more to say.
    record Reply(String id) implements ServerMessage {}

    /// Not done. `code` is stable and for programs, `message` for people; `id` is absent when the ask had
    /// none that could be read.
    record Refused(
            @Nullable String id,
            String code,
            String message,
            @Nullable String value,
            @Nullable String expected) implements ServerMessage {}

    /// The answer to a join: everything needed to draw the room. Events that follow have versions above
    /// `room.version`. Whoever was answered by [Waiting] is told this, with the same `id`, when they are
    /// let in.
    record Joined(
            String id,
            ParticipantView you,
            RoomView room,
            List<ChatMessage> chat,
            int graceSeconds,
            String resumeKey,
            SlotCounts slots,
            List<Codec> codecs,
            MediaProfile media)
            implements ServerMessage {}

    /// The answer to a join while the door is kept: you are in the waiting room, `place` people from the
    /// front (1: next). Nothing else is told until a [Joined], or a [Removed].
    record Waiting(
            String id,
            ParticipantId you,
            int place,
            @Nullable String message,
            int graceSeconds,
            String resumeKey) implements ServerMessage {}

    record Answer(String id, String sdp, String etag) implements ServerMessage {}

    record Restarted(String id, String fragment, String etag) implements ServerMessage {}

    record Pong(String id) implements ServerMessage {}

    // --- people ------------------------------------------------------------------------------------------------

    record ParticipantJoined(long version, ParticipantView participant) implements ServerMessage {}

    record ParticipantLeft(long version, ParticipantId participant, LeaveReason reason) implements ServerMessage {}

    /// The participant as it is now; whatever differs from before has changed. One that was not listed
    /// before, a viewer, is from now on.
    record ParticipantChanged(long version, ParticipantView participant) implements ServerMessage {}

    /// How many viewers there are now. Those who moderate are told of each of them as well.
    record ViewersChanged(int viewers) implements ServerMessage {}

    record Reaction(ParticipantId participant, String emoji) implements ServerMessage {}

    // --- the meeting -------------------------------------------------------------------------------------------

    record SettingsChanged(long version, RoomSettings settings) implements ServerMessage {}

    record SpotlightChanged(long version, @Nullable ParticipantId participant) implements ServerMessage {}

    record ChatAdded(long version, ChatMessage message) implements ServerMessage {}

    /// The message as it reads now.
    record ChatChanged(long version, ChatMessage message) implements ServerMessage {}

    record ChatDeleted(long version, String message) implements ServerMessage {}

    /// Opened, closed, or more votes: those are gathered for half a second.
    record PollChanged(long version, PollView poll) implements ServerMessage {}

    /// Asked, answered, or more upvotes: those are gathered for half a second.
    record QuestionChanged(long version, QuestionView question) implements ServerMessage {}

    record QuestionDismissed(long version, String question) implements ServerMessage {}

    record RoomClosed(String reason) implements ServerMessage {}

    // --- the waiting room --------------------------------------------------------------------------------------

    /// To those who moderate: somebody waits, or has come back to wait.
    record WaitingJoined(long version, WaitingView participant) implements ServerMessage {}

    /// To those who moderate: somebody waits no longer, let in or not.
    record WaitingLeft(long version, ParticipantId participant) implements ServerMessage {}

    /// To those who moderate: what those who wait read.
    record WaitingMessageChanged(long version, @Nullable String message) implements ServerMessage {}

    /// To one who waits.
    record WaitingChanged(int place, @Nullable String message) implements ServerMessage {}

    // --- breakouts ---------------------------------------------------------------------------------------------

    /// Opened or changed; without breakouts there are none any more, and everyone is in the main room.
    /// `moved`: who is elsewhere than before.
    record BreakoutsChanged(long version, @Nullable BreakoutsView breakouts, List<ParticipantMoved> moved)
            implements ServerMessage {
        public BreakoutsChanged {
            moved = List.copyOf(moved);
        }
    }

    /// You are in this breakout from now on, or back in the main room. The media session goes on: its slots
    /// are filled anew. `chat` is what was written there to everyone; what was written to you alone is not
    /// told again.
    record BreakoutAssigned(long version, @Nullable BreakoutView breakout, List<ChatMessage> chat)
            implements ServerMessage {}

    record BreakoutsEnding(int seconds) implements ServerMessage {}

    /// Without `from` it is the application's own server that speaks.
    record BroadcastSent(@Nullable ParticipantId from, String name, String text, Instant sentAt)
            implements ServerMessage {}

    // --- to you ------------------------------------------------------------------------------------------------

    /// A host muted you at the node; only you can unmute.
    record MuteRequested(ParticipantId by, Source source) implements ServerMessage {}

    record UnmuteRequested(ParticipantId by, Source source) implements ServerMessage {}

    /// The last word on a socket: you are no longer in the room through it.
    record Removed(RemovalReason reason, @Nullable String text) implements ServerMessage {}

    // --- media -------------------------------------------------------------------------------------------------

    /// Without a participant nobody speaks in the place where you are.
    record SpeakerChanged(@Nullable ParticipantId participant) implements ServerMessage {}

    record SlotsChanged(List<SlotView> slots) implements ServerMessage {}

    /// One more candidate of the own session, of higher priority, after it moved: add it to the peer
    /// connection.
    record Candidate(
            String candidate,
            @Nullable String sdpMid,
            @Nullable String usernameFragment,
            @Nullable String etag) implements ServerMessage {}

    /// The media session is gone; the participant is not. Open a new one by a new offer.
    record MediaClosed(String reason) implements ServerMessage {}

    /// There is no media node for this meeting. The meeting goes on without sound and picture; if none returns
    /// within this time, it ends.
    record MediaAway(int endsInSeconds) implements ServerMessage {}

    /// There is one again: open a new session by a new offer.
    record MediaBack() implements ServerMessage {}

    /// Only these layers of the own source have a receiver; others may be paused.
    record LayersWanted(Source source, List<Layer> rids) implements ServerMessage {}

    record ConnectionQuality(ParticipantId participant, Quality quality) implements ServerMessage {}
}
