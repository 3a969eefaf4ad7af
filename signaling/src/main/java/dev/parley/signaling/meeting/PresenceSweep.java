package dev.parley.signaling.meeting;

import dev.parley.protocol.client.LeaveReason;
import dev.parley.protocol.node.SessionKind;
import dev.parley.signaling.rooms.Actor;
import dev.parley.signaling.rooms.Participant;
import dev.parley.signaling.rooms.RoomAsk;
import dev.parley.signaling.store.LeaseStore;
import dev.parley.signaling.store.LeaseStore.Lease;
import dev.parley.signaling.store.StoreUnavailable;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Takes out whoever's lease has run out. Every instance does so; a due lease is claimed by one of them, and a
/// claim lapses if that one dies, so each participant leaves exactly once and surely.
public final class PresenceSweep {
    /// Far longer than taking one participant out, far shorter than anyone would notice.
    private static final Duration CLAIM = Duration.ofSeconds(10);
    /// Beyond this many at once, the next sweep goes on.
    private static final int BATCH = 200;

    private static final Logger LOG = System.getLogger(PresenceSweep.class.getName());

    private final LeaseStore leases;
    private final RoomService service;
    private final MediaDesk media;
    private final Times times;

    public record Times(InstantSource clock, Duration grace) {}

    public PresenceSweep(LeaseStore leases, RoomService service, MediaDesk media, Times times) {
        this.leases = leases;
        this.service = service;
        this.media = media;
        this.times = times;
    }

    public void tick() {
        Instant now = times.clock().instant();
        Instant until = now.plus(CLAIM);
        try {
            leases.claimDue(now, until, BATCH).forEach(lease -> expire(lease, until));
        } catch (StoreUnavailable e) {
            LOG.log(Level.DEBUG, "no sweep while the store is away: {0}", e.getCause());
        }
    }

    private void expire(Lease lease, Instant until) {
        Optional<Participant> participant = service.state(lease.room()).anyone(lease.who());
        if (participant.isEmpty()) {
            leases.release(lease);
        } else if (participant.get().kind() != SessionKind.MEETING && mediaLives(lease)) {
            leases.renew(List.of(lease), times.clock().instant().plus(times.grace()));
        } else {
            var leave = new RoomAsk.Leave(lease.who(), LeaveReason.TIMEOUT);
            service.ask(lease.room(), new Actor.Server(), leave, _ -> isStillDue(lease, until));
        }
    }

    /// Whoever returned meanwhile has moved the deadline on before taking the place over.
    private boolean isStillDue(Lease lease, Instant until) {
        return leases.deadline(lease)
                .filter(it -> it.toEpochMilli() == until.toEpochMilli())
                .isPresent();
    }

    private boolean mediaLives(Lease lease) {
        return media.media(lease.room(), lease.who()).filter(media::mayLive).isPresent();
    }
}
