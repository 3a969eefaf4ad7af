package dev.parley.rtc.bandwidth;

/// Asks the path whether it carries more than is sent: a tenth of a second at a higher rate, media filled up with
/// padding, and how fast it came out at the other end. A node sends layers, which come in steps, so without probing it
/// would never learn that the next step fits.
final class Prober {
    /// What a probe showed.
    enum Result {
        NONE,
        /// It came out as fast as it went in.
        CARRIED,
        /// It came out slower: what came out is all there is.
        HELD_UP
    }

    /// Longer than the 15 ms libwebrtc needs, since a node's tick is coarse: five bursts make four distances.
    static final long CLUSTER_NS = 100_000_000;

    /// One tick of the node's loop.
    static final long TICK_NS = 25_000_000;

    /// Fewer bytes than this are left to the next tick.
    static final int LEAST_BYTES = 200;

    /// A cluster nobody tells of any more is over.
    private static final long PATIENCE_NS = 1_000_000_000;
    /// Below this part of the sent rate it was held up.
    private static final double CARRIED_PART = 0.9;

    private enum Phase {
        IDLE,
        SENDING,
        AWAITING
    }

    private final SendHistory history;
    private Phase phase = Phase.IDLE;
    private long rateBps;
    private long startNs;
    private long startBytes;
    private long endNs;
    private int bursts;
    private long lastBurstUs;

    private boolean anyAcked;
    private long firstSentUs;
    private long firstArrivalUs;
    private long settledBytes;
    private long groupSentUs;
    private long groupArrivalUs;
    private long groupBytes;

    private Result result = Result.NONE;
    private long resultBps;

    Prober(SendHistory history) {
        this.history = history;
    }

    boolean isIdle() {
        return phase == Phase.IDLE;
    }

    /// True for a packet that left during the cluster: its delay and loss are the probe's, not the media's.
    boolean covers(long sentUs) {
        return phase != Phase.IDLE && sentUs >= startNs / 1_000 && (phase == Phase.SENDING || sentUs <= endNs / 1_000);
    }

    void begin(long bps, long nowNs) {
        phase = Phase.SENDING;
        rateBps = bps;
        startNs = nowNs;
        startBytes = history.sentBytes();
        bursts = 0;
        lastBurstUs = Long.MIN_VALUE;
        anyAcked = false;
        settledBytes = 0;
        groupBytes = 0;
    }

    /// Padding to send now so that the cluster keeps its rate.
    int due(long nowNs) {
        switch (phase) {
            case IDLE -> {
                return 0;
            }
            case SENDING -> {
                if (nowNs - startNs < CLUSTER_NS) {
                    return missingBytes(nowNs);
                }
                close(nowNs);
            }
            case AWAITING -> {
                if (nowNs - endNs > PATIENCE_NS) {
                    phase = Phase.IDLE;
                }
            }
        }
        return 0;
    }

    private int missingBytes(long nowNs) {
        long wanted = (long) (rateBps / 8e9 * (nowNs - startNs + TICK_NS));
        long missing = wanted - (history.sentBytes() - startBytes);
        return missing < LEAST_BYTES ? 0 : (int) missing;
    }

    private void close(long nowNs) {
        phase = bursts < 2 ? Phase.IDLE : Phase.AWAITING;
        endNs = nowNs;
        judge();
    }

    void probed(long nowNs) {
        if (phase == Phase.SENDING && nowNs / 1_000 != lastBurstUs) {
            bursts++;
            lastBurstUs = nowNs / 1_000;
        }
    }

    void acked(long sentUs, long arrivalUs, int bytes) {
        if (phase == Phase.IDLE || sentUs < startNs / 1_000) {
            return;
        }
        if (!anyAcked) {
            anyAcked = true;
            firstSentUs = sentUs;
            firstArrivalUs = arrivalUs;
            groupSentUs = sentUs;
            groupArrivalUs = arrivalUs;
        }
        if (sentUs > groupSentUs) {
            settledBytes += groupBytes;
            groupBytes = 0;
            groupSentUs = sentUs;
            groupArrivalUs = arrivalUs;
        }
        groupBytes += bytes;
        judge();
    }

    /// The last burst only ends the distance of those before it, so once one of its packets is there all is known.
    private void judge() {
        if (phase != Phase.AWAITING || !anyAcked || groupSentUs < lastBurstUs) {
            return;
        }
        phase = Phase.IDLE;
        long sentSpanUs = groupSentUs - firstSentUs;
        long arrivalSpanUs = groupArrivalUs - firstArrivalUs;
        if (sentSpanUs <= 0 || arrivalSpanUs <= 0) {
            return;
        }
        double bits = settledBytes * 8e6;
        boolean isCarried = arrivalSpanUs * CARRIED_PART <= sentSpanUs;
        result = isCarried ? Result.CARRIED : Result.HELD_UP;
        resultBps = (long) (bits / Math.max(sentSpanUs, arrivalSpanUs));
    }

    /// The result of the last cluster, once.
    Result takeResult() {
        Result taken = result;
        result = Result.NONE;
        return taken;
    }

    long resultBps() {
        return resultBps;
    }

    long rateBps() {
        return rateBps;
    }
}
