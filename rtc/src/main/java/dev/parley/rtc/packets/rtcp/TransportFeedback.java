package dev.parley.rtc.packets.rtcp;

import dev.parley.rtc.packets.Wire;
import dev.parley.rtc.packets.feedback.Arrivals;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Optional;

/// Transport-wide congestion control feedback, draft-holmer-rmcat-transport-wide-cc-extensions-01 §3.1: which packets
/// of a transport arrived, and when, relative to each other. The sender turns it into a bandwidth estimate.
/// ```
/// |V=2|P| FMT=15|  PT=205  |   length   || sender SSRC || media SSRC |
/// |      base sequence number     |      packet status count      |
/// |                 reference time (24)           | fb pkt. count |
/// |          packet chunks, 16 bits each, see StatusChunks        |
/// |   receive deltas in 250 us: 8 bits unsigned or 16 bits signed |
/// ```
/// A class and not a record because it holds an array; it is a value all the same. Made by [Builder] or by parsing.
public final class TransportFeedback implements RtcpMessage, Arrivals {
    static final int FORMAT = 15;

    /// One delta tick, and one tick of the reference time, in µs. §3.1.
    private static final int TICK_US = 250;

    private static final int REFERENCE_TICK_US = 64_000;

    /// Half the sequence space, beyond which packets cannot be told from older ones. It also bounds what a few
    /// hostile run chunks can make us allocate to 128 KiB.
    private static final int MAX_STATUSES = 1 << 15;

    private static final int FIXED_BYTES = 20;
    private static final int NOT_RECEIVED = StatusChunks.NOT_RECEIVED;

    private final int senderSsrc;
    private final int mediaSsrc;
    private final int baseSequenceNumber;
    private final int referenceTime;
    private final int feedbackCount;
    /// By packet: ticks since the received packet before it (the first: since the reference time), or
    /// NOT_RECEIVED.
    private final int[] deltaTicks;

    private TransportFeedback(Builder builder) {
        this.senderSsrc = builder.senderSsrc;
        this.mediaSsrc = builder.mediaSsrc;
        this.feedbackCount = builder.feedbackCount;
        this.baseSequenceNumber = (int) builder.base & 0xFFFF;
        this.referenceTime = builder.referenceTime;
        this.deltaTicks = Arrays.copyOf(builder.deltaTicks, builder.count);
    }

    private TransportFeedback(RtcpPart part, int[] deltaTicks) {
        this.senderSsrc = part.u32(4);
        this.mediaSsrc = part.u32(8);
        this.baseSequenceNumber = part.u16(12);
        this.referenceTime = part.u32(16) >> 8; // signed, §3.1
        this.feedbackCount = part.u8(19);
        this.deltaTicks = deltaTicks;
    }

    public int senderSsrc() {
        return senderSsrc;
    }

    public int mediaSsrc() {
        return mediaSsrc;
    }

    /// The transport-wide sequence number of packet 0.
    public int baseSequenceNumber() {
        return baseSequenceNumber;
    }

    /// Counts feedback messages, 0..255: a gap means that one was lost.
    public int feedbackCount() {
        return feedbackCount;
    }

    @Override
    public int count() {
        return deltaTicks.length;
    }

    @Override
    public int sequenceNumber(int i) {
        return (baseSequenceNumber + i) & 0xFFFF;
    }

    @Override
    public boolean received(int i) {
        return deltaTicks[i] != NOT_RECEIVED;
    }

    @Override
    public int deltaUs(int i) {
        assert received(i) : "packet " + i + " was not received";
        return deltaTicks[i] * TICK_US;
    }

    @Override
    public long referenceTimeUs() {
        return (long) referenceTime * REFERENCE_TICK_US;
    }

    static Optional<TransportFeedback> parse(RtcpPart part) {
        if (part.length() < FIXED_BYTES) {
            return Optional.empty();
        }
        int count = part.u16(14);
        if (count == 0 || count > MAX_STATUSES) {
            return Optional.empty();
        }
        byte[] symbols = new byte[count];
        int at = StatusChunks.decode(part, FIXED_BYTES, symbols);
        if (at < 0 || at + deltaBytes(symbols) > part.length()) {
            return Optional.empty();
        }
        int[] deltaTicks = new int[count];
        for (int i = 0; i < count; i++) {
            deltaTicks[i] = switch (symbols[i]) {
                case StatusChunks.SMALL_DELTA -> part.u8(at);
                case StatusChunks.LARGE_DELTA -> (short) part.u16(at);
                default -> NOT_RECEIVED;
            };
            at += symbols[i];
        }
        return Optional.of(new TransportFeedback(part, deltaTicks));
    }

    /// A symbol's value is the number of bytes of its delta.
    private static int deltaBytes(byte[] symbols) {
        int bytes = 0;
        for (byte symbol : symbols) {
            bytes += symbol;
        }
        return bytes;
    }

    @Override
    public int length() {
        return RtcpPart.padded(contentBytes());
    }

    private int contentBytes() {
        int bytes = FIXED_BYTES;
        for (int at = 0; at < deltaTicks.length; ) {
            at += StatusChunks.packets(StatusChunks.encode(deltaTicks, at), deltaTicks.length - at);
            bytes += 2;
        }
        for (int ticks : deltaTicks) {
            bytes += StatusChunks.symbol(ticks);
        }
        return bytes;
    }

