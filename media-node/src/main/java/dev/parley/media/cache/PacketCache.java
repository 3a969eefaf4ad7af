package dev.parley.media.cache;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/// The last packets of one stream, decrypted, in one ring of bytes. A packet is found by its unwrapped sequence
/// number for as long as newer ones have not overwritten it. No allocation after construction.
public final class PacketCache {
    /// Packets remembered at most. At 300 packets a second (a 2.5 Mbit/s layer) this is 1.7 s, more than a NACK
    /// is worth waiting for.
    public static final int PACKETS = 512;

    private static final int MASK = PACKETS - 1;
    private static final long EMPTY = -1;

    static {
        assert Integer.bitCount(PACKETS) == 1 : "the ring index is a mask";
    }

    private final MemorySegment ring;
    private final long capacityBytes;
    private final long[] sequenceOf = new long[PACKETS];
    private final long[] cursorOf = new long[PACKETS];
    private final int[] lengthOf = new int[PACKETS];
    private long cursor;

    public PacketCache(MemorySegment ring) {
        this.ring = ring;
        this.capacityBytes = ring.byteSize();
        Arrays.fill(sequenceOf, EMPTY);
    }

    /// Copies a packet in and returns its offset in [#ring()].
    public long put(long sequence, MemorySegment from, long offset, int length) {
        long position = cursor % capacityBytes;
        if (position + length > capacityBytes) { // a packet is never split: skip to the start of the ring
            cursor += capacityBytes - position;
            position = 0;
        }
        MemorySegment.copy(from, offset, ring, position, length);
        int index = (int) sequence & MASK;
        sequenceOf[index] = sequence;
        cursorOf[index] = cursor;
        lengthOf[index] = length;
        cursor += length;
        return position;
    }

    /// The offset of a remembered packet in [#ring()], or -1.
    public long find(long sequence) {
        int index = (int) sequence & MASK;
        boolean kept = sequenceOf[index] == sequence && cursor - cursorOf[index] <= capacityBytes;
        return kept ? cursorOf[index] % capacityBytes : -1;
    }

    public boolean has(long sequence) {
        return find(sequence) >= 0;
    }

    /// Length in bytes of a packet that [#find(long)] has just found.
    public int length(long sequence) {
        return lengthOf[(int) sequence & MASK];
    }

    public MemorySegment ring() {
        return ring;
    }
}
