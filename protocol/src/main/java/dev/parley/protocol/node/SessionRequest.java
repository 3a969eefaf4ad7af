package dev.parley.protocol.node;

import dev.parley.room.ParticipantId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `POST /v1/rooms/{room}/sessions`. `sources` lists what may be published: a section for anything else is
/// refused with the code `not-allowed`. A session of a participant that already has one replaces it.
public record SessionRequest(
        ParticipantId participant,
        @Nullable String identity,
        List<PublishedSource> sources,
        boolean viewer,
        String sdp,
        SessionKind kind) {
    public SessionRequest {
        sources = List.copyOf(sources);
    }
}
