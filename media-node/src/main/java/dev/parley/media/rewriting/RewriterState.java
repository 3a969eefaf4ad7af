package dev.parley.media.rewriting;

import org.jspecify.annotations.Nullable;

/// All that the rewriting of a slot remembers, as a value that travels with the session.
///
/// @param epoch of the stream shown now; null when the slot rests
/// @param lastSequence highest unwrapped sequence number sent; -1 before the first
/// @param lastTimestamp RTP timestamp of the newest packet sent
/// @param lastPictureId highest VP8 picture id sent
/// @param lastTl0 highest VP8 TL0PICIDX sent
/// @param lastSentNs when the newest packet was sent, in the node's time
public record RewriterState(
        @Nullable StreamEpoch epoch,
        long lastSequence,
        int lastTimestamp,
        int lastPictureId,
        int lastTl0,
        long lastSentNs) {
    /// More pictures than a second or three have, and a jump that a decoder unwraps forwards: half of 2^15
    /// is more.
    private static final int PICTURES = 512;

    /// The same for an index of 8 bits (RFC 7741 §4.2).
    private static final int TL0_PICTURES = 64;

    /// For who goes on without knowing how much was sent since: further by so many packets, and beginning
    /// with a key frame.
    public RewriterState ahead(int packets) {
        return new RewriterState(
                null,
                lastSequence + packets,
                lastTimestamp,
                lastPictureId + PICTURES,
                lastTl0 + TL0_PICTURES,
                lastSentNs);
    }

    /// The same on a machine whose clock shows so much more.
    public RewriterState shifted(long ns) {
        long sentNs = lastSentNs == 0 ? 0 : lastSentNs + ns;
        return new RewriterState(epoch, lastSequence, lastTimestamp, lastPictureId, lastTl0, sentNs);
    }

    /// A slot that has never sent; `firstSequence` and `firstTimestamp` come from the session's source of
    /// randomness.
    public static RewriterState fresh(int firstSequence, int firstTimestamp) {
        return new RewriterState(null, firstSequence, firstTimestamp, 0, 0, 0);
    }
}
