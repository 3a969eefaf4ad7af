package dev.parley.signaling.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.parley.room.Role;
import dev.parley.room.RoomId;
import dev.parley.room.Source;
import dev.parley.signaling.rooms.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("access")
class AccessTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final ApiKey KEY = new ApiKey("app", SECRET);
    private static final Grant GRANT =
            new Grant(new RoomId("daily"), Role.GUEST, "ada", "Ada", List.of(Source.MICROPHONE, Source.SCREEN_AUDIO));

    private final Tokens tokens = new Tokens(ApiKeys.only(KEY), InstantSource.fixed(NOON));

    @Test
    @DisplayName("what is issued is admitted, with everything it grants")
    void roundTrip() {
        assertThat(tokens.read(tokens.issue(GRANT).token())).isEqualTo(new Admission.Admitted(GRANT));
        var fresh = new Grant(new RoomId("daily"), Role.VIEWER, null, null, List.of());
        assertThat(tokens.read(tokens.issue(fresh).token())).isEqualTo(new Admission.Admitted(fresh));
    }

    @Test
    @DisplayName("a token made by any other library needs only room, role and an end; absent publish means everything")
    void foreign() {
        assertThat(tokens.read(signed(it -> it, SECRET))).isInstanceOfSatisfying(Admission.Admitted.class, it -> {
            assertThat(it.grant().publish()).containsExactly(Source.values());
            assertThat(it.grant().identity()).isNull();
        });
    }

    @Test
    @DisplayName("expired, early, forged, foreign, unsigned, without an end: each denied")
    void denied() {
        assertDenied(Refusal.TOKEN_EXPIRED, signed(it -> it.expirationTime(Date.from(NOON)), SECRET));
        assertDenied(
                Refusal.TOKEN_NOT_YET_VALID, signed(it -> it.notBeforeTime(Date.from(NOON.plusSeconds(60))), SECRET));
        assertDenied(Refusal.TOKEN_NOT_VALID, signed(it -> it, SECRET.replace('0', '1')));
        assertDenied(Refusal.TOKEN_NOT_VALID, signed(it -> it.issuer("other-app"), SECRET));
        assertDenied(Refusal.TOKEN_NOT_VALID, signed(it -> it.expirationTime(null), SECRET));
        assertDenied(Refusal.TOKEN_NOT_VALID, signed(it -> it.claim("role", "king"), SECRET));
        assertDenied(Refusal.TOKEN_NOT_VALID, signed(it -> it.claim("role", 7), SECRET));
        assertDenied(Refusal.TOKEN_NOT_VALID, signed(it -> it.claim("room", "../etc"), SECRET));
        assertDenied(Refusal.TOKEN_NOT_VALID, signed(it -> it.claim("publish", List.of("smell")), SECRET));
        assertDenied(Refusal.TOKEN_NOT_VALID, signed(it -> it.claim("publish", "camera"), SECRET));
        assertDenied(Refusal.TOKEN_NOT_VALID, new PlainJWT(claims().build()).serialize());
    }

    @Test
    @DisplayName("a former key opens until its end and not after, and signs nothing")
    void former() {
        String old = "fedcba9876543210fedcba9876543210=";
        var keys = ApiKeys.of(KEY, " old@2026-11-23T12:00:10Z=%s\n".formatted(old));
        var token = signed(it -> it.issuer("old"), old);
        var now = new Tokens(keys, InstantSource.fixed(NOON));
        assertThat(now.read(token)).isInstanceOf(Admission.Admitted.class);
        assertThat(now.read(signed(it -> it, SECRET))).isInstanceOf(Admission.Admitted.class);
        assertThat(now.read(signed(it -> it, old)))
                .as("one key's name with another's secret")
                .isEqualTo(new Admission.Denied(Refusal.TOKEN_NOT_VALID));
        assertThat(tokens.read(now.issue(GRANT).token())).isEqualTo(new Admission.Admitted(GRANT));
        assertThat(keys.openWith(basic("old", old), NOON)).isTrue();
        assertThat(keys.openWith(basic("app", SECRET), NOON)).isTrue();

        Instant after = NOON.plusSeconds(10);
        assertThat(new Tokens(keys, InstantSource.fixed(after)).read(token))
                .isEqualTo(new Admission.Denied(Refusal.TOKEN_NOT_VALID));
        assertThat(keys.openWith(basic("old", old), after)).isFalse();
        assertThat(keys.openWith(basic("app", SECRET), after)).isTrue();
    }

    @ParameterizedTest
    @DisplayName("former keys that make no sense are refused with a sentence that has no secret in it")
    @ValueSource(
            strings = {
                "old=0123456789abcdef0123456789abcdef",
                "old@soon=0123456789abcdef0123456789abcdef",
                "old@2026-11-23T12:00:10Z=0123456789abcdef0123",
                "app@2026-11-23T12:00:10Z=0123456789abcdef0123456789abcdef",
                "@2026-11-23T12:00:10Z=0123456789abcdef0123456789abcdef"
            })
    void notFormer(String told) {
        assertThatThrownBy(() -> ApiKeys.of(KEY, told))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("0123456789abcdef");
    }

    private static String basic(String key, String secret) {
        byte[] pair = (key + ":" + secret).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    @ParameterizedTest
    @DisplayName("garbage is denied, not thrown at")
    @ValueSource(strings = {"", ".", "..", "a.b.c", "eyJhbGciOiJIUzI1NiJ9..", "null", "{}"})
    void garbage(String token) {
        assertDenied(Refusal.TOKEN_NOT_VALID, token);
        assertDenied(Refusal.TOKEN_NOT_VALID, token + "x".repeat(100_000));
    }

    @Test
    @DisplayName("a short secret stops the start")
    void shortSecret() {
        assertThatThrownBy(() -> new ApiKey("app", "short")).hasMessageContaining("expected: >= 32");
    }

    @Test
    @DisplayName("the API opens with key and secret, and nothing else")
    void basic() {
        assertThat(KEY.opensWith(basic("app:" + SECRET))).isTrue();
        assertThat(KEY.opensWith(basic("app:" + SECRET).replace("Basic", "basic")))
                .isTrue();
        assertThat(KEY.opensWith(basic("app:other"))).isFalse();
        assertThat(KEY.opensWith(basic("other:" + SECRET))).isFalse();
        assertThat(KEY.opensWith("Basic ???")).isFalse();
        assertThat(KEY.opensWith("Bearer x")).isFalse();
        assertThat(KEY.opensWith(null)).isFalse();
    }

    @Test
    @DisplayName("a bucket gives its burst at once and then its rate")
    void bucket() {
        var bucket = new TokenBucket(new TokenBucket.Rate(2, 3), 0);
        assertThat(List.of(bucket.take(0), bucket.take(0), bucket.take(0), bucket.take(0)))
                .containsExactly(true, true, true, false);
        assertThat(List.of(bucket.take(400), bucket.take(500), bucket.take(500), bucket.take(1_000)))
                .containsExactly(false, true, false, true);
    }

    @Test
    @DisplayName("a flood from one address does not close the door for another; one into a room does for that room")
    void gate() {
        var gate = new JoinGate(new TokenBucket.Rate(1, 2), new TokenBucket.Rate(1, 3), InstantSource.fixed(NOON));
        var room = new RoomId("a");
        assertThat(List.of(admits(gate, "x", room), admits(gate, "x", room), admits(gate, "x", room)))
                .containsExactly(true, true, false);
        assertThat(admits(gate, "y", room)).isTrue();
        assertThat(admits(gate, "z", room)).isFalse();
        assertThat(admits(gate, "z", new RoomId("b"))).isTrue();
    }

    private static boolean admits(JoinGate gate, String address, RoomId room) {
        return gate.objection(address, room).isEmpty();
    }

    private void assertDenied(Refusal why, String token) {
        assertThat(tokens.read(token)).isEqualTo(new Admission.Denied(why));
    }

    private static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer("app")
                .claim("room", "daily")
                .claim("role", "guest")
                .expirationTime(Date.from(NOON.plus(Duration.ofHours(1))));
    }

    private static String signed(UnaryOperator<JWTClaimsSet.Builder> change, String secret) {
        try {
            var token = new SignedJWT(
                    new JWSHeader(JWSAlgorithm.HS256), change.apply(claims()).build());
            token.sign(new MACSigner(secret));
            return token.serialize();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }
}
