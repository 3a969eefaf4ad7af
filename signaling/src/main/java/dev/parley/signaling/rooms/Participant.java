package dev.parley.signaling.rooms;

import dev.parley.protocol.client.ParticipantView;
import dev.parley.protocol.node.PublishedSource;
import dev.parley.protocol.node.SessionKind;
import dev.parley.room.ParticipantId;
import dev.parley.room.Role;
import dev.parley.room.Source;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A presence in the room.
/// - `connection`: the socket that carries it; absent while none does and the grace time runs.
/// - `granted`: what its token lets it send, whatever its role.
/// - `resumeHash`: SHA-256 of the secret that brings it back; the secret itself is only at the client.
public record Participant(
        ParticipantId id,
        String identity,
        String name,
        Role role,
        Instant joinedAt,
        @Nullable Instant hand,
        @Nullable String connection,
        SessionKind kind,
        List<Source> granted,
        List<Publication> publications,
        String resumeHash) {
    public Participant {
        granted = List.copyOf(granted);
        publications = List.copyOf(publications);
    }

    public boolean mayPublish(Source source) {
        return role.publishes() && granted.contains(source);
    }

    public Publication publication(Source source) {
        return publications.stream()
                .filter(it -> it.source() == source)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(id + " has no publication " + source));
    }

    /// What its media session may send. A source that was never declared is silenced: what the room shows is what is
    /// forwarded.
    public List<PublishedSource> publishable() {
        return publications.stream()
                .filter(it -> mayPublish(it.source()))
                .map(it -> new PublishedSource(it.source(), it.csrc(), it.silenced()))
                .toList();
    }

    public ParticipantView view() {
        return new ParticipantView(
                id,
                identity,
                name,
                role,
                joinedAt,
                hand,
                connection != null,
                publications.stream()
                        .filter(Publication::active)
                        .map(Publication::view)
                        .toList());
    }

    Participant withName(String newName) {
        return new Participant(
                id, identity, newName, role, joinedAt, hand, connection, kind, granted, publications, resumeHash);
    }

    Participant withHand(@Nullable Instant since) {
        return new Participant(
                id, identity, name, role, joinedAt, since, connection, kind, granted, publications, resumeHash);
    }

    Participant withConnection(@Nullable String newConnection, String newResumeHash) {
        return new Participant(
                id, identity, name, role, joinedAt, hand, newConnection, kind, granted, publications, newResumeHash);
    }

    /// Whoever may no longer publish has no tracks.
    Participant withRole(Role newRole) {
        List<Publication> kept = newRole.publishes()
                ? publications
                : publications.stream().map(it -> it.with(false, false)).toList();
        return new Participant(
                id, identity, name, newRole, joinedAt, hand, connection, kind, granted, kept, resumeHash);
    }

    Participant withTrack(Source source, boolean active, boolean muted) {
        List<Publication> changed = publications.stream()
                .map(it -> it.source() == source ? it.with(active, muted) : it)
                .toList();
        return new Participant(
                id, identity, name, role, joinedAt, hand, connection, kind, granted, changed, resumeHash);
    }
}
