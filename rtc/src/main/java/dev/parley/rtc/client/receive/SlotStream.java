package dev.parley.rtc.client.receive;

import dev.parley.rtc.client.offer.Answer.ReceiveSlot;
import dev.parley.rtc.packets.rtcp.ReportBlock;
import dev.parley.rtc.packets.rtp.SequenceUnwrapper;

/// The stream of one slot as it arrives: order, loss, jitter.
final class SlotStream {
    private static final int VIDEO_CLOCK = 90_000;
    private static final int AUDIO_CLOCK = 48_000;
    private static final long NS_PER_S = 1_000_000_000;
    private static final int UNITS_PER_S = 65_536;

    private final ReceiveSlot slot;
    private final SequenceUnwrapper unwrapper = new SequenceUnwrapper();
    private final MissingPackets missing = new MissingPackets();
    private final int clockRate;
    private long first = -1;
    private long received;
    private long reportedExpected;
    private long reportedReceived;
    private long transit;
    private double jitter;
    private int senderReport;
    private long senderReportNs;

    SlotStream(ReceiveSlot slot) {
        this.slot = slot;
        this.clockRate = slot.audio() ? AUDIO_CLOCK : VIDEO_CLOCK;
    }

    ReceiveSlot slot() {
        return slot;
    }

    MissingPackets missing() {
        return missing;
    }

    long received() {
        return received;
    }

    /// Expected and not come, so far.
    long lost() {
        return received == 0 ? 0 : unwrapper.highest() - first + 1 - received;
    }

    /// Notes an arrival and answers its index; -1 for one that was here before.
    long arrived(int sequenceNumber, int timestamp, long nowNs) {
        boolean started = unwrapper.started();
        long highest = unwrapper.highest();
        long index = unwrapper.unwrap(sequenceNumber);
        if (!started) {
            first = index;
        } else if (index > highest) {
            missing.add(highest + 1, index, nowNs);
        } else if (!missing.came(index)) {
            return -1;
        }
        received++;
        noteJitter(timestamp, nowNs);
        return index;
    }

    /// RFC 3550 §6.4.1 and A.8.
    private void noteJitter(int timestamp, long nowNs) {
        long now = nowNs / 1_000 * clockRate / 1_000_000 - Integer.toUnsignedLong(timestamp);
        if (received > 1) {
            long difference = Math.abs((int) (now - transit));
            jitter += (Math.min(difference, clockRate) - jitter) / 16;
        }
        transit = now;
    }

    void senderReported(int compactNtp, long nowNs) {
        senderReport = compactNtp;
        senderReportNs = nowNs;
    }

    /// What is said of it since the report before.
    ReportBlock report(long nowNs) {
        long expected = unwrapper.highest() - first + 1;
        long expectedNow = expected - reportedExpected;
        long lostNow = expectedNow - (received - reportedReceived);
        reportedExpected = expected;
        reportedReceived = received;
        int fraction = expectedNow <= 0 || lostNow <= 0 ? 0 : (int) Math.min(255, (lostNow << 8) / expectedNow);
        int delay = senderReport == 0 ? 0 : (int) ((nowNs - senderReportNs) * UNITS_PER_S / NS_PER_S);
        return new ReportBlock(
                slot.ssrc(),
                fraction,
                (int) (expected - received),
                (int) unwrapper.highest(),
                (int) jitter,
                senderReport,
                delay);
    }
}
