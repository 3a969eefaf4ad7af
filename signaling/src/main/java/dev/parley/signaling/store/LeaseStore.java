package dev.parley.signaling.store;

import dev.parley.room.ParticipantId;
import dev.parley.room.RoomId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Presence is a lease: a participant stays until its deadline, and whoever carries it moves the deadline on. Nothing
/// needs to be alive for a deadline to pass, so a dead instance's participants leave like any others.
public interface LeaseStore {
    record Lease(RoomId room, ParticipantId who) {}

    /// Sets the deadline, whatever it was.
    void renew(Collection<Lease> leases, Instant deadline);

    /// The leases that are due, each given to one caller only: their deadline becomes `until`, so that they
    /// come up again if the caller dies before [#release].
    List<Lease> claimDue(Instant now, Instant until, int limit);

    Optional<Instant> deadline(Lease lease);

    void release(Lease lease);
}
