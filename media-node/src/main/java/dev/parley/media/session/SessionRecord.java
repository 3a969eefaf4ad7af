package dev.parley.media.session;

import dev.parley.media.egress.RateState;
import dev.parley.media.egress.SlotRecord;
import dev.parley.media.ingress.StreamRecord;
import dev.parley.media.negotiation.SessionPlan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A whole session as a value (DESIGN idea 6): what one loop exports, any other loop can go on with, in the
/// middle of a call. Nothing else of a session lives in sockets, threads or closures.
///
/// @param secure null until the DTLS handshake is done; only then can a session be carried
public record SessionRecord(
        SessionIdentity identity,
        IceState ice,
        SessionPlan plan,
        @Nullable SecureState secure,
        List<StreamRecord> streams,
        List<SlotRecord> slots,
        RateState rate) {
    public SessionRecord {
        streams = List.copyOf(streams);
        slots = List.copyOf(slots);
    }

    /// For who goes on from a copy (ADR-0013): every index that its holder may have used since is left out,
    /// and every slot begins anew with a key frame.
    public SessionRecord ahead(int horizon) {
        return new SessionRecord(
                identity,
                ice,
                plan,
                secure == null ? null : secure.ahead(horizon, plan.feedbackSsrc()),
                streams.stream().map(StreamRecord::later).toList(),
                slots.stream().map(slot -> slot.ahead(horizon)).toList(),
                rate.ahead());
    }

    /// The same on a machine whose clock shows so much more. Between nodes, times are those of the wall clock.
    public SessionRecord shifted(long ns) {
        return new SessionRecord(
                identity,
                ice,
                plan,
                secure,
                streams,
                slots.stream().map(slot -> slot.shifted(ns)).toList(),
                rate);
    }

    /// At a node where the numbers of doors mean something else.
    public SessionRecord through(int door) {
        return new SessionRecord(identity, ice.throughDoor(door), plan, secure, streams, slots, rate);
    }
}
