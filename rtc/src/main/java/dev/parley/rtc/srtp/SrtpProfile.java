package dev.parley.rtc.srtp;

import java.util.Arrays;
import java.util.Optional;

/// The protection profiles of `use_srtp` (RFC 5764 §4.1.2, RFC 7714 §14.2) that Parley speaks, best first:
/// GCM costs half of what SHA-1 costs per packet.
public enum SrtpProfile {
    AEAD_AES_128_GCM(7, 16, 12, 16),
    AEAD_AES_256_GCM(8, 32, 12, 16),
    AES_CM_128_HMAC_SHA1_80(1, 16, 14, 10);

    /// The word `E | SRTCP index` that every SRTCP packet carries, RFC 3711 §3.4.
    static final int RTCP_WORD_BYTES = 4;

    private final int id;
    private final int keyBytes;
    private final int saltBytes;
    private final int tagBytes;

    SrtpProfile(int id, int keyBytes, int saltBytes, int tagBytes) {
        this.id = id;
        this.keyBytes = keyBytes;
        this.saltBytes = saltBytes;
        this.tagBytes = tagBytes;
    }

    public static Optional<SrtpProfile> ofId(int id) {
        return Arrays.stream(values()).filter(profile -> profile.id == id).findFirst();
    }

    /// The number of this profile in the DTLS extension.
    public int id() {
        return id;
    }

    public int keyBytes() {
        return keyBytes;
    }

    public int saltBytes() {
        return saltBytes;
    }

    /// By how much an RTP packet grows when it is protected.
    public int rtpOverheadBytes() {
        return tagBytes;
    }

    /// By how much an RTCP compound grows when it is protected.
    public int rtcpOverheadBytes() {
        return tagBytes + RTCP_WORD_BYTES;
    }

    /// How much the exporter has to give for both directions (RFC 5764 §4.2).
    public int keyingMaterialBytes() {
        return 2 * (keyBytes + saltBytes);
    }

    boolean isAead() {
        return this != AES_CM_128_HMAC_SHA1_80;
    }
}
