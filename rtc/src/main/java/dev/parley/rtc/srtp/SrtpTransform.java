package dev.parley.rtc.srtp;

import static dev.parley.rtc.srtp.PacketRegion.RTCP_CLEAR_BYTES;
import static dev.parley.rtc.srtp.PacketRegion.U16;
import static dev.parley.rtc.srtp.PacketRegion.U32;
import static dev.parley.rtc.srtp.PacketRegion.U64;
import static dev.parley.rtc.srtp.SrtpCiphers.GCM_TAG_BYTES;

import dev.parley.rtc.srtp.SrtpMasterKey.SessionKeys;
import java.lang.foreign.MemorySegment;

/// How one profile family lays a protected packet out, under one session key (RTP's or RTCP's) of one direction.
///
/// Opening works in place before the tag is known to be right: the bytes of a refused packet are worthless.
sealed interface SrtpTransform extends AutoCloseable {
    /// The E bit of an SRTCP packet's last word, RFC 3711 §3.4.
    int ENCRYPTED = 0x8000_0000;

    static SrtpTransform of(SrtpCiphers ciphers, SessionKeys keys, SrtpCiphers.Direction direction) {
        return keys.profile().isAead()
                ? new Gcm(ciphers.aead(keys.encryptionKey(), direction), keys)
                : new Counter(
                        ciphers.counterMode(keys.encryptionKey()), ciphers.hmacSha1(keys.authenticationKey()), keys);
    }

    /// The new length.
    int protectRtp(PacketRegion packet);

    boolean unprotectRtp(PacketRegion packet);

    /// The new length.
    int protectRtcp(PacketRegion packet);

    boolean unprotectRtcp(PacketRegion packet);

    /// The word `E | SRTCP index` of an arrived packet.
    int rtcpWord(PacketRegion packet);

    @Override
    void close();

    /// AEAD_AES_128_GCM and AEAD_AES_256_GCM, RFC 7714.
    /// ```
    /// RTP   | header (associated) | payload (encrypted) | tag |
    /// RTCP  | first 8 bytes (associated) | rest (encrypted) | tag | E, index (associated) |
    /// ```
    final class Gcm implements SrtpTransform {
        private static final int RTCP_OVERHEAD = GCM_TAG_BYTES + SrtpProfile.RTCP_WORD_BYTES;

        private final SrtpCiphers.Aead aead;
        private final long saltHigh;
        private final long saltLow;

        Gcm(SrtpCiphers.Aead aead, SessionKeys keys) {
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

    /// AES_CM_128_HMAC_SHA1_80, RFC 3711.
    /// ```
    /// RTP   | header | payload (encrypted) | tag over all of this and the ROC |
    /// RTCP  | first 8 bytes | rest (encrypted) | E, index | tag over all of this |
    /// ```
    final class Counter implements SrtpTransform {
        private static final int TAG_BYTES = 10;
        private static final int WORD_BYTES = SrtpProfile.RTCP_WORD_BYTES;

        private final SrtpCiphers.CounterMode cipher;
        private final SrtpCiphers.Authenticator authenticator;
        private final long saltHigh;
        private final long saltLow;

        Counter(SrtpCiphers.CounterMode cipher, SrtpCiphers.Authenticator authenticator, SessionKeys keys) {
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
}
