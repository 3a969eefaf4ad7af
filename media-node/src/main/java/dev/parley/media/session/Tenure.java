package dev.parley.media.session;

import dev.parley.media.custody.CopyTicket;
import dev.parley.media.custody.Copying;
import dev.parley.media.custody.Lease;
import dev.parley.media.custody.Terms;
import dev.parley.media.path.PacketCounters;
import dev.parley.media.path.Verdict;
import dev.parley.rtc.srtp.SrtpSender;
import dev.parley.rtc.srtp.SrtpState;
import org.jspecify.annotations.Nullable;

/// By what right a session sends: its lease, and how far its keeper's copy lets it go (ADR-0013).
public final class Tenure {
    private final Copying<SrtpState> copying = new Copying<>();
    private boolean limited;

    /// From now on another keeper has copies, or nobody.
    void keptBy(Lease lease, @Nullable SrtpSender out) {
        copying.keptBy(lease);
        limited = false;
        if (out != null) {
            out.unlimit();
        }
    }

    /// The keeper has had this state from the beginning.
    void keptBy(Lease lease, SrtpState state, SrtpSender out) {
        copying.keptBy(lease, state);
        limit(state, out);
    }

    /// The session goes on at another loop, with a sender that knows nothing of this.
    void goesOn(SrtpSender out) {
        SrtpState base = copying.base();
        if (base != null) {
            limit(base, out);
        }
        copying.changed();
    }

    /// More has changed than counters.
    void changed() {
        copying.changed();
    }

    public Lease lease() {
        return copying.lease();
    }

    public boolean isCopyDue(long nowNs) {
        return copying.isDue(nowNs);
    }

    CopyTicket copy(SrtpState state, SrtpSender out, long nowNs) {
        CopyTicket ticket = copying.copy(state, nowNs);
        confirm(out);
        return ticket;
    }

    /// Goes as far as the newest copy that the keeper has confirmed lets it.
    void confirm(SrtpSender out) {
        boolean confirmed = copying.confirm();
        SrtpState base = copying.base();
        if (base != null && (confirmed || !limited)) {
            limit(base, out);
        }
    }

    private void limit(SrtpState base, SrtpSender out) {
        limited = true;
        out.limit(base, Terms.HORIZON);
    }

    /// Whether anything may be sent at this moment.
    boolean runs(long nowNs, PacketCounters counters) {
        boolean runs = copying.lease().runs(nowNs);
        if (!runs) {
            counters.count(Verdict.LEASE_OVER);
        }
        return runs;
    }
}