    @Override
    public int write(MemorySegment out, long offset) {
        int content = contentBytes();
        int length = RtcpPart.padded(content);
        writeFixed(out, offset, length, length - content);
        long at = offset + FIXED_BYTES;
        for (int i = 0; i < deltaTicks.length; ) {
            int chunk = StatusChunks.encode(deltaTicks, i);
            Wire.putU16(out, at, chunk);
            at += 2;
            i += StatusChunks.packets(chunk, deltaTicks.length - i);
        }
        for (int ticks : deltaTicks) {
            switch (StatusChunks.symbol(ticks)) {
                case StatusChunks.SMALL_DELTA -> Wire.putU8(out, at, ticks);
                case StatusChunks.LARGE_DELTA -> Wire.putU16(out, at, ticks);
                default -> {}
            }
            at += StatusChunks.symbol(ticks);
        }
        return length;
    }

    private void writeFixed(MemorySegment out, long offset, int length, int padding) {
        int flag = padding > 0 ? 0x2000 : 0; // P: browsers pad each feedback by itself and expect the flag
        int countAndType = flag | RtcpPart.countAndType(FORMAT, RtcpPart.TRANSPORT_LAYER_FEEDBACK);
        RtcpPart.writeHeader(out, offset, countAndType, length);
        Wire.putU32(out, offset + 4, senderSsrc);
        Wire.putU32(out, offset + 8, mediaSsrc);
        Wire.putU16(out, offset + 12, baseSequenceNumber);
        Wire.putU16(out, offset + 14, deltaTicks.length);
        Wire.putU32(out, offset + 16, referenceTime << 8 | feedbackCount);
        if (padding > 0) {
            RtcpPart.pad(out, offset + length - padding, offset + length - 1);
            Wire.putU8(out, offset + length - 1, padding);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TransportFeedback that
                && senderSsrc == that.senderSsrc
                && mediaSsrc == that.mediaSsrc
                && baseSequenceNumber == that.baseSequenceNumber
                && referenceTime == that.referenceTime
                && feedbackCount == that.feedbackCount
                && Arrays.equals(deltaTicks, that.deltaTicks);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * baseSequenceNumber + referenceTime) + Arrays.hashCode(deltaTicks);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("TransportFeedback[#%d base=%d reference=%d us:"
                .formatted(feedbackCount, baseSequenceNumber, referenceTimeUs()));
        for (int ticks : deltaTicks) {
            text.append(' ').append(ticks == NOT_RECEIVED ? "lost" : Integer.toString(ticks * TICK_US));
        }
        return text.append(']').toString();
    }

    /// Collects arrivals in order of sequence number. Rounding to 250 µs does not add up: each delta is taken
    /// from the rounded time of the packet before.
    public static final class Builder {
        /// A message stays below 1,200 bytes (any path's MTU): fixed part and padding 24, and for each
        /// received packet at most a run of losses, a vector and a large delta, 6 bytes; a run longer than
        /// 8191 takes four chunks more.
        public static final int MAX_RECEIVED = 190;

        private int senderSsrc;
        private int mediaSsrc;
        private int feedbackCount;
        private int[] deltaTicks = new int[64];
        private int count;
        private int receivedCount;
        private long wantedBase = Long.MAX_VALUE;
        private long base;
        private int referenceTime;
        /// The rounded time of the last packet, in ticks of the receiver's clock.
        private long lastTick;

        public Builder() {}

        public Builder(int senderSsrc, int mediaSsrc, int feedbackCount) {
            begin(senderSsrc, mediaSsrc, feedbackCount);
        }

        /// Begins another message, about no packet yet.
        ///
        /// @param number one up for each message of this transport; its low eight bits are sent
        public Builder begin(int sender, int media, int number) {
            senderSsrc = sender;
            mediaSsrc = media;
            feedbackCount = number & 0xFF;
            count = 0;
            receivedCount = 0;
            wantedBase = Long.MAX_VALUE;
            return this;
        }

        /// Speaks of packets from this index on, so that losses before the first received one are told too.
        public Builder from(long sequenceIndex) {
            wantedBase = sequenceIndex;
            return this;
        }

        public boolean isEmpty() {
            return count == 0;
        }

        /// Adds a received packet; those between it and the one before are lost. The index is unwrapped and
        /// grows from call to call. False when it fits this message no more (full, or the delta is beyond 8
        /// s): build, and begin the next message with it. The first packet always fits.
        public boolean add(long sequenceIndex, long arrivalUs) {
            if (count == 0) {
                begin(sequenceIndex, arrivalUs);
            }
            long position = sequenceIndex - base;
            if (position < count) {
                throw new IllegalArgumentException(
                        "index: " + sequenceIndex + " (expected: >= " + (base + count) + ")");
            }
            long tick = Math.floorDiv(arrivalUs, TICK_US);
            long delta = tick - lastTick;
            if (receivedCount == MAX_RECEIVED || position >= MAX_STATUSES || delta != (short) delta) {
                return false;
            }
            if (position >= deltaTicks.length) {
                deltaTicks = Arrays.copyOf(deltaTicks, Math.max(2 * deltaTicks.length, (int) position + 1));
            }
            Arrays.fill(deltaTicks, count, (int) position, NOT_RECEIVED);
            deltaTicks[(int) position] = (int) delta;
            count = (int) position + 1;
            receivedCount++;
            lastTick = tick;
            return true;
        }

        private void begin(long sequenceIndex, long arrivalUs) {
            long reference = Math.floorDiv(arrivalUs, REFERENCE_TICK_US);
            base = Math.min(wantedBase, sequenceIndex);
            referenceTime = (int) reference << 8 >> 8; // 24 bits, signed
            lastTick = reference * (REFERENCE_TICK_US / TICK_US);
        }

        public TransportFeedback build() {
            if (count == 0) {
                throw new IllegalStateException("no packet was added");
            }
            return new TransportFeedback(this);
        }
    }
}
