package dev.parley.signaling.app.limits;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.parley.protocol.client.ClientAsk;
import dev.parley.protocol.client.ServerMessage;
import dev.parley.signaling.access.Tokens;
import dev.parley.signaling.app.Guest;
import dev.parley.signaling.app.Server;
import dev.parley.signaling.app.SignalingSettings;
import dev.parley.signaling.store.Until;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;

/// Who comes in: how many sockets there may be, how many joins, and with what.
final class DoorLimits {
    private static final int POLICY = 1008;
    private static final int TRY_LATER = 1013;
    private static final int FEW = 6;
    private static final int OTHERS = 2;
    private static final SignalingSettings DEFAULT = SignalingSettings.read(_ -> null);

    private DoorLimits() {}

    static List<Limit> all() {
        return List.of(
                new Limit(
                        "PARLEY_SOCKETS",
                        DEFAULT.sockets().sockets(),
                        Map.of("parley.sockets", FEW),
                        DoorLimits::sockets),
                new Limit(
                        "PARLEY_STRANGERS_PER_ADDRESS",
                        DEFAULT.sockets().strangers(),
                        Map.of("parley.strangers-per-address", FEW),
                        DoorLimits::strangers),
                new Limit(
                        "PARLEY_JOINS_PER_ADDRESS",
                        DEFAULT.joins().perAddress(),
                        Map.of("parley.joins-per-address", FEW),
                        DoorLimits::joins),
                new Limit(
                        "PARLEY_JOINS_PER_ROOM",
                        DEFAULT.joins().perRoom(),
                        Map.of("parley.joins-per-room", FEW),
                        DoorLimits::joins),
                Limit.of("Tokens.TOKEN_CHARS", Tokens.TOKEN_CHARS, DoorLimits::longToken),
                Limit.of("Tokens.LIFE", Tokens.LIFE.toHours(), DoorLimits::oldToken));
    }

    /// Whom an earlier row has let go, the server has noticed to be gone.
    private static void onlyTheOthersAreHere(Stage stage) {
        Until.holds("only the others are here", () -> stage.server().metric("parley_sockets") == OTHERS);
    }

    private static Beyond sockets(Stage stage) throws Exception {
        onlyTheOthersAreHere(stage);
        for (int i = OTHERS; i < FEW; i++) {
            isHeard(stage.stranger());
        }
        Guest oneTooMany = stage.stranger();
        var refused = oneTooMany.next(ServerMessage.Refused.class);
        assertThat(oneTooMany.closed()).isEqualTo(TRY_LATER);
        assertThat(stage.server().send(stage.server().to("/health/live")).statusCode())
                .as("a full server is alive")
                .isEqualTo(200);
        return Beyond.of(refused);
    }

    /// Who joins makes room for the next stranger.
    private static Beyond strangers(Stage stage) throws Exception {
        onlyTheOthersAreHere(stage);
        Guest first = stage.stranger();
        for (int i = 1; i < FEW; i++) {
            isHeard(stage.stranger());
        }
        Guest oneTooMany = stage.stranger();
        var refused = oneTooMany.next(ServerMessage.Refused.class);
        assertThat(oneTooMany.closed()).isEqualTo(POLICY);
        assertThat(stage.knocks(first, "guest", "first")).isInstanceOf(ServerMessage.Joined.class);
        isHeard(first); // welcomed before the server notes the place: now it has
        isHeard(stage.stranger());
        return Beyond.of(refused);
    }

    private static void isHeard(Guest guest) {
        guest.say(new ClientAsk.Ping(guest.nextId()));
        assertThat(guest.next(ServerMessage.class)).isInstanceOf(ServerMessage.Pong.class);
    }

    /// Ten times the rate may come at once.
    private static Beyond joins(Stage stage) {
        String token = stage.server().token(stage.room(), "guest", "");
        for (int joined = 0; joined < 100 * FEW; joined++) {
            ServerMessage answer = stage.knocks(stage.stranger(), token);
            if (answer instanceof ServerMessage.Refused refused) {
                assertThat(joined).isGreaterThanOrEqualTo(10 * FEW - OTHERS);
                return Beyond.of(refused);
            }
        }
        throw new AssertionError("no end of joins");
    }

    private static Beyond longToken(Stage stage) throws Exception {
        int most = Tokens.TOKEN_CHARS;
        String plain = signed(stage, new JWTClaimsSet.Builder(), Duration.ofHours(1));
        String padding = TextLimits.text((most - plain.length()) * 3 / 4 - 20);
        String padded = signed(stage, new JWTClaimsSet.Builder().claim("padding", padding), Duration.ofHours(1));
        assertThat(padded.length()).isBetween(most - 40, most);
        assertThat(stage.knocks(stage.stranger(), padded)).isInstanceOf(ServerMessage.Joined.class);
        String longer = signed(
                stage, new JWTClaimsSet.Builder().claim("padding", padding + "x".repeat(60)), Duration.ofHours(1));
        return Beyond.of((ServerMessage.Refused) stage.knocks(stage.stranger(), longer));
    }

    /// What is issued lives so long; and what has lived so long is no good any more.
    private static Beyond oldToken(Stage stage) throws Exception {
        JWTClaimsSet issued =
                SignedJWT.parse(stage.server().token(stage.room(), "guest", "")).getJWTClaimsSet();
        assertThat(Duration.between(
                        issued.getIssueTime().toInstant(),
                        issued.getExpirationTime().toInstant()))
                .isEqualTo(Tokens.LIFE);
        String old = signed(stage, new JWTClaimsSet.Builder(issued), Duration.ofSeconds(-1));
        return Beyond.of((ServerMessage.Refused) stage.knocks(stage.stranger(), old));
    }

    private static String signed(Stage stage, JWTClaimsSet.Builder claims, Duration life) throws Exception {
        var token = new SignedJWT(
                new JWSHeader(JWSAlgorithm.HS256),
                claims.issuer("test")
                        .claim("room", stage.room())
                        .claim("role", "guest")
                        .expirationTime(Date.from(stage.clock().instant().plus(life)))
                        .build());
        token.sign(new MACSigner(Server.SECRET));
        return token.serialize();
    }
}
