package dev.parley.media.ingress;

/// Wanted key frames of one stream, asked of the publisher no more often than is useful (RFC 4585 §6.3.1).
public final class KeyframeRequests {
    /// An encoder needs about a frame and a round trip to answer; asking faster only makes it send more large frames.
    static final long INTERVAL_NS = 300_000_000;

    private boolean wanted;
    private boolean everSent;
    private long sentNs;

    public void want() {
        wanted = true;
    }

    /// A key frame arrived: nobody waits any more.
    public void satisfied() {
        wanted = false;
    }

    /// Whether to send a PLI now; it then counts as sent.
    public boolean take(long nowNs) {
        if (!wanted || (everSent && nowNs - sentNs < INTERVAL_NS)) {
            return false;
        }
        everSent = true;
        sentNs = nowNs;
        return true;
    }
}
