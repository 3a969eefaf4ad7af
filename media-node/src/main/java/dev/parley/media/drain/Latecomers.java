package dev.parley.media.drain;

/// Whether clients still send here what is handed on to where their rooms have gone.
public final class Latecomers {
    /// Whoever sends sends several times in it, sound or reports of what it receives (RFC 4585).
    static final long QUIET_NS = 1_000_000_000L;

    private long lastNs = Long.MIN_VALUE / 2;

    public void heard(long nowNs) {
        lastNs = nowNs;
    }

    public boolean any(long nowNs) {
        return nowNs - lastNs < QUIET_NS;
    }
}
