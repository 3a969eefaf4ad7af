package dev.parley.rtc.bandwidth;

/// When each of the latest packets left and how big it was, by transport-wide sequence number. Eight bytes a packet,
/// since every receiver of a node has one of these.
public final class SendHistory {
    /// Two seconds of 10 Mbit/s in packets of 1,200 bytes: feedback comes every 50-100 ms, so even a slow path
    /// answers in time. A power of two, for the index is a mask.
    static final int PACKETS = 2048;

    private static final int MAX_BYTES = 0xFFFF;

    /// `| time in us, low 32 bits | sequence 16 | bytes 16 |`; no bytes: nothing known.
    private final long[] packets = new long[PACKETS];
    private long sentBytes;

    /// A packet leaves.
    ///
    /// @param bytes on the wire, above 0
    public void sent(int transportSequence, int bytes, long nowNs) {
        long sequence = transportSequence & 0xFFFF;
        int known = Math.min(bytes, MAX_BYTES);
        packets[slot(transportSequence)] = (nowNs / 1_000) << 32 | sequence << 16 | known;
        sentBytes += bytes;
    }

    /// All bytes ever sent.
    long sentBytes() {
        return sentBytes;
    }

    /// Size of the packet, 0 when it is unknown, too old, or was taken.
    int bytes(int transportSequence) {
        long packet = packets[slot(transportSequence)];
        return ((packet >>> 16) & 0xFFFF) == (transportSequence & 0xFFFF) ? (int) (packet & 0xFFFF) : 0;
    }

    /// When a known packet left, in µs of the clock of `nowUs`, which must be less than 71 minutes later.
    long sentUs(int transportSequence, long nowUs) {
        int low = (int) (packets[slot(transportSequence)] >>> 32);
        return nowUs - Integer.toUnsignedLong((int) nowUs - low);
    }

    /// The packet's fate is known: a second report about it will find nothing.
    void take(int transportSequence) {
        packets[slot(transportSequence)] = 0;
    }

    private static int slot(int transportSequence) {
        return transportSequence & (PACKETS - 1);
    }
}
