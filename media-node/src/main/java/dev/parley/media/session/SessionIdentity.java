package dev.parley.media.session;

import dev.parley.protocol.node.PublishedSource;
import dev.parley.protocol.node.SessionKind;
import dev.parley.room.ParticipantId;
import dev.parley.room.RoomId;
import dev.parley.room.SessionId;
import java.util.List;

/// Whose session it is, where it is routed, and what it may publish.
///
/// @param openedMs since when, by the wall clock of the node that opened it: of two of one participant the
///     later one counts, wherever they meet
public record SessionIdentity(
        SessionId id,
        long openedMs,
        RoutingContext context,
        ParticipantId participant,
        SessionKind kind,
        List<PublishedSource> sources) {
    public SessionIdentity {
        sources = List.copyOf(sources);
    }

    /// The meeting; it stays the same for the life of the session.
    public RoomId room() {
        return context.room();
    }

    SessionIdentity routed(RoutingContext now) {
        return new SessionIdentity(id, openedMs, now, participant, kind, sources);
    }

    SessionIdentity withSources(List<PublishedSource> now) {
        return new SessionIdentity(id, openedMs, context, participant, kind, now);
    }
}
