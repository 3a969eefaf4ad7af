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

    /// The chunks for these symbols: a run where it says at least as much as the best vector, else a vector.
    static int[] encode(byte[] symbols) {
        int[] chunks = new int[symbols.length / TWO_BIT_SYMBOLS + 1];
        int count = 0;
        int at = 0;
        while (at < symbols.length) {
            int run = runLength(symbols, at);
            int oneBit = Math.min(ONE_BIT_SYMBOLS, symbols.length - at);
            boolean fitsOneBit = isOneBit(symbols, at, at + oneBit);
            int vector = fitsOneBit ? oneBit : Math.min(TWO_BIT_SYMBOLS, symbols.length - at);
            if (run >= vector) {
                chunks[count++] = symbols[at] << 13 | run;
                at += run;
            } else {
                chunks[count++] = fitsOneBit ? vector(symbols, at, 1) : vector(symbols, at, 2);
                at += vector;
            }
        }
        return Arrays.copyOf(chunks, count);
    }

    private static int runLength(byte[] symbols, int from) {
        int to = from + 1;
        while (to < symbols.length && to - from < MAX_RUN && symbols[to] == symbols[from]) {
            to++;
        }
        return to - from;
    }

    private static boolean isOneBit(byte[] symbols, int from, int to) {
        for (int i = from; i < to; i++) {
            if (symbols[i] == LARGE_DELTA) {
                return false;
            }
        }
        return true;
    }

    private static int vector(byte[] symbols, int from, int bits) {
        int chunk = 0x8000 | (bits - 1) << 14;
        int shift = ONE_BIT_SYMBOLS;
        for (int i = from; i < symbols.length && shift > 0; i++) {
            shift -= bits;
            chunk |= symbols[i] << shift;
        }
        return chunk;
    }
}
