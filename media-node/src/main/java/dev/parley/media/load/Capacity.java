package dev.parley.media.load;

import org.jspecify.annotations.Nullable;

/// What one node takes on: at any of these it is full.
///
/// @param packetsPerSecond datagrams in and out
/// @param egressBps bits sent a second
/// @param lagNs how late its loops come to their timers on average
/// @param participants sessions, beyond which it declines rooms that are moved here; null: any number
public record Capacity(
        long packetsPerSecond,
        long egressBps,
        long lagNs,
        @Nullable Integer participants) {
    /// The dearest shape of `make bench` (thirty speakers) costs a loop 9.6 µs for a packet.
    public static final int LOOP_PACKETS = 100_000;
    /// As many packets, of 1,250 bytes.
    public static final int LOOP_EGRESS_MBPS = 1_000;
    /// About a loop's tick: what comes in waits as long as that before anybody looks at it.
    public static final int LAG_MS = 20;

    public static final long MBPS = 1_000_000;
    public static final long MS_NS = 1_000_000;

    public Capacity {
        if (packetsPerSecond < 1 || egressBps < 1 || lagNs < 1) {
            throw new IllegalArgumentException("capacity: " + packetsPerSecond + " packets/s, " + egressBps + " bit/s, "
                    + lagNs + " ns (expected: each >= 1)");
        }
    }

    /// Of a node of which nobody said more.
    public static Capacity of(int loops) {
        return new Capacity((long) loops * LOOP_PACKETS, (long) loops * LOOP_EGRESS_MBPS * MBPS, LAG_MS * MS_NS, null);
    }

    /// Only a bound that somebody set makes a node refuse: a machine that was starved for a moment should not.
    public boolean isFull(int sessions) {
        return participants != null && sessions >= participants;
    }
}
