package dev.parley.rtc.srtp;

import static dev.parley.rtc.srtp.Slab.OFFSET;
import static dev.parley.rtc.srtp.Slab.hex;
import static dev.parley.rtc.srtp.SrtpProfile.AEAD_AES_128_GCM;
import static dev.parley.rtc.srtp.SrtpProfile.AEAD_AES_256_GCM;
import static dev.parley.rtc.srtp.SrtpProfile.AES_CM_128_HMAC_SHA1_80;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.rtc.srtp.SrtpMasterKey.SessionKeys;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The test vectors of RFC 3711 and RFC 7714")
class SrtpVectorsTest {
    private static final byte[] SALT = hex("51756964 2070726f 2071756f");
    private static final byte[] KEY_256 = hex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
    private static final String RTP_HEADER = "8040f17b 8041f8d3 5501a0b2";
    private static final byte[] RTP =
            hex(RTP_HEADER + "47616c6c 69612065 7374206f 6d6e6973 20646976 69736120 696e2070 61727465 73207472 6573");
    private static final int RTP_INDEX = 0xf17b;
    private static final String RTCP_HEADER = "81c8000d 4d617273";
    private static final byte[] RTCP = hex(RTCP_HEADER
            + "4e545031 4e545032 52545020 0000042a 0000e930 4c756e61 deadbeef deadbeef deadbeef deadbeef deadbeef");
    private static final int RTCP_INDEX = 0x5d4;

    static Stream<SrtpCiphers> providers() {
        return Stream.concat(LibcryptoCiphers.load().stream(), Stream.of(new JcaCiphers()));
    }

    @ParameterizedTest
    @MethodSource("providers")
    @DisplayName("RFC 7714 §16.1: SRTP, AEAD_AES_128_GCM")
    void rtp128(SrtpCiphers ciphers) {
        assertThat(sealRtp(ciphers, AEAD_AES_128_GCM))
                .isEqualTo(hex(RTP_HEADER
                        + "f24de3a3fb34de6cacba861c9d7e4bcabe633bd50d294e6f42a5f47a51c7d19b36de3adf8833"
                        + "899d7f27beb16a9152cf765ee4390cce"));
    }

    @ParameterizedTest
    @MethodSource("providers")
    @DisplayName("RFC 7714 §16.2: SRTP, AEAD_AES_256_GCM")
    void rtp256(SrtpCiphers ciphers) {
        assertThat(sealRtp(ciphers, AEAD_AES_256_GCM))
                .isEqualTo(hex(RTP_HEADER
                        + "32b1de78a822fe12ef9f78fa332e33aab18012389a58e2f3b50b2a0276ffae0f1ba63799b87b"
                        + "7aa3db36dfffd6b0f9bb7878d7a76c13"));
    }

    @ParameterizedTest
    @MethodSource("providers")
    @DisplayName("RFC 7714 §17.1: SRTCP, AEAD_AES_128_GCM")
    void rtcp128(SrtpCiphers ciphers) {
        assertThat(sealRtcp(ciphers, AEAD_AES_128_GCM))
                .isEqualTo(hex(RTCP_HEADER
                        + "63e94885dcdab67ca727d7662f6b7e997ff5c0f76c06f32dc676a5f1730d6fda4ce09b46"
                        + "86303ded0bb9275bc84aa45896cf4d2fc5abf87245d9eade 800005d4"));
    }

    @ParameterizedTest
    @MethodSource("providers")
    @DisplayName("RFC 7714 §17.2: SRTCP, AEAD_AES_256_GCM")
    void rtcp256(SrtpCiphers ciphers) {
        assertThat(sealRtcp(ciphers, AEAD_AES_256_GCM))
                .isEqualTo(
                        hex(
                                RTCP_HEADER
                                        + "d50ae4d1f5ce5d304ba297e47d470c282c3ece5dbffe0a50a2eaa5c1110555be8415f658c61de0476f1b6fad1d1eb30c4446839f57ff6f6cb26ac3be800005d4"));
    }

    @ParameterizedTest
    @MethodSource("providers")
    @DisplayName("RFC 3711 B.2: the key stream of AES-CM")
    void counterMode(SrtpCiphers ciphers) {
        Slab slab = new Slab().put(new byte[48]);
        try (SrtpCiphers.CounterMode cipher = ciphers.counterMode(hex("2B7E151628AED2A6ABF7158809CF4F3C"))) {
            cipher.begin(0xF0F1F2F3F4F5F6F7L, 0xF8F9FAFBFCFD0000L);
            cipher.apply(slab.memory(), OFFSET, 48);
        }
        assertThat(slab.bytes(48))
                .isEqualTo(hex("E03EAD0935C95E80E166B16DD92B4EB4"
                        + "D23513162B02D0F72A43A2FE4A5F97AB"
                        + "41E95B3BB0A2E8DD477901E4FCA894C0"));
    }

