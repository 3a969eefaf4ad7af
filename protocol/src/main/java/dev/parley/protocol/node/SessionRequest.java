package dev.parley.protocol.node;

import dev.parley.room.BreakoutId;
import dev.parley.room.ParticipantId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `POST /v1/rooms/{room}/sessions`. `sources` lists what may be published: a section for anything else is
/// refused with the code `not-allowed`. A viewer's are listed as muted: its sections are agreed, nothing is forwarded,
/// and promoting it is a `setMuted` on the same session. A session of a participant that already has one replaces it.
///
/// @param breakout the routing context in which the session begins; absent for the main one
public record SessionRequest(
        ParticipantId participant,
        @Nullable String identity,
        List<PublishedSource> sources,
        @Nullable BreakoutId breakout,
        String sdp,
        SessionKind kind) {
    public SessionRequest {
        sources = List.copyOf(sources);
    }
}
