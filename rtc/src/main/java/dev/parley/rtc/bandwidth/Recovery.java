package dev.parley.rtc.bandwidth;

/// A sudden fall of the estimate while less is sent than might be is more often a receiver that had no core
/// for a moment than a path that became narrow. It is believed when the path, asked at once by a probe, does
/// not carry what it did. As libwebrtc's recovery after a drop, whose bounds these are.
final class Recovery {
    /// To less than this part in one step.
    private static final double FALL = 0.66;
    /// Of the estimate before the fall, what is asked for and meanwhile held.
    private static final double HELD_PART = 0.85;
    /// A probe of a tenth of a second, its feedback, and a round trip.
    private static final long PATIENCE_NS = 600_000_000L;
    /// A path that falls again and again is narrow.
    private static final long AGAIN_NS = 5_000_000_000L;

    private long heldBps;
    private boolean isAsked;
    private long begunNs = Long.MIN_VALUE / 2;

    /// What is held for possible, 0 for nothing.
    long heldBps() {
        return heldBps;
    }

    /// Whether a probe is to be sent now.
    boolean isAskDue() {
        return heldBps > 0 && !isAsked;
    }

    void asked() {
        isAsked = true;
    }

    /// The estimate was one and is another.
    void changed(long beforeBps, long nowBps, long wantedBps, long nowNs) {
        boolean isSudden = nowBps < FALL * beforeBps && wantedBps <= beforeBps;
        if (isSudden && nowNs - begunNs >= AGAIN_NS) {
            heldBps = (long) (HELD_PART * beforeBps);
            begunNs = nowNs;
            isAsked = false;
        }
    }

    /// The path has answered.
    void end() {
        heldBps = 0;
    }

    void tick(long nowNs) {
        if (nowNs - begunNs >= PATIENCE_NS) {
            end();
        }
    }
}