    @ParameterizedTest
    @MethodSource("providers")
    @DisplayName("RFC 2202 §3, case 1: HMAC-SHA1")
    void authenticator(SrtpCiphers ciphers) {
        byte[] key = new byte[20];
        Arrays.fill(key, (byte) 0x0b);
        Slab slab = new Slab().put(hex("4869205468657265"));
        try (SrtpCiphers.Authenticator mac = ciphers.hmacSha1(key)) {
            mac.compute(slab.memory(), OFFSET, 8);
            assertThat(mac.high()).isEqualTo(0xb617318655057264L);
            assertThat(mac.low()).isEqualTo((short) 0xe28b);
        }
    }

    @Test
    @DisplayName("RFC 3711 B.3: key derivation")
    void keyDerivation() {
        SrtpMasterKey master =
                new SrtpMasterKey(hex("E1F97A0D3E018BE0D64FA32C06DE4139"), hex("0EC675AD498AFEEBB6960B3AABE6"));
        assertThat(SessionKeys.stream(master, 0, 16)).isEqualTo(hex("C61E7A93744F39EE10734AFE3FF7A087"));
        assertThat(SessionKeys.stream(master, 2, 14)).isEqualTo(hex("30CBBC08863D8C85D49DB34A9AE1"));
        assertThat(SessionKeys.stream(master, 1, 32))
                .isEqualTo(hex("CEBE321F6FF7716B6FD4AB49AF256A156D38BAA48F0A0ACF3C34E2359E6CDBCE"));
        SessionKeys keys = SessionKeys.forRtp(AES_CM_128_HMAC_SHA1_80, master);
        assertThat(HexFormat.of().toHexDigits(keys.saltHigh())).isEqualToIgnoringCase("30CBBC08863D8C85");
        assertThat(HexFormat.of().toHexDigits(keys.saltLow())).isEqualToIgnoringCase("D49DB34A9AE10000");
    }

    /// The RFC's keys are session keys, so these tests go in below the derivation.
    private static SessionKeys keys(SrtpProfile profile) {
        return new SessionKeys(profile, Arrays.copyOf(KEY_256, profile.keyBytes()), new byte[20], SALT);
    }

    private static byte[] sealRtp(SrtpCiphers ciphers, SrtpProfile profile) {
        Slab slab = new Slab().put(RTP);
        PacketRegion packet = new PacketRegion();
        assertThat(packet.wrapRtp(slab.memory(), OFFSET, RTP.length, 0)).isTrue();
        packet.setIndex(RTP_INDEX);
        int length;
        try (SrtpTransform transform = SrtpTransform.of(ciphers, keys(profile), SrtpCiphers.Direction.SEAL)) {
            length = transform.protectRtp(packet);
        }
        byte[] sealed = slab.bytes(length);
        try (SrtpTransform transform = SrtpTransform.of(ciphers, keys(profile), SrtpCiphers.Direction.OPEN)) {
            assertThat(packet.wrapRtp(slab.memory(), OFFSET, length, profile.rtpOverheadBytes()))
                    .isTrue();
            assertThat(transform.unprotectRtp(packet)).isTrue();
        }
        assertThat(slab.bytes(RTP.length)).isEqualTo(RTP);
        return sealed;
    }

    private static byte[] sealRtcp(SrtpCiphers ciphers, SrtpProfile profile) {
        Slab slab = new Slab().put(RTCP);
        PacketRegion packet = new PacketRegion();
        assertThat(packet.wrapRtcp(slab.memory(), OFFSET, RTCP.length, 0)).isTrue();
        packet.setIndex(RTCP_INDEX);
        int length;
        try (SrtpTransform transform = SrtpTransform.of(ciphers, keys(profile), SrtpCiphers.Direction.SEAL)) {
            length = transform.protectRtcp(packet);
        }
        byte[] sealed = slab.bytes(length);
        try (SrtpTransform transform = SrtpTransform.of(ciphers, keys(profile), SrtpCiphers.Direction.OPEN)) {
            assertThat(packet.wrapRtcp(slab.memory(), OFFSET, length, profile.rtcpOverheadBytes()))
                    .isTrue();
            assertThat(transform.rtcpWord(packet)).isEqualTo(SrtpTransform.ENCRYPTED | RTCP_INDEX);
            assertThat(transform.unprotectRtcp(packet)).isTrue();
        }
        assertThat(slab.bytes(RTCP.length)).isEqualTo(RTCP);
        return sealed;
    }
}
