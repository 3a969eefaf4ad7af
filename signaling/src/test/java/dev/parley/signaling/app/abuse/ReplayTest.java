package dev.parley.signaling.app.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.client.ClientAsk;
import dev.parley.protocol.client.RemovalReason;
import dev.parley.protocol.client.ServerMessage;
import dev.parley.room.Role;
import dev.parley.signaling.app.FakeNode;
import dev.parley.signaling.app.Guest;
import dev.parley.signaling.app.Server;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@DisplayName("tokens and keys that are shown again")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplayTest {
    private final FakeNode node = new FakeNode("node-1");
    private final Server server = Server.start(List.of(node), Map.of());

    @AfterAll
    void stop() throws IOException {
        server.close();
        node.close();
    }

    @Test
    @DisplayName("a token that has expired opens nothing, by socket, WHIP and WHEP, and who is in stays in")
    void expired() {
        String token = Signed.token(it -> it.claim("room", "old").expirationTime(Date.from(Instant.now())));
        try (var ada = server.guest();
                var eve = server.guest()) {
            ada.join(server.token("old", "host", "ada"));
            assertThat(refused(eve, token, null)).isEqualTo("token-expired");
            assertProblem(whip("/whip/old", token), 401, "token-expired");
            assertProblem(whip("/whep/old", token), 401, "token-expired");
            assertThat(server.metric("parley_refusals_total", "\"token-expired\""))
                    .isEqualTo(3);
            ada.done(new ClientAsk.Chat(ada.nextId(), "still here", null));
        }
    }

    @Test
    @DisplayName("whoever was removed is not let in again by the same token, by a better one, or by WHIP")
    void removed() throws Exception {
        try (var ada = server.guest();
                var eve = server.guest();
                var again = server.guest()) {
            ada.join(server.token("strict", "host", "ada"));
            String token = server.token("strict", "guest", "eve");
            var in = eve.join(token);
            ada.done(new ClientAsk.Remove(ada.nextId(), Guest.id(in), "rude"));
            assertThat(eve.next(ServerMessage.Removed.class).text()).isEqualTo("rude");
            assertThat(eve.closed()).isEqualTo(1000);
            assertThat(refused(again, token, null)).isEqualTo("removed");
            assertThat(refused(again, token, in.resumeKey())).isEqualTo("removed");
            assertThat(refused(again, server.token("strict", "host", "eve"), null))
                    .isEqualTo("removed");
            assertProblem(whip("/whip/strict", token), 403, "removed");
            assertProblem(whip("/whep/strict", token), 403, "removed");
            assertThat(server.metric("parley_refusals_total", "\"removed\"")).isEqualTo(5);
            assertThat(again.join(server.token("elsewhere", "guest", "eve"))
                            .you()
                            .identity())
                    .as("out of this meeting, not out of the world")
                    .isEqualTo("eve");
        }
    }

    @Test
    @DisplayName("a token whose words were changed after signing is none")
    void changed() {
        String[] parts = server.token("vip", "guest", "eve").split("\\.");
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        String better = claims.replace("\"guest\"", "\"host\"");
        assertThat(better).isNotEqualTo(claims);
        parts[1] = Base64.getUrlEncoder().withoutPadding().encodeToString(better.getBytes(StandardCharsets.UTF_8));
        try (var eve = server.guest()) {
            assertThat(refused(eve, String.join(".", parts), null)).isEqualTo("token-not-valid");
        }
    }

    @Test
    @DisplayName("a token with an identity leads to one participant, whoever shows it: the latest takes the place")
    void oneOfAKind() throws Exception {
        String token = server.token("single", "guest", "ada");
        try (var first = server.guest();
                var second = server.guest()) {
            var before = first.join(token);
            var after = second.join(token);
            assertThat(Guest.id(after)).isEqualTo(Guest.id(before));
            assertThat(after.room().participants()).hasSize(1);
            assertThat(first.next(ServerMessage.Removed.class).reason()).isEqualTo(RemovalReason.REPLACED);
            assertThat(first.closed()).isEqualTo(1000);
        }
    }

    @Test
    @DisplayName("a resume key leads to one's own place: not to another's, not in another room, not when outdated")
    void keys() {
        String anybody = server.token("keys", "guest", "");
        try (var ada = server.guest();
                var eve = server.guest();
                var back = server.guest();
                var later = server.guest();
                var thief = server.guest();
                var elsewhere = server.guest()) {
            var adaIn = ada.join(server.token("keys", "host", "ada"));
            var eveIn = eve.join(anybody, adaIn.resumeKey());
            assertThat(eveIn.you().role())
                    .as("whoever has an identity is not to be had by key")
                    .isEqualTo(Role.GUEST);
            var backIn = back.join(anybody, eveIn.resumeKey());
            assertThat(Guest.id(backIn)).isEqualTo(Guest.id(eveIn));
            assertThat(Guest.id(later.join(anybody, backIn.resumeKey()))).isEqualTo(Guest.id(eveIn));
            assertThat(Guest.id(thief.join(anybody, eveIn.resumeKey())))
                    .as("a newer key was shown since")
                    .isNotEqualTo(Guest.id(eveIn));
            assertThat(Guest.id(elsewhere.join(server.token("other-keys", "guest", ""), backIn.resumeKey())))
                    .isNotEqualTo(Guest.id(eveIn));
        }
    }

    private static String refused(Guest guest, String token, @Nullable String resumeKey) {
        return guest.refused(new ClientAsk.Join(guest.nextId(), ClientAsk.PROTOCOL, token, null, resumeKey))
                .code();
    }

    private HttpResponse<String> whip(String path, String token) {
        return server.send(server.to(path)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/sdp")
                .POST(HttpRequest.BodyPublishers.ofString("v=0\r\n")));
    }

    private void assertProblem(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(server.tree(response).get("code").stringValue()).isEqualTo(code);
    }
}
