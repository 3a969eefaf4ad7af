package dev.parley.signaling.rooms;

import static dev.parley.signaling.rooms.Decision.accept;

import dev.parley.room.Source;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// Who is let in, and as whom: whoever was here before takes their old place, with its role, name and hand.
record JoinRule(RoomLimits limits, RoomState room) {
    private static final long UINT32_MAX = 0xFFFF_FFFFL;

    Decision decide(Arrival arrival) {
        Optional<Participant> before = returning(arrival);
        if (before.isPresent()) {
            Arrival.Fresh fresh = arrival.fresh();
            return accept(new RoomEvent.Reconnected(before.get().id(), fresh.connection(), fresh.resumeHash()));
        }
        if (room.participants().size() >= limits.participants()) {
            return new Decision.Refused(
                    Refusal.ROOM_FULL,
                    room.participants().size() + " participants",
                    "fewer than " + limits.participants());
        }
        String identity = arrival.pass().identity();
        Decision problem = identity == null ? null : TextRule.IDENTITY.problem(identity, Refusal.IDENTITY_NOT_VALID);
        if (problem == null) {
            problem = TextRule.NAME.problem(name(arrival), Refusal.NAME_NOT_VALID);
        }
        return problem != null ? problem : accept(welcome(arrival));
    }

    private RoomEvent[] welcome(Arrival arrival) {
        var joined = new RoomEvent.Joined(participant(arrival));
        return room.exists()
                ? new RoomEvent[] {joined}
                : new RoomEvent[] {
                    new RoomEvent.Created(room.id(), null, arrival.fresh().at()), joined
                };
    }

    /// By identity, or by the secret of an earlier join. A WHIP publisher and a page of the same identity are two
    /// participants.
    private Optional<Participant> returning(Arrival arrival) {
        String identity = arrival.pass().identity();
        Arrival.Proof proof = arrival.proof();
        return room.participants().values().stream()
                .filter(it -> it.kind() == arrival.pass().kind())
                .filter(it -> identity != null
                        ? it.identity().equals(identity)
                        : it.id().equals(proof.resume()) && sameSecret(it.resumeHash(), proof.resumeHash()))
                .findFirst();
    }

    private Participant participant(Arrival arrival) {
        Arrival.Pass pass = arrival.pass();
        Arrival.Fresh fresh = arrival.fresh();
        return new Participant(
                fresh.id(),
                pass.identity() == null ? fresh.id().value() : pass.identity(),
                name(arrival),
                pass.role(),
                fresh.at(),
                null,
                fresh.connection(),
                pass.kind(),
                pass.granted(),
                publications(fresh),
                fresh.resumeHash());
    }

    private static String name(Arrival arrival) {
        String name = arrival.pass().name();
        return name == null ? "Guest" : name.strip();
    }

    private List<Publication> publications(Arrival.Fresh fresh) {
        Set<Long> taken = new HashSet<>();
        room.participants().values().forEach(it -> it.publications().forEach(track -> taken.add(track.csrc())));
        var random = new SplittableRandom(fresh.seed());
        var all = new ArrayList<Publication>();
        for (Source source : Source.values()) {
            long csrc = random.nextLong(1, UINT32_MAX + 1);
            while (!taken.add(csrc)) {
                csrc = random.nextLong(1, UINT32_MAX + 1);
            }
            all.add(new Publication(source, csrc, fresh.active().contains(source), false));
        }
        return all;
    }

    private static boolean sameSecret(String kept, @Nullable String shown) {
        return shown != null
                && MessageDigest.isEqual(
                        kept.getBytes(StandardCharsets.US_ASCII), shown.getBytes(StandardCharsets.US_ASCII));
    }
}
