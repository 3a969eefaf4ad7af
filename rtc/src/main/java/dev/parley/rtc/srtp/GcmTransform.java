package dev.parley.rtc.srtp;

import static dev.parley.rtc.srtp.PacketRegion.RTCP_CLEAR_BYTES;
import static dev.parley.rtc.srtp.PacketRegion.U32;
import static dev.parley.rtc.srtp.SrtpCiphers.GCM_TAG_BYTES;

import java.lang.foreign.MemorySegment;

/// AEAD_AES_128_GCM and AEAD_AES_256_GCM, RFC 7714.
/// ```
/// RTP   | header (associated) | payload (encrypted) | tag |
/// RTCP  | first 8 bytes (associated) | rest (encrypted) | tag | E, index (associated) |
/// ```
final class GcmTransform implements SrtpTransform {
    private static final int RTCP_OVERHEAD = GCM_TAG_BYTES + SrtpProfile.RTCP_WORD_BYTES;

    private final SrtpCiphers.Aead aead;
    private final long saltHigh;
    private final long saltLow;

    GcmTransform(SrtpCiphers.Aead aead, SessionKeys keys) {
        this.aead = aead;
        this.saltHigh = keys.saltHigh();
        this.saltLow = keys.saltLow();
    }

    /// RFC 7714 §8.1 and §9.1: `(00 00 | SSRC | index in 48 bits) xor salt`; an SRTCP index has its upper bits
    /// clear.
    private void begin(PacketRegion packet) {
        long index = packet.index();
        long high = (Integer.toUnsignedLong(packet.ssrc()) << 16) | (index >>> 32);
        aead.begin(high ^ saltHigh, (index << 32) ^ saltLow);
    }

    @Override
    public int protectRtp(PacketRegion packet) {
        applyRtp(packet, packet.length());
        aead.seal(packet.slab(), packet.offset() + packet.length());
        return packet.length() + GCM_TAG_BYTES;
    }

    @Override
    public boolean unprotectRtp(PacketRegion packet) {
        int clear = packet.length() - GCM_TAG_BYTES;
        applyRtp(packet, clear);
        return aead.open(packet.slab(), packet.offset() + clear);
    }

    private void applyRtp(PacketRegion packet, int clear) {
        int header = packet.headerLength();
        begin(packet);
        aead.associate(packet.slab(), packet.offset(), header);
        aead.apply(packet.slab(), packet.offset() + header, clear - header);
    }

    @Override
    public int protectRtcp(PacketRegion packet) {
        MemorySegment slab = packet.slab();
        long end = packet.offset() + packet.length();
        slab.set(U32, end + GCM_TAG_BYTES, ENCRYPTED | (int) packet.index());
        applyRtcp(packet, packet.length());
        aead.seal(slab, end);
        return packet.length() + RTCP_OVERHEAD;
    }

    @Override
    public boolean unprotectRtcp(PacketRegion packet) {
        int clear = packet.length() - RTCP_OVERHEAD;
        applyRtcp(packet, clear);
        return aead.open(packet.slab(), packet.offset() + clear);
    }

    private void applyRtcp(PacketRegion packet, int clear) {
        MemorySegment slab = packet.slab();
        long offset = packet.offset();
        begin(packet);
        aead.associate(slab, offset, RTCP_CLEAR_BYTES);
        aead.associate(slab, offset + clear + GCM_TAG_BYTES, SrtpProfile.RTCP_WORD_BYTES);
        aead.apply(slab, offset + RTCP_CLEAR_BYTES, clear - RTCP_CLEAR_BYTES);
    }

    @Override
    public int rtcpWord(PacketRegion packet) {
        return packet.slab().get(U32, packet.offset() + packet.length() - SrtpProfile.RTCP_WORD_BYTES);
    }

    @Override
    public void close() {
        aead.close();
    }
}
