package dev.parley.signaling.meeting;

import dev.parley.protocol.node.SessionKind;
import dev.parley.room.ParticipantId;
import dev.parley.room.Source;
import dev.parley.signaling.access.Grant;
import dev.parley.signaling.access.ResumeKey;
import dev.parley.signaling.live.Connection;
import dev.parley.signaling.rooms.Arrival;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Draws what is random and reads the clock, once per arrival, so that the rules need not.
public final class Arrivals {
    private final RandomGenerator random;
    private final InstantSource clock;

    public Arrivals(RandomGenerator random, InstantSource clock) {
        this.random = random;
        this.clock = clock;
    }

    /// Chance, for what the rules decide by it.
    long seed() {
        return random.nextLong();
    }

    /// An arrival, and the secret of which it holds the hash.
    record Prepared(Arrival arrival, String resumeSecret) {}

    Prepared bySocket(Grant grant, @Nullable String name, @Nullable String resumeKey, Connection connection) {
        Optional<ResumeKey> resume = Optional.ofNullable(resumeKey).flatMap(ResumeKey::parse);
        var proof = resume.map(it -> new Arrival.Proof(it.participant(), ResumeKey.hash(it.secret())))
                .orElse(Arrival.Proof.NONE);
        var pass = pass(grant, name == null ? grant.name() : name, SessionKind.MEETING);
        return prepared(pass, proof, connection.id(), List.of());
    }

    public Arrival byMedia(Grant grant, SessionKind kind, List<Source> offered) {
        String connection = kind.name() + "-" + hex();
        List<Source> active = offered.stream().filter(grant.publish()::contains).toList();
        var pass = pass(grant, grant.name(), kind);
        return prepared(pass, Arrival.Proof.NONE, connection, kind == SessionKind.WHIP ? active : List.of())
                .arrival();
    }

    private Prepared prepared(Arrival.Pass pass, Arrival.Proof proof, String connection, List<Source> active) {
        String secret = ResumeKey.freshSecret(random);
        var id = new ParticipantId((pass.kind() == SessionKind.MEETING ? "p-" : MEDIA_ONLY) + hex());
        var fresh =
                new Arrival.Fresh(id, connection, ResumeKey.hash(secret), random.nextLong(), clock.instant(), active);
        return new Prepared(new Arrival(pass, proof, fresh), secret);
    }

    private static Arrival.Pass pass(Grant grant, @Nullable String name, SessionKind kind) {
        return new Arrival.Pass(grant.identity(), name, grant.role(), grant.publish(), kind);
    }

    /// Participants without a socket are known by their id, so that the end of their media need not look anyone up.
    static boolean isMediaOnly(ParticipantId who) {
        return who.value().startsWith(MEDIA_ONLY);
    }

    private static final String MEDIA_ONLY = "w-";

    private String hex() {
        return Long.toHexString(random.nextLong() | Long.MIN_VALUE);
    }
}
