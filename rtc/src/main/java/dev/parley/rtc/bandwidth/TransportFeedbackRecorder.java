package dev.parley.rtc.bandwidth;

import dev.parley.rtc.packets.rtcp.TransportFeedback;
import dev.parley.rtc.packets.rtp.SequenceUnwrapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The receiving side of transport-wide congestion control (draft-holmer-rmcat-transport-wide-cc-extensions-01):
/// remembers when packets arrived and tells it in as few messages as hold it. Every packet from the last one told to
/// the newest is spoken of, so that a loss between two messages is seen. One that arrives after its range was told is
/// told again together with what followed it, as browsers do.
public final class TransportFeedbackRecorder {
    /// Two seconds of 10 Mbit/s in packets of 1,200 bytes, twenty times the feedback interval: what is later than
    /// that is of no use to an estimator. A power of two, for the index is a mask.
    static final int PACKETS = 2048;

    private static final long UNSEEN = Long.MIN_VALUE;

    private final SequenceUnwrapper unwrapper = new SequenceUnwrapper();
    private final long[] arrivalUs = new long[PACKETS];
    private final TransportFeedback.Builder message = new TransportFeedback.Builder();
    private boolean started;
    private boolean news;
    private long newest;
    /// The first packet the next message speaks of.
    private long from;
    private int feedbackCount;

    public TransportFeedbackRecorder() {
        Arrays.fill(arrivalUs, UNSEEN);
    }

    /// A packet with this transport-wide sequence number has arrived; called once for each, before anything may
    /// drop it.
    public void noteArrival(int transportSequence, long nowNs) {
        long index = unwrapper.unwrap(transportSequence);
        if (!started) {
            started = true;
            newest = index - 1;
            from = index;
        }
        if (index <= newest - PACKETS) {
            return;
        }
        if (index > newest) {
            advance(index);
        } else if (arrivalUs[slot(index)] != UNSEEN) {
            return; // a duplicate: the first arrival counts
        }
        arrivalUs[slot(index)] = nowNs / 1_000;
        from = Math.min(from, index);
        news = true;
    }

    /// What has arrived since the last call, as messages that each fit a datagram; empty when nothing has.
    public List<TransportFeedback> build(int senderSsrc, int mediaSsrc) {
        if (!news) {
            return List.of();
        }
        List<TransportFeedback> messages = new ArrayList<>(1);
        next(senderSsrc, mediaSsrc).from(from);
        for (long index = from; index <= newest; index++) {
            long arrival = arrivalUs[slot(index)];
            if (arrival == UNSEEN || message.add(index, arrival)) {
                continue;
            }
            messages.add(message.build());
            next(senderSsrc, mediaSsrc).add(index, arrival);
        }
        messages.add(message.build());
        from = newest + 1;
        news = false;
        return messages;
    }

    private TransportFeedback.Builder next(int senderSsrc, int mediaSsrc) {
        return message.begin(senderSsrc, mediaSsrc, feedbackCount++);
    }

    private void advance(long index) {
        long firstNew = Math.max(newest + 1, index - PACKETS + 1);
        for (long i = firstNew; i < index; i++) {
            arrivalUs[slot(i)] = UNSEEN;
        }
        newest = index;
        from = Math.max(from, index - PACKETS + 1);
    }

    private static int slot(long index) {
        return (int) index & (PACKETS - 1);
    }
}
