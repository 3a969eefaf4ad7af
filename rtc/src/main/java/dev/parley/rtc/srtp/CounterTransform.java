package dev.parley.rtc.srtp;

import static dev.parley.rtc.srtp.PacketRegion.U16;
import static dev.parley.rtc.srtp.PacketRegion.U32;
import static dev.parley.rtc.srtp.PacketRegion.U64;

import java.lang.foreign.MemorySegment;

/// AES_CM_128_HMAC_SHA1_80, RFC 3711.
/// ```
/// RTP   | header | payload (encrypted) | tag over all of this and the ROC |
/// RTCP  | first 8 bytes | rest (encrypted) | E, index | tag over all of this |
/// ```
final class CounterTransform implements SrtpTransform {
    private static final int TAG_BYTES = 10;
    private static final int WORD_BYTES = SrtpProfile.RTCP_WORD_BYTES;

    private final SrtpCiphers.CounterMode cipher;
    private final SrtpCiphers.Authenticator authenticator;
    private final long saltHigh;
    private final long saltLow;

    CounterTransform(SrtpCiphers.CounterMode cipher, SrtpCiphers.Authenticator authenticator, SessionKeys keys) {
        this.cipher = cipher;
        this.authenticator = authenticator;
        this.saltHigh = keys.saltHigh();
        this.saltLow = keys.saltLow();
    }

    /// RFC 3711 §4.1.1: `(salt * 2^16) xor (SSRC * 2^64) xor (index * 2^16)`.
    private void cipher(PacketRegion packet, int clear) {
        long high = saltHigh ^ Integer.toUnsignedLong(packet.ssrc());
        cipher.begin(high, saltLow ^ (packet.index() << 16));
        int header = packet.headerLength();
        cipher.apply(packet.slab(), packet.offset() + header, clear - header);
    }

    @Override
    public int protectRtp(PacketRegion packet) {
        cipher(packet, packet.length());
        writeRolloverCounter(packet, packet.length());
        authenticator.compute(packet.slab(), packet.offset(), packet.length() + WORD_BYTES);
        writeTag(packet.slab(), packet.offset() + packet.length());
        return packet.length() + TAG_BYTES;
    }

    /// The ROC is authenticated but not sent (RFC 3711 §4.2): it takes the tag's place while that is computed, so
    /// that one pass over one range is enough.
    private static void writeRolloverCounter(PacketRegion packet, int clear) {
        packet.slab().set(U32, packet.offset() + clear, (int) (packet.index() >>> 16));
    }

    @Override
    public boolean unprotectRtp(PacketRegion packet) {
        int clear = packet.length() - TAG_BYTES;
        long tagHigh = packet.slab().get(U64, packet.offset() + clear);
        short tagLow = packet.slab().get(U16, packet.offset() + clear + Long.BYTES);
        writeRolloverCounter(packet, clear);
        authenticator.compute(packet.slab(), packet.offset(), clear + WORD_BYTES);
        if (!isTag(tagHigh, tagLow)) {
            return false;
        }
        cipher(packet, clear);
        return true;
    }

    @Override
    public int protectRtcp(PacketRegion packet) {
        long end = packet.offset() + packet.length();
        cipher(packet, packet.length());
        packet.slab().set(U32, end, ENCRYPTED | (int) packet.index());
        authenticator.compute(packet.slab(), packet.offset(), packet.length() + WORD_BYTES);
        writeTag(packet.slab(), end + WORD_BYTES);
        return packet.length() + WORD_BYTES + TAG_BYTES;
    }

    @Override
    public boolean unprotectRtcp(PacketRegion packet) {
        int clear = packet.length() - WORD_BYTES - TAG_BYTES;
        long tagAt = packet.offset() + clear + WORD_BYTES;
        authenticator.compute(packet.slab(), packet.offset(), clear + WORD_BYTES);
        if (!isTag(packet.slab().get(U64, tagAt), packet.slab().get(U16, tagAt + Long.BYTES))) {
            return false;
        }
        cipher(packet, clear);
        return true;
    }

    @Override
    public int rtcpWord(PacketRegion packet) {
        return packet.slab().get(U32, packet.offset() + packet.length() - TAG_BYTES - WORD_BYTES);
    }

    private void writeTag(MemorySegment slab, long offset) {
        slab.set(U64, offset, authenticator.high());
        slab.set(U16, offset + Long.BYTES, authenticator.low());
    }

    /// Takes the same time wherever a forged tag goes wrong.
    private boolean isTag(long high, short low) {
        return ((authenticator.high() ^ high) | (authenticator.low() ^ low)) == 0;
    }

    @Override
    public void close() {
        cipher.close();
        authenticator.close();
    }
}
