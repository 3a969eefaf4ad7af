package dev.parley.rtc.packets.rtcp;

import java.util.Arrays;

/// The packet status chunks of transport-wide feedback, draft-holmer-rmcat-transport-wide-cc-extensions-01
/// §3.1.1-§3.1.4.
/// ```
/// |0| S |    run length (13)      |   run of one symbol
/// |1|0|   14 one-bit symbols      |   received with a small delta, or not
/// |1|1|    7 two-bit symbols      |
/// ```
/// A symbol says whether a packet arrived and how many bytes its delta takes: 0 (lost), 1 or 2; 3 is reserved.
final class StatusChunks {
    static final byte LOST = 0;
    static final byte SMALL_DELTA = 1;
    static final byte LARGE_DELTA = 2;
    private static final byte RESERVED = 3;

    /// In the place of a delta.
    static final int NOT_RECEIVED = Integer.MIN_VALUE;

    private static final int MAX_RUN = (1 << 13) - 1;
    private static final int ONE_BIT_SYMBOLS = 14;
    private static final int TWO_BIT_SYMBOLS = 7;

    private StatusChunks() {}

    /// Fills all the symbols from the chunks at the offset and answers where the chunks end; -1 when they end too
    /// early or use the reserved symbol.
    static int decode(RtcpPart part, int offset, byte[] symbols) {
        int at = offset;
        int done = 0;
        while (done < symbols.length) {
            if (at + 2 > part.length()) {
                return -1;
            }
            done = decodeChunk(part.u16(at), symbols, done);
            at += 2;
        }
        for (byte symbol : symbols) {
            if (symbol == RESERVED) {
                return -1;
            }
        }
        return at;
    }

    private static int decodeChunk(int chunk, byte[] symbols, int from) {
        boolean isRun = chunk >>> 15 == 0;
        if (isRun) {
            int to = Math.min(symbols.length, from + (chunk & MAX_RUN));
            Arrays.fill(symbols, from, to, (byte) (chunk >>> 13));
            return to;
        }
        boolean isOneBit = (chunk & 0x4000) == 0;
        int bits = isOneBit ? 1 : 2;
        int to = Math.min(symbols.length, from + ONE_BIT_SYMBOLS / bits);
        int shift = ONE_BIT_SYMBOLS;
        for (int i = from; i < to; i++) {
            shift -= bits;
            symbols[i] = (byte) (chunk >>> shift & ((1 << bits) - 1));
        }
        return to;
    }

    /// The symbol of a packet whose delta is so many ticks, or that was not received.
    static int symbol(int ticks) {
        if (ticks == NOT_RECEIVED) {
            return LOST;
        }
        return ticks >= 0 && ticks <= 0xFF ? SMALL_DELTA : LARGE_DELTA;
    }

    /// The chunk that begins with this packet: a run where it says at least as much as the best vector, else a vector.
    static int encode(int[] deltaTicks, int at) {
        int left = deltaTicks.length - at;
        int run = runLength(deltaTicks, at);
        int oneBit = Math.min(ONE_BIT_SYMBOLS, left);
        boolean fitsOneBit = isOneBit(deltaTicks, at, at + oneBit);
        int vector = fitsOneBit ? oneBit : Math.min(TWO_BIT_SYMBOLS, left);
        return run >= vector ? symbol(deltaTicks[at]) << 13 | run : vector(deltaTicks, at, fitsOneBit ? 1 : 2);
    }

    /// How many packets a chunk speaks of when so many are left.
    static int packets(int chunk, int left) {
        boolean isRun = chunk >>> 15 == 0;
        if (isRun) {
            return Math.min(chunk & MAX_RUN, left);
        }
        return Math.min((chunk & 0x4000) == 0 ? ONE_BIT_SYMBOLS : TWO_BIT_SYMBOLS, left);
    }

    private static int runLength(int[] deltaTicks, int from) {
        int to = from + 1;
        int first = symbol(deltaTicks[from]);
        while (to < deltaTicks.length && to - from < MAX_RUN && symbol(deltaTicks[to]) == first) {
            to++;
        }
        return to - from;
    }

    private static boolean isOneBit(int[] deltaTicks, int from, int to) {
        for (int i = from; i < to; i++) {
            if (symbol(deltaTicks[i]) == LARGE_DELTA) {
                return false;
            }
        }
        return true;
    }

    private static int vector(int[] deltaTicks, int from, int bits) {
        int chunk = 0x8000 | (bits - 1) << 14;
        int shift = ONE_BIT_SYMBOLS;
        for (int i = from; i < deltaTicks.length && shift > 0; i++) {
            shift -= bits;
            chunk |= symbol(deltaTicks[i]) << shift;
        }
        return chunk;
    }
}
