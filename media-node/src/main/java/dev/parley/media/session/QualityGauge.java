package dev.parley.media.session;

import dev.parley.protocol.Quality;

/// How well the network carries one participant, in a word that others may see. By loss and round trip, because these
/// are what a person hears and sees.
final class QualityGauge {
    /// Looked at this often, so that the mark does not flicker.
    static final long LOOK_NS = 2_000_000_000L;

    /// Of 256: about 2 % of packets lost is heard by few, 10 % by everybody.
    static final int FAIR_LOSS = 5;

    static final int POOR_LOSS = 26;

    /// ITU-T G.114: up to 150 ms one way nobody notices, above 400 ms a conversation breaks down.
    static final long FAIR_RTT_NS = 300_000_000;

    static final long POOR_RTT_NS = 800_000_000;

    private Quality told = Quality.GOOD;
    private int worstLoss;
    private long lookNs;

    void lost(int fractionOf256) {
        worstLoss = Math.max(worstLoss, fractionOf256);
    }

    /// True when the word has changed; [#word()] is then to be told.
    boolean look(long rttNs, long nowNs) {
        if (nowNs - lookNs < LOOK_NS) {
            return false;
        }
        lookNs = nowNs;
        Quality now = Quality.GOOD;
        if (worstLoss >= POOR_LOSS || rttNs >= POOR_RTT_NS) {
            now = Quality.POOR;
        } else if (worstLoss >= FAIR_LOSS || rttNs >= FAIR_RTT_NS) {
            now = Quality.FAIR;
        }
        worstLoss = 0;
        boolean changed = now != told;
        told = now;
        return changed;
    }

    Quality word() {
        return told;
    }
}
