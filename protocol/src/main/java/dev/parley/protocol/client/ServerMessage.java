package dev.parley.protocol.client;

import dev.parley.protocol.Quality;
import dev.parley.protocol.SlotView;
import dev.parley.room.Codec;
import dev.parley.room.Layer;
import dev.parley.room.ParticipantId;
import dev.parley.room.Source;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Everything a client can be told.
public sealed interface ServerMessage {
    /// Done, and nothing more to say.
    record Reply(String id) implements ServerMessage {}

    /// Not done. `code` is stable and for programs, `message` for people; `id` is absent when the ask had none that
    /// could be read.
    record Refused(
            @Nullable String id,
            String code,
            String message,
            @Nullable String value,
            @Nullable String expected) implements ServerMessage {}

    /// The answer to a join: everything needed to draw the room. Events that follow have versions above
    /// `room.version`.
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

    record Answer(String id, String sdp, String etag) implements ServerMessage {}

    record Restarted(String id, String fragment, String etag) implements ServerMessage {}

    record ParticipantJoined(long version, ParticipantView participant) implements ServerMessage {}

    record ParticipantLeft(long version, ParticipantId participant, LeaveReason reason) implements ServerMessage {}

    /// The participant as it is now; whatever differs from before has changed.
    record ParticipantChanged(long version, ParticipantView participant) implements ServerMessage {}

    record ChatAdded(long version, ChatMessage message) implements ServerMessage {}

    /// A host muted you at the node; only you can unmute.
    record MuteRequested(ParticipantId by, Source source) implements ServerMessage {}

    record UnmuteRequested(ParticipantId by, Source source) implements ServerMessage {}

    record RoomClosed(String reason) implements ServerMessage {}

    /// The last word on a socket: you are no longer in the room through it.
    record Removed(RemovalReason reason, @Nullable String text) implements ServerMessage {}

    /// Without a participant nobody speaks.
    record SpeakerChanged(@Nullable ParticipantId participant) implements ServerMessage {}

    record SlotsChanged(List<SlotView> slots) implements ServerMessage {}

    /// One more candidate of the own session, of higher priority, after it moved: add it to the peer connection.
    record Candidate(
            String candidate,
            @Nullable String sdpMid,
            @Nullable String usernameFragment,
            @Nullable String etag) implements ServerMessage {}

    /// The media session is gone; the participant is not. Open a new one by a new offer.
    record MediaClosed(String reason) implements ServerMessage {}

    /// Only these layers of the own source have a receiver; others may be paused.
    record LayersWanted(Source source, List<Layer> rids) implements ServerMessage {}

    record ConnectionQuality(ParticipantId participant, Quality quality) implements ServerMessage {}

    record Pong(String id) implements ServerMessage {}
}
