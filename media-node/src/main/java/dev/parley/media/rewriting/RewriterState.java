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
    /// A slot that has never sent; `firstSequence` and `firstTimestamp` come from the session's source of randomness.
    public static RewriterState fresh(int firstSequence, int firstTimestamp) {
        return new RewriterState(null, firstSequence, firstTimestamp, 0, 0, 0);
    }
}
