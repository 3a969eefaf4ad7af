package dev.parley.media.session;

import dev.parley.protocol.node.PublishedSource;
import dev.parley.protocol.node.SessionKind;
import dev.parley.room.ParticipantId;
import dev.parley.room.RoomId;
import dev.parley.room.SessionId;
import java.util.List;

/// Whose session it is and what it may publish.
public record SessionIdentity(
        SessionId id, RoomId room, ParticipantId participant, SessionKind kind, List<PublishedSource> sources) {
    public SessionIdentity {
        sources = List.copyOf(sources);
    }

    SessionIdentity withSources(List<PublishedSource> now) {
        return new SessionIdentity(id, room, participant, kind, now);
    }
}
