package dev.parley.media.custody;

import org.jspecify.annotations.Nullable;

/// Of one session: when it has to be copied, and from which state its horizon counts. Belongs to the
/// session's loop.
///
/// @param <S> how far the session has come
public final class Copying<S> {
    /// Records that changed in more than their counters go at the next tick, all others this often.
    public static final long EVERY_NS = 1_000_000_000;

    private Lease lease = Lease.FREE;
    private boolean changed;
    private long copiedNs;
    private @Nullable CopyTicket ticket;
    private @Nullable S copied;
    private @Nullable S base;

    /// From now on another keeper has copies, or nobody. The session may go on to its horizon once it is
    /// copied.
    public void keptBy(Lease newLease) {
        lease = newLease;
        changed = !newLease.isFree();
        ticket = null;
        copied = null;
        base = null;
    }

    /// Under this lease from the beginning, with this state at the keeper already.
    public void keptBy(Lease newLease, S state) {
        keptBy(newLease);
        base = state;
    }

    public Lease lease() {
        return lease;
    }

    /// More has changed than counters.
    public void changed() {
        changed = !lease.isFree();
    }

    public boolean isDue(long nowNs) {
        return !lease.isFree() && lease.runs(nowNs) && (changed || nowNs - copiedNs >= EVERY_NS);
    }

    /// The session is written down as it is now.
    public CopyTicket copy(S state, long nowNs) {
        var fresh = new CopyTicket();
        ticket = fresh;
        copied = state;
        changed = false;
        copiedNs = nowNs;
        if (base == null) {
            base = state; // it may arrive whether it is confirmed or not
        }
        return fresh;
    }

    /// True when the keeper has confirmed the newest copy since the last call.
    public boolean confirm() {
        CopyTicket sent = ticket;
        if (sent == null || !lease.isConfirmed(sent)) {
            return false;
        }
        base = copied;
        ticket = null;
        return true;
    }

    /// From where the horizon counts; null when there is none.
    public @Nullable S base() {
        return base;
    }
}
