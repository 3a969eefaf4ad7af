package dev.parley.rtc.packets.feedback;

import dev.parley.rtc.packets.Wire;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/// A transport-cc feedback in a datagram; [dev.parley.rtc.packets.rtcp.TransportFeedback] draws its layout. Reused from
/// datagram to datagram.
final class WireArrivals implements Arrivals {
    static final int FIXED_BYTES = 20;
    private static final int TICK_US = 250;
    private static final int REFERENCE_TICK_US = 64_000;

    /// Half the sequence space, beyond which packets cannot be told from older ones. It bounds what a few hostile run
    /// chunks can make a loop keep to 128 KiB.
    private static final int MAX_STATUSES = 1 << 15;

    /// More than 100 ms of 20 Mbit/s.
    private static final int USUAL_STATUSES = 256;

    private static final int MAX_RUN = (1 << 13) - 1;
    private static final int VECTOR_BITS = 14;
    private static final int NOT_RECEIVED = Integer.MIN_VALUE;

    private int[] ticks = new int[USUAL_STATUSES];
    private int count;
    private int base;
    private int reference;
    private long at = -1;

    /// Where in its slab the feedback lies that was read last, -1 when it was not sound.
    long at() {
        return at;
    }

    /// Reads the packet of so many bytes, header included, padding excluded. False when it contradicts itself.
    boolean read(MemorySegment slab, long offset, int length) {
        at = -1;
        if (length < FIXED_BYTES) {
            return false;
        }
        base = Wire.u16(slab, offset + 12);
        count = Wire.u16(slab, offset + 14);
        reference = Wire.u32(slab, offset + 16) >> 8; // signed, §3.1
        if (count == 0 || count > MAX_STATUSES) {
            return false;
        }
        if (count > ticks.length) {
            ticks = new int[Math.max(count, 2 * ticks.length)];
        }
        long end = offset + length;
        long deltas = readSymbols(slab, offset + FIXED_BYTES, end);
        if (deltas < 0 || !readDeltas(slab, deltas, end)) {
            return false;
        }
        at = offset;
        return true;
    }

    /// Leaves each packet's symbol (0..3) in its place, and answers where the deltas begin; -1 when the chunks end too
    /// early. §3.1.1-§3.1.4.
    private long readSymbols(MemorySegment slab, long from, long end) {
        long chunkAt = from;
        int done = 0;
        while (done < count) {
            if (chunkAt + 2 > end) {
                return -1;
            }
            done = readChunk(Wire.u16(slab, chunkAt), done);
            chunkAt += 2;
        }
        return chunkAt;
    }

    private int readChunk(int chunk, int from) {
        boolean isRun = chunk >>> 15 == 0;
        if (isRun) {
            int to = Math.min(count, from + (chunk & MAX_RUN));
            Arrays.fill(ticks, from, to, chunk >>> 13);
            return to;
        }
        int bits = (chunk & 0x4000) == 0 ? 1 : 2;
        int to = Math.min(count, from + VECTOR_BITS / bits);
        int shift = VECTOR_BITS;
        for (int i = from; i < to; i++) {
            shift -= bits;
            ticks[i] = chunk >>> shift & ((1 << bits) - 1);
        }
        return to;
    }

    /// A symbol is the number of bytes of its delta, but 3 is reserved.
    private boolean readDeltas(MemorySegment slab, long from, long end) {
        long deltaAt = from;
        for (int i = 0; i < count; i++) {
            int bytes = ticks[i];
            if (bytes > 2 || deltaAt + bytes > end) {
                return false;
            }
            ticks[i] = switch (bytes) {
                case 1 -> Wire.u8(slab, deltaAt);
                case 2 -> (short) Wire.u16(slab, deltaAt);
                default -> NOT_RECEIVED;
            };
            deltaAt += bytes;
        }
        return true;
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public int sequenceNumber(int i) {
        return (base + i) & 0xFFFF;
    }

    @Override
    public boolean received(int i) {
        return ticks[i] != NOT_RECEIVED;
    }

    @Override
    public int deltaUs(int i) {
        assert received(i) : "packet " + i + " was not received";
        return ticks[i] * TICK_US;
    }

    @Override
    public long referenceTimeUs() {
        return (long) reference * REFERENCE_TICK_US;
    }
}
