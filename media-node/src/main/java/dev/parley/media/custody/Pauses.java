package dev.parley.media.custody;

/// How long this node stands still now and then, told from how late its own clock ticks.
final class Pauses {
    /// A pause of so long ago says nothing any more.
    private static final long REMEMBERED_NS = 300_000_000_000L;

    /// Beyond twice its longest pause a node is not pausing.
    private static final int TIMES = 2;

    private long lastNs;
    private boolean started;
    private long longestNs;
    private long longestAtNs;
    private long awakeNs;

    /// A pause that no lease outlasts is no reason for a long one: people would wait longer at the node's next
    /// death, and for nothing.
    void tick(long nowNs) {
        long quietNs = started ? nowNs - lastNs : 0;
        started = true;
        lastNs = nowNs;
        long bearableNs = quietNs > Terms.LONGEST_LEASE_NS ? 0 : quietNs;
        if (bearableNs > longestNs || nowNs - longestAtNs > REMEMBERED_NS) {
            longestNs = bearableNs;
            longestAtNs = nowNs;
        }
        if (quietNs > Terms.STOOD_STILL_NS) {
            awakeNs = nowNs + Terms.WAKING_NS;
        }
    }

    /// What it has not heard may lie in its sockets still.
    boolean isWaking(long nowNs) {
        return awakeNs - nowNs > 0;
    }

    /// What this node asks for, so that its pauses are not taken for its death.
    long leaseNs() {
        return Math.clamp(TIMES * longestNs, Terms.LEASE_NS, Terms.LONGEST_LEASE_NS);
    }
}
