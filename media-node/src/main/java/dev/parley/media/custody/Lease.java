package dev.parley.media.custody;

/// How long a holder may encrypt for what one keeper has copies of, and what that keeper has confirmed.
/// Written within deeds of the custody, read by loops before every packet.
public final class Lease {
    /// Of sessions without a keeper: nobody could go on with them, so nobody has to be waited for.
    public static final Lease FREE = new Lease(true);

    private final boolean free;
    private volatile long untilNs;
    private volatile long confirmed;

    private Lease(boolean free) {
        this.free = free;
    }

    static Lease notYet(long nowNs) {
        var lease = new Lease(false);
        lease.untilNs = nowNs;
        return lease;
    }

    public boolean runs(long nowNs) {
        return free || nowNs - untilNs < 0;
    }

    long leftNs(long nowNs) {
        return untilNs - nowNs;
    }

    public boolean isFree() {
        return free;
    }

    /// Whether the keeper has this copy. One that was never sent is not confirmed.
    public boolean isConfirmed(CopyTicket ticket) {
        long operation = ticket.operation();
        return operation != 0 && operation <= confirmed;
    }

    long confirmed() {
        return confirmed;
    }

    void confirm(long operation) {
        confirmed = Math.max(confirmed, operation);
    }

    void extend(long newUntilNs) {
        if (newUntilNs - untilNs > 0) {
            untilNs = newUntilNs;
        }
    }
}
