package dev.parley.media.egress;

import dev.parley.media.ingress.PublishedStream;
import dev.parley.media.rewriting.StreamEpoch;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// What a slot showed lately, so that a NACK can be answered (RFC 4588): which stream's packet an outgoing sequence
/// number is. Packets that came too early to be sent (the rest of a key frame, before its start) are found as well as
/// those that were sent. No allocation per packet.
final class SentLog {
    /// Epochs remembered: switches are at least a key frame apart, so eight reach back for seconds.
    static final int EPOCHS = 8;

    /// Numbers whose last answer is remembered: [dev.parley.media.cache.PacketCache#PACKETS].
    static final int PACKETS = 512;

    /// A packet is sent again at most this often: a receiver that asks sooner has not yet seen the last answer.
    static final long AGAIN_NS = 20_000_000;

    /// An epoch and the stream whose packets it rewrote, while it stayed in the receiver's room.
    record Shown(StreamEpoch epoch, PublishedStream stream, int stay) {
        /// A stream that has ended or was routed elsewhere is nobody's here: its cache holds what was never sent to
        /// this receiver, or somebody else's packets.
        private boolean stillHere() {
            return stay == stream.stay();
        }

        private boolean reachesBackTo(long sequence) {
            return sequence >= epoch.outSequence(epoch.firstSequence());
        }
    }

    private final ArrayDeque<Shown> newestFirst = new ArrayDeque<>(EPOCHS);
    private final long[] answered = new long[PACKETS];
    private final long[] againNs = new long[PACKETS];

    void begin(StreamEpoch epoch, PublishedStream stream) {
        if (newestFirst.size() == EPOCHS) {
            newestFirst.removeLast();
        }
        newestFirst.addFirst(new Shown(epoch, stream, stream.stay()));
    }

    /// Nothing shown so far will be sent again.
    void forget() {
        newestFirst.clear();
    }

    /// What this outgoing number shows, or null when it is forgotten, no longer here, or has just been sent again.
    @Nullable
    Shown ask(long sequence, long nowNs) {
        int index = (int) sequence & (PACKETS - 1);
        if (answered[index] == sequence && nowNs < againNs[index]) {
            return null;
        }
        for (Shown shown : newestFirst) {
            if (shown.reachesBackTo(sequence)) {
                if (!shown.stillHere()) {
                    return null;
                }
                answered[index] = sequence;
                againNs[index] = nowNs + AGAIN_NS;
                return shown;
            }
        }
        return null;
    }
}
