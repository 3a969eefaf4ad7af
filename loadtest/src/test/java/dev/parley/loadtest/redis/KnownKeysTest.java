package dev.parley.loadtest.redis;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.rtc.srtp.SrtpKeys;
import dev.parley.rtc.srtp.SrtpProfile;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Known keys are found wherever they lie")
class KnownKeysTest {
    private final KnownKeys known = new KnownKeys();
    private final byte[] record = new byte[64];

    @Test
    @DisplayName("as bytes, hexadecimal, decimal or base64, at any place in a record")
    void found() {
        SrtpProfile profile = SrtpProfile.AEAD_AES_128_GCM;
        byte[] material = new byte[profile.keyingMaterialBytes()];
        new Random(1).nextBytes(material);
        SrtpKeys keys = SrtpKeys.ofClient(profile, material);
        known.secured(keys);
        byte[] key = keys.remote().key();
        for (int at = 0; at < 4; at++) {
            System.arraycopy(key, 0, record, at, key.length);
            for (String text : List.of(
                    new String(record, StandardCharsets.ISO_8859_1),
                    HexFormat.of().formatHex(record),
                    HexFormat.of().withUpperCase().formatHex(record),
                    Arrays.toString(record),
                    Arrays.toString(record).replace(" ", ""),
                    Base64.getEncoder().encodeToString(record))) {
                assertThatThrownBy(() -> known.areNotIn(List.of("nothing", text)))
                        .as("at %d: %s", at, text)
                        .isInstanceOf(AssertionError.class);
            }
            Arrays.fill(record, (byte) 0);
        }
        assertThatCode(() -> known.areNotIn(List.of("nothing", HexFormat.of().formatHex(record))))
                .doesNotThrowAnyException();
    }
}
