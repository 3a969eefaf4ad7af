package dev.parley.loadtest.carry.wire;

/// Packets of one slot of one receiver, and the longest pause between two since it was last asked. Noted on
/// the loops of the clients, read anywhere.
public final class Stream {
    private static final long NEVER = Long.MIN_VALUE;

    private final boolean sound;
    private long lastNs = NEVER;
    private long longestNs;

    public Stream(boolean sound) {
        this.sound = sound;
    }

    public boolean isSound() {
        return sound;
    }

    public synchronized void arrived(long nowNs) {
        if (lastNs != NEVER) {
            longestNs = Math.max(longestNs, nowNs - lastNs);
        }
        lastNs = Math.max(lastNs, nowNs);
    }

    /// From now on the longest pause is looked for anew. False when nothing has come for so long that nothing
    /// flows here.
    public synchronized boolean begin(long nowNs, long flowingNs) {
        longestNs = 0;
        return lastNs != NEVER && nowNs - lastNs < flowingNs;
    }

    /// Of the pauses that ended since then or last still.
    public synchronized long longestNs(long nowNs) {
        return Math.max(longestNs, nowNs - lastNs);
    }
}
