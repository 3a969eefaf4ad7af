package dev.parley.signaling.rooms;

import dev.parley.protocol.client.ParticipantView;
import dev.parley.protocol.meeting.WaitingView;
import dev.parley.protocol.node.PublishedSource;
import dev.parley.protocol.node.SessionKind;
import dev.parley.room.BreakoutId;
import dev.parley.room.ParticipantId;
import dev.parley.room.Role;
import dev.parley.room.Source;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A presence in the room, or in its waiting room.
/// - `breakout`: where they are; absent in the main room.
/// - `invited`: what a host asked them to unmute; they may, once, whatever the settings.
public record Participant(
        ParticipantId id,
        String identity,
        String name,
        Role role,
        @Nullable Instant hand,
        @Nullable BreakoutId breakout,
        List<Source> invited,
        List<Publication> publications,
        Stay stay) {
    public Participant {
        invited = List.copyOf(invited);
        publications = List.copyOf(publications);
    }

    public @Nullable String connection() {
        return stay.connection();
    }

    public SessionKind kind() {
        return stay.kind();
    }

    /// Known by name to whoever issued the token, rather than somebody new with every use of it.
    public boolean hasIdentity() {
        return !identity.equals(id.value());
    }

    public boolean mayPublish(Source source) {
        return role.publishes() && stay.granted().contains(source);
    }

    public Publication publication(Source source) {
        return publications.stream()
                .filter(it -> it.source() == source)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(id + " has no publication " + source));
    }

    /// What its media session may send, now or after a promotion. A source that was never declared, or that the
    /// role does not allow, is silenced: what the room shows is what is forwarded.
    public List<PublishedSource> publishable() {
        return publications.stream()
                .filter(it -> stay.granted().contains(it.source()))
                .map(it -> new PublishedSource(it.source(), it.csrc(), it.silenced() || !role.publishes()))
                .toList();
    }

    public ParticipantView view() {
        return new ParticipantView(
                id,
                identity,
                name,
                role,
                stay.joinedAt(),
                hand,
                connection() != null,
                breakout,
                publications.stream()
                        .filter(Publication::active)
                        .map(Publication::view)
                        .toList());
    }

    public WaitingView waitingView() {
        return new WaitingView(id, identity, name, role, stay.joinedAt(), connection() != null);
    }

    Participant withName(String newName) {
        return new Participant(id, identity, newName, role, hand, breakout, invited, publications, stay);
    }

    Participant withHand(@Nullable Instant since) {
        return new Participant(id, identity, name, role, since, breakout, invited, publications, stay);
    }

    /// The same, elsewhere.
    public Participant in(@Nullable BreakoutId place) {
        return new Participant(id, identity, name, role, hand, place, invited, publications, stay);
    }

    Participant with(Stay now) {
        return new Participant(id, identity, name, role, hand, breakout, invited, publications, now);
    }

    /// Whoever may no longer publish has no tracks.
    Participant withRole(Role newRole) {
        List<Publication> kept = newRole.publishes()
                ? publications
                : publications.stream().map(it -> it.with(false, false)).toList();
        return new Participant(id, identity, name, newRole, hand, breakout, invited, kept, stay);
    }

    Participant withInvitation(Source source) {
        List<Source> more =
                Stream.concat(invited.stream(), Stream.of(source)).distinct().toList();
        return new Participant(id, identity, name, role, hand, breakout, more, publications, stay);
    }

    /// An invitation to unmute is used up by whatever becomes of the track.
    Participant withTrack(Source source, boolean active, boolean muted) {
        List<Publication> changed = publications.stream()
                .map(it -> it.source() == source ? it.with(active, muted) : it)
                .toList();
        List<Source> left = invited.stream().filter(it -> it != source).toList();
        return new Participant(id, identity, name, role, hand, breakout, left, changed, stay);
    }
}
