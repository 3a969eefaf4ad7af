package dev.parley.rtc.srtp;

import java.nio.ByteBuffer;

/// How far one SSRC has come in one direction.
///
/// @param highestIndex the greatest packet index used: `ROC << 16 | sequence number` for RTP (RFC 3711 §3.3.1), the
///     SRTCP index for RTCP
/// @param window64 which of the newest 64 indexes were used; bit 0 is `highestIndex` itself. Whatever is older counts
///     as used once a stream is restored.
public record SrtpStream(int ssrc, long highestIndex, long window64) {
    static final int BYTES = Integer.BYTES + 2 * Long.BYTES;
    private static final long INDEX_LIMIT = 1L << 48;

    public SrtpStream {
        if (highestIndex < 0 || highestIndex >= INDEX_LIMIT) {
            throw new IllegalArgumentException("highestIndex: " + highestIndex + " (expected: 0..2^48-1)");
        }
    }

    static boolean isIndex(long value) {
        return value >= 0 && value < INDEX_LIMIT;
    }

    void write(ByteBuffer out) {
        out.putInt(ssrc).putLong(highestIndex).putLong(window64);
    }
}
