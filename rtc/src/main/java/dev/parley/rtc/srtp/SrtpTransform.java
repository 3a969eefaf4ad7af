package dev.parley.rtc.srtp;

/// How one profile family lays a protected packet out, under one session key (RTP's or RTCP's) of one direction.
///
/// Opening works in place before the tag is known to be right: the bytes of a refused packet are worthless.
sealed interface SrtpTransform extends AutoCloseable permits GcmTransform, CounterTransform {
    /// The E bit of an SRTCP packet's last word, RFC 3711 §3.4.
    int ENCRYPTED = 0x8000_0000;

    static SrtpTransform of(SrtpCiphers ciphers, SessionKeys keys, SrtpCiphers.Direction direction) {
        return keys.profile().isAead()
                ? new GcmTransform(ciphers.aead(keys.encryptionKey(), direction), keys)
                : new CounterTransform(
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
}
