package dev.parley.rtc.dtls;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A certificate's fingerprint")
class FingerprintTest {
    private static final String ABC_SHA256 =
            "BA:78:16:BF:8F:01:CF:EA:41:41:40:DE:5D:AE:22:23:B0:03:61:A3:96:17:7A:9C:" + "B4:10:FF:61:F2:00:15:AD";
    private static final byte[] ABC = {'a', 'b', 'c'};

    @Test
    @DisplayName("is read in any case and matches the bytes it was made of")
    void matches() {
        assertThat(Fingerprint.of("SHA-256", ABC_SHA256.toLowerCase(Locale.ROOT)))
                .hasValueSatisfying(fingerprint -> {
                    assertThat(fingerprint.matches(ABC)).isTrue();
                    assertThat(fingerprint.matches(new byte[] {'a'})).isFalse();
                    assertThat(fingerprint).hasToString("sha-256 " + ABC_SHA256);
                });
        assertThat(Fingerprint.sha256(ABC).value()).isEqualTo(ABC_SHA256);
    }

    @Test
    @DisplayName("is refused when its algorithm is weak or unknown, or its value is not one")
    void refused() {
        assertThat(Fingerprint.of("sha-1", "A9:99:3E:36:47:06:81:6A:BA:3E:25:71:78:50:C2:6C:9C:D0:D8:9D"))
                .isEmpty();
        assertThat(Fingerprint.of("md5", ABC_SHA256)).isEmpty();
        assertThat(Fingerprint.of("sha-256", "")).isEmpty();
        assertThat(Fingerprint.of("sha-256", "zz" + ABC_SHA256.substring(2))).isEmpty();
        assertThat(Fingerprint.of("sha-256", ABC_SHA256.repeat(40))).isEmpty();
    }

    @Test
    @DisplayName("the identity prints its fingerprint and hides its key")
    void identity() {
        DtlsIdentity identity = DtlsIdentity.selfSigned(new SecureRandom(), Instant.EPOCH);
        assertThat(identity).hasToString("DtlsIdentity[" + identity.fingerprint() + "]");
        assertThat(identity.fingerprint().algorithm()).isEqualTo("sha-256");
    }
}
