package dev.parley.media.rewriting;

import dev.parley.media.ingress.MediaPacket;
import org.jspecify.annotations.Nullable;

/// Makes one continuous RTP stream of all the streams that a slot shows one after the other: sequence numbers, RTP
/// timestamps, VP8 picture ids and TL0PICIDX go on without holes across every switch (RFC 3550 §5.1, RFC 7741 §4.2).
/// Pure state: no socket, no clock, no allocation but at a switch.
public final class StreamRewriter {
    private @Nullable StreamEpoch epoch;
    private long lastSequence;
    private int lastTimestamp;
    private int lastPictureId;
    private int lastTl0;
    private long lastSentNs;

    public StreamRewriter(RewriterState state) {
        epoch = state.epoch();
        lastSequence = state.lastSequence();
        lastTimestamp = state.lastTimestamp();
        lastPictureId = state.lastPictureId();
        lastTl0 = state.lastTl0();
        lastSentNs = state.lastSentNs();
    }

    public RewriterState state() {
        return new RewriterState(epoch, lastSequence, lastTimestamp, lastPictureId, lastTl0, lastSentNs);
    }

    public @Nullable StreamEpoch epoch() {
        return epoch;
    }

    /// Ends the present epoch: the next packet must begin one.
    public void rest() {
        epoch = null;
    }

    /// The packet is the first of a stream to be shown from now on.
    ///
    /// @param elapsedTicks RTP clock ticks between the last packet sent and this one
    public StreamEpoch begin(MediaPacket packet, int elapsedTicks) {
        int ticks = Math.max(1, elapsedTicks);
        var next = new StreamEpoch(
                packet.stream().plan().ssrc(),
                packet.sequence(),
                lastSequence + 1 - packet.sequence(),
                lastTimestamp + ticks - packet.timestamp(),
                lastPictureId + 1 - packet.pictureId(),
                lastTl0 + 1 - packet.tl0());
        epoch = next;
        return next;
    }

    /// Notes that a packet of the present epoch is sent now.
    public void sent(StreamEpoch current, MediaPacket packet, long nowNs) {
        long sequence = current.outSequence(packet.sequence());
        if (sequence > lastSequence) {
            lastSequence = sequence;
            lastTimestamp = current.outTimestamp(packet.timestamp());
            lastPictureId = packet.pictureId() + current.pictureIdOffset();
            lastTl0 = packet.tl0() + current.tl0Offset();
            lastSentNs = nowNs;
        }
    }

    public long lastSequence() {
        return lastSequence;
    }

    public int lastTimestamp() {
        return lastTimestamp;
    }

    public long lastSentNs() {
        return lastSentNs;
    }
}
