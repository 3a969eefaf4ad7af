package dev.parley.signaling.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("the signature of a webhook")
class SignatureTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final Instant AT = Instant.ofEpochSecond(1_614_265_330);

    @Test
    @DisplayName("is that of Standard Webhooks' own example")
    void example() {
        assertThat(Signature.with(List.of(SECRET)).of("msg_p5jXN8AQM9LWM0D4loKWxJek", AT, "{\"test\": 2432232314}"))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    @DisplayName("with two secrets is one by each, so that a receiver may know either")
    void rotation() {
        String other = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
        String both = Signature.with(List.of(SECRET, other)).of("1", AT, "{}");
        assertThat(both)
                .isEqualTo(Signature.with(List.of(SECRET)).of("1", AT, "{}") + " "
                        + Signature.with(List.of(other)).of("1", AT, "{}"));
    }

    @Test
    @DisplayName("is not made with a secret that is none, and the secret is not told")
    void badSecrets() {
        refused("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "a secret begins with whsec_");
        refused("whsec_!", "after whsec_ a secret is base64");
        refused("whsec_AAAA", "a secret has 24..64 bytes");
    }

    private static void refused(String secret, String words) {
        assertThatThrownBy(() -> Signature.with(List.of(secret)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(words);
    }
}
