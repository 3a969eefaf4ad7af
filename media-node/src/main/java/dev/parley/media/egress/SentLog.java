package dev.parley.media.egress;

import dev.parley.media.ingress.PublishedStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What a slot sent lately: for an outgoing sequence number, which packet of which stream it was, so that a NACK can
/// be answered (RFC 4588). Arrays only, no allocation per packet.
final class SentLog {
    /// As many as a publisher's packets are remembered: [dev.parley.media.ingress.PacketCache#PACKETS].
    static final int PACKETS = 512;

    /// Epochs remembered: switches are at least a key frame apart, so eight reach back for seconds.
    static final int EPOCHS = 8;

    /// A packet is sent again at most this often: a receiver that asks sooner has not yet seen the last answer.
    static final long AGAIN_NS = 20_000_000;

    private static final long EMPTY = Long.MIN_VALUE;

    /// An epoch and the stream whose packets it rewrote.
    record Shown(StreamEpoch epoch, PublishedStream stream) {}

    private final long[] outSequence = new long[PACKETS];
    private final long[] againNs = new long[PACKETS];
    private final byte[] shownAt = new byte[PACKETS];
    private final @Nullable Shown[] shown = new Shown[EPOCHS];
    private int newest = -1;

    SentLog() {
        Arrays.fill(outSequence, EMPTY);
    }

    void begin(StreamEpoch epoch, PublishedStream stream) {
        newest = (newest + 1) % EPOCHS;
        shown[newest] = new Shown(epoch, stream);
    }

    void sent(long sequence) {
        int index = (int) sequence & PACKETS - 1;
        outSequence[index] = sequence;
        shownAt[index] = (byte) newest;
        againNs[index] = 0;
    }

    /// What this outgoing packet showed, or null when it is forgotten, never was, or has just been sent again.
    @Nullable
    Shown ask(long sequence, long nowNs) {
        int index = (int) sequence & PACKETS - 1;
        if (outSequence[index] != sequence || shownAt[index] < 0 || nowNs < againNs[index]) {
            return null;
        }
        Shown then = shown[shownAt[index]];
        if (then == null || sequence < then.epoch().outSequence(then.epoch().firstSequence())) {
            return null;
        }
        againNs[index] = nowNs + AGAIN_NS;
        return then;
    }
}
