package dev.parley.signaling.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.parley.protocol.client.ClientAsk;
import dev.parley.protocol.client.ServerMessage;
import dev.parley.signaling.store.Until;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("bad input: each gets a clear refusal, is counted, and disturbs nobody")
class AbuseTest {
    private final Server server =
            Server.start(List.of(), Map.of("parley.joins-per-address", 5, "parley.room-participants", 3));

    /// A server each: a flood leaves no room for the next test's joins.
    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    @DisplayName("expired and forged tokens")
    void tokens() {
        try (var eve = server.guest()) {
            assertRefused(eve, join(eve, signed(Server.SECRET, Instant.now().minusSeconds(1))), "token-expired");
            assertRefused(
                    eve,
                    join(eve, signed("forged-" + Server.SECRET, Instant.now().plusSeconds(60))),
                    "token-not-valid");
            assertRefused(eve, join(eve, "not.a.token"), "token-not-valid");
            assertRefused(eve, new ClientAsk.Chat(eve.nextId(), "hello?", null), "not-joined");
            assertRefused(eve, new ClientAsk.Join(eve.nextId(), 2, "x", null, null), "unknown-protocol");
        }
    }

    @Test
    @DisplayName("garbage in place of JSON leaves the conversation standing")
    void garbage() {
        try (var eve = server.guest()) {
            double before = server.metric("parley_refusals_total", "not-json");
            for (String text : List.of("", "garbage", "{", "[[[[", "\u0000\u0001", "{\"type\":")) {
                eve.sayRaw(text);
                assertThat(eve.next(ServerMessage.Refused.class).code()).isEqualTo("not-json");
            }
            eve.sayRaw("{\"type\":\"fly\",\"id\":\"77\"}");
            assertThat(eve.next(ServerMessage.Refused.class))
                    .extracting(ServerMessage.Refused::id, ServerMessage.Refused::code)
                    .containsExactly("77", "unknown-type");
            eve.say(new ClientAsk.Ping("p"));
            assertThat(eve.next(ServerMessage.Pong.class).id()).isEqualTo("p");
            assertThat(server.metric("parley_refusals_total", "not-json")).isEqualTo(before + 6);
        }
    }

    @Test
    @DisplayName("a message of 10 MB is refused long before its end, and nobody else notices")
    void large() throws Exception {
        try (var ada = server.guest();
                var eve = server.guest()) {
            ada.join(server.token("quiet", "host", "ada"));
            String megabyte = "x".repeat(1024 * 1024);
            try {
                for (int i = 0; i < 10; i++) {
                    eve.sayPart(megabyte, i == 9).join();
                }
            } catch (CompletionException _) {
                // The server has closed while we were still talking.
            }
            assertThat(eve.next(ServerMessage.Refused.class).code()).isEqualTo("too-large");
            assertThat(eve.closed()).isEqualTo(1009);
            assertThat(server.metric("parley_refusals_total", "too-large", "socket"))
                    .isEqualTo(1);
            Until.settles(() -> assertThat(server.metric("parley_sockets_closed_total", "too-large"))
                    .isEqualTo(1));
            ada.done(new ClientAsk.Chat(ada.nextId(), "still here", null));
        }
    }

    @Test
    @DisplayName("a flood of asks is refused, and then cut off")
    void flood() throws Exception {
        try (var ada = server.guest();
                var eve = server.guest()) {
            ada.join(server.token("flooded", "host", "ada"));
            try {
                for (int i = 0; i < 2_000; i++) {
                    eve.say(new ClientAsk.Ping(eve.nextId()));
                }
            } catch (CompletionException _) {
                // Cut off.
            }
            assertThat(eve.next(ServerMessage.Refused.class).code()).isEqualTo("too-many-asks");
            assertThat(eve.closed()).isEqualTo(1008);
            assertThat(server.metric("parley_refusals_total", "too-many-asks")).isGreaterThanOrEqualTo(200);
            ada.done(new ClientAsk.Chat(ada.nextId(), "still here", null));
        }
    }

    @Test
    @DisplayName("a flood of joins is refused from that address; who is in stays in")
    void joins() {
        var crowd = new ArrayList<Guest>();
        try {
            var codes = new ArrayList<String>();
            for (int i = 0; i < 80; i++) {
                var guest = server.guest();
                crowd.add(guest);
                // Rooms of their own, so that it is the address that counts.
                guest.say(join(guest, server.token("crowd-" + i, "guest", "")));
            }
            crowd.forEach(guest -> codes.add(answer(guest)));
            assertThat(codes).contains("joined", "too-many-joins");
            Guest in = crowd.get(codes.indexOf("joined"));
            in.done(new ClientAsk.Chat(in.nextId(), "still here", null));
            assertThat(server.metric("parley_refusals_total", "too-many-joins")).isPositive();
        } finally {
            crowd.forEach(Guest::close);
        }
    }

    private static String answer(Guest guest) {
        return switch (guest.next(ServerMessage.class)) {
            case ServerMessage.Refused refused -> refused.code();
            case ServerMessage.Joined _ -> "joined";
            case ServerMessage other -> other.toString();
        };
    }

    private static ClientAsk.Join join(Guest guest, String token) {
        return new ClientAsk.Join(guest.nextId(), ClientAsk.PROTOCOL, token, null, null);
    }

    private void assertRefused(Guest guest, ClientAsk ask, String code) {
        double before = server.metric("parley_refusals_total", "\"" + code + "\"", "socket");
        var refused = guest.refused(ask);
        assertThat(refused.code()).isEqualTo(code);
        assertThat(refused.id()).isEqualTo(ask.id());
        assertThat(refused.message()).isNotBlank();
        assertThat(server.metric("parley_refusals_total", "\"" + code + "\"", "socket"))
                .isEqualTo(before + 1);
    }

    private static String signed(String secret, Instant expires) {
        var claims = new JWTClaimsSet.Builder()
                .issuer("test")
                .claim("room", "any")
                .claim("role", "host")
                .expirationTime(Date.from(expires))
                .build();
        try {
            var token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
            token.sign(new MACSigner(secret));
            return token.serialize();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }
}
