package dev.parley.rtc.client.send;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/// The payloads of the latest packets of one stream, to be sent again. A ring by sequence number.
final class SentPackets {
    /// Two seconds of 2.5 Mbit/s in packets of 1,200 bytes: later than that nobody waits for a packet. A power of two,
    /// for the index is a mask.
    static final int PACKETS = 512;

    /// The greatest payload kept.
    static final int PAYLOAD_BYTES = 1_200;

    private static final int EMPTY = -1;

    private final MemorySegment payloads;
    private final int[] sequences = new int[PACKETS];
    private final int[] timestamps = new int[PACKETS];
    private final int[] lengths = new int[PACKETS];
    private final boolean[] markers = new boolean[PACKETS];

    SentPackets(Arena arena) {
        payloads = arena.allocate((long) PACKETS * PAYLOAD_BYTES);
        Arrays.fill(sequences, EMPTY);
    }

    void keep(int sequenceNumber, int timestamp, boolean marker) {
        int slot = slot(sequenceNumber);
        sequences[slot] = sequenceNumber & 0xFFFF;
        timestamps[slot] = timestamp;
        markers[slot] = marker;
        lengths[slot] = 0;
    }

    /// The payload of the packet that was just kept.
    void payload(int sequenceNumber, MemorySegment from, long offset, int length) {
        int slot = slot(sequenceNumber);
        lengths[slot] = length;
        MemorySegment.copy(from, offset, payloads, offsetOf(slot), length);
    }

    boolean has(int sequenceNumber) {
        return sequences[slot(sequenceNumber)] == (sequenceNumber & 0xFFFF);
    }

    int timestamp(int sequenceNumber) {
        return timestamps[slot(sequenceNumber)];
    }

    boolean marker(int sequenceNumber) {
        return markers[slot(sequenceNumber)];
    }

    /// Copies the payload out and answers its length.
    int copy(int sequenceNumber, MemorySegment to, long offset) {
        int slot = slot(sequenceNumber);
        MemorySegment.copy(payloads, offsetOf(slot), to, offset, lengths[slot]);
        return lengths[slot];
    }

    private static int slot(int sequenceNumber) {
        return sequenceNumber & (PACKETS - 1);
    }

    private static long offsetOf(int slot) {
        return (long) slot * PAYLOAD_BYTES;
    }
}
