package dev.parley.signaling.rooms.rules;

import static dev.parley.signaling.rooms.Decision.accept;
import static dev.parley.signaling.rooms.Decision.refuse;

import dev.parley.protocol.meeting.RoomSettings;
import dev.parley.protocol.node.SessionKind;
import dev.parley.room.Role;
import dev.parley.room.Source;
import dev.parley.signaling.rooms.Arrival;
import dev.parley.signaling.rooms.Decision;
import dev.parley.signaling.rooms.Participant;
import dev.parley.signaling.rooms.Publication;
import dev.parley.signaling.rooms.Refusal;
import dev.parley.signaling.rooms.RoomEvent;
import dev.parley.signaling.rooms.RoomLimits;
import dev.parley.signaling.rooms.RoomState;
import dev.parley.signaling.rooms.Stay;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// Who is let in, and as whom: whoever was here before takes their old place, in the room or among those who wait.
record JoinRule(RoomLimits limits, RoomState room) {
    private static final long UINT32_MAX = 0xFFFF_FFFFL;

    Decision decide(Arrival arrival) {
        Optional<Participant> before = returning(arrival);
        if (before.isPresent()) {
            Arrival.Fresh fresh = arrival.fresh();
            String shown = arrival.pass().identity() == null ? arrival.proof().resumeHash() : null;
            return accept(new RoomEvent.Reconnected(before.get().id(), fresh.connection(), fresh.resumeHash(), shown));
        }
        Decision problem = textProblem(arrival);
        if (problem != null) {
            return problem;
        }
        Role role = role(arrival.pass());
        return doorProblem(arrival.pass(), role).orElseGet(() -> letIn(arrival, role));
    }

    private @Nullable Decision textProblem(Arrival arrival) {
        String identity = arrival.pass().identity();
        Decision problem = identity == null ? null : TextRule.IDENTITY.problem(identity);
        return problem != null ? problem : TextRule.NAME.problem(name(arrival));
    }

    /// What the token makes of them here. Only somebody at a page can host, and there is one host: whoever comes with a
    /// host's token while there is one by token is a co-host.
    private Role role(Arrival.Pass pass) {
        Role granted = pass.role();
        if (pass.kind() != SessionKind.MEETING) {
            return granted.moderates() ? Role.GUEST : granted;
        }
        boolean hosted =
                room.host().filter(it -> it.stay().grantedRole() == Role.HOST).isPresent();
        return switch (granted) {
            case HOST -> hosted ? Role.COHOST : Role.HOST;
            case GUEST -> settings().webinar() ? Role.VIEWER : Role.GUEST;
            case COHOST, VIEWER -> granted;
        };
    }

    private RoomSettings settings() {
        return room.exists() ? room.settings() : RoomSettings.STANDARD;
    }

    private Optional<Decision> doorProblem(Arrival.Pass pass, Role role) {
        boolean banned =
                pass.identity() != null && room.exists() && room.meta().banned().contains(pass.identity());
        if (banned) {
            return Optional.of(refuse(Refusal.REMOVED));
        }
        if (settings().locked() && !role.moderates()) {
            return Optional.of(refuse(Refusal.ROOM_LOCKED));
        }
        int viewers = room.viewers();
        int others = room.participants().size() - viewers;
        boolean full = role == Role.VIEWER ? viewers >= limits.viewers() : others >= limits.participants();
        return full ? Optional.of(full(role, role == Role.VIEWER ? viewers : others)) : Optional.empty();
    }

    private Decision full(Role role, int there) {
        return role == Role.VIEWER
                ? new Decision.Refused(Refusal.ROOM_FULL, there + " viewers", "fewer than " + limits.viewers())
                : new Decision.Refused(
                        Refusal.ROOM_FULL, there + " participants", "fewer than " + limits.participants());
    }

    private Decision letIn(Arrival arrival, Role role) {
        var events = new ArrayList<RoomEvent>();
        long order = room.version() + 1;
        if (!room.exists()) {
            events.add(new RoomEvent.Created(
                    room.id(), null, RoomSettings.STANDARD, arrival.fresh().at()));
            order++;
        }
        if (settings().waitingRoom() && !role.moderates()) {
            return wait(arrival, participant(arrival, role, order));
        }
        if (role == Role.HOST) {
            // A host by token takes over from one who stood in.
            Optional<Participant> stoodIn = room.host();
            if (stoodIn.isPresent()) {
                events.add(new RoomEvent.RoleChanged(stoodIn.get().id(), Role.COHOST));
                order++;
            }
        }
        Participant participant = participant(arrival, role, order);
        events.add(new RoomEvent.Joined(BreakoutRules.settled(room, participant)));
        return accept(events);
    }

    private Decision wait(Arrival arrival, Participant participant) {
        if (arrival.pass().kind() != SessionKind.MEETING) {
            return refuse(Refusal.MUST_WAIT);
        }
        return room.waiting().size() >= RoomLimits.WAITING
                ? new Decision.Refused(
                        Refusal.WAITING_FULL, room.waiting().size() + " waiting", "fewer than " + RoomLimits.WAITING)
                : accept(new RoomEvent.WaitingBegan(participant));
    }

    /// By identity, or by the secret of an earlier join; whoever has an identity by that alone. A WHIP
    /// publisher and a page of the same identity are two participants.
    private Optional<Participant> returning(Arrival arrival) {
        String identity = arrival.pass().identity();
        Arrival.Proof proof = arrival.proof();
        return room.everyone()
                .filter(it -> it.kind() == arrival.pass().kind())
                .filter(it -> identity != null
                        ? it.identity().equals(identity)
                        : it.id().equals(proof.resume()) && !it.hasIdentity() && opens(it.stay(), proof.resumeHash()))
                .findFirst();
    }

    private Participant participant(Arrival arrival, Role role, long order) {
        Arrival.Pass pass = arrival.pass();
        Arrival.Fresh fresh = arrival.fresh();
        return new Participant(
                fresh.id(),
                pass.identity() == null ? fresh.id().value() : pass.identity(),
                name(arrival),
                role,
                null,
                null,
                List.of(),
                publications(fresh),
                new Stay(
                        fresh.at(),
                        order,
                        pass.kind(),
                        pass.role(),
                        pass.granted(),
                        fresh.connection(),
                        fresh.resumeHash(),
                        null));
    }

    private static String name(Arrival arrival) {
        String name = arrival.pass().name();
        return name == null ? "Guest" : name.strip();
    }

    private List<Publication> publications(Arrival.Fresh fresh) {
        Set<Long> taken = new HashSet<>();
        room.everyone().forEach(it -> it.publications().forEach(track -> taken.add(track.csrc())));
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

    private static boolean opens(Stay stay, @Nullable String shown) {
        return sameSecret(stay.resumeHash(), shown) || sameSecret(stay.shownHash(), shown);
    }

    private static boolean sameSecret(@Nullable String kept, @Nullable String shown) {
        return kept != null
                && shown != null
                && MessageDigest.isEqual(
                        kept.getBytes(StandardCharsets.US_ASCII), shown.getBytes(StandardCharsets.US_ASCII));
    }
}
