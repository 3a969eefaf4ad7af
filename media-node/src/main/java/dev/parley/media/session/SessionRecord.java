package dev.parley.media.session;

import dev.parley.media.egress.RateState;
import dev.parley.media.egress.SlotRecord;
import dev.parley.media.ingress.StreamRecord;
import dev.parley.media.negotiation.SessionPlan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A whole session as a value (DESIGN idea 6): what one loop exports, any other loop can go on with, in the middle of
/// a call. Nothing else of a session lives in sockets, threads or closures.
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
}
