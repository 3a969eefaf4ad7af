package dev.parley.signaling.app.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.client.ClientAsk;
import dev.parley.protocol.client.ServerMessage;
import dev.parley.protocol.meeting.BreakoutChoice;
import dev.parley.room.BreakoutId;
import dev.parley.room.ParticipantId;
import dev.parley.room.Role;
import dev.parley.room.Source;
import dev.parley.signaling.app.FakeNode;
import dev.parley.signaling.app.Guest;
import dev.parley.signaling.app.Server;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("forged ids: no room, and nothing in a room, is reached by a name that is not its own")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForgedTest {
    private static final String LONG = "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"; // 65

    private final FakeNode node = new FakeNode("node-1");
    private final Server server = Server.start(List.of(node), Map.of());

    @AfterAll
    void stop() throws IOException {
        server.close();
        node.close();
    }

    @ParameterizedTest
    @DisplayName("in a path")
    @ValueSource(
            strings = {
                "..%2F..%2Fetc",
                "%2e%2e",
                "..;",
                "a%00",
                "a%0D%0ASet-Cookie:x",
                "%3Cscript%3E",
                "a%20b",
                "%7Ba%7D",
                "a*",
                "%C3%A9",
                "%F0%9F%91%8D",
                "..%5C",
                "a:b",
                "a.b",
                LONG
            })
    void paths(String room) {
        String token = server.token("real", "host", "ada");
        for (HttpResponse<String> answer : List.of(
                server.api("GET", "/v1/rooms/" + room, ""),
                server.api("DELETE", "/v1/rooms/" + room, ""),
                server.api("POST", "/v1/rooms/" + room + "/tokens", "{\"role\":\"host\"}"),
                server.api("POST", "/v1/rooms/" + room + "/controls", "{\"type\":\"endMeeting\"}"),
                whip("POST", "/whip/" + room, token),
                whip("POST", "/whep/" + room, token),
                whip("DELETE", "/whip/" + room + "/node-1.s-1", token),
                whip("DELETE", "/whip/real/" + room, token))) {
            assertThat(answer.statusCode()).as(answer.request() + answer.body()).isBetween(400, 499);
            assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        }
        assertThat(server.api("GET", "/v1/rooms", "").body()).doesNotContain(room);
        assertThat(node.offers()).isEmpty();
    }

    @ParameterizedTest
    @DisplayName("in a body, and in a token that is signed")
    @ValueSource(strings = {"", "../etc", "a b", "a\\u0000b", "a\\r\\nb", "<script>", "{real}", "é", LONG})
    void words(String room) throws Exception {
        var created = server.api("POST", "/v1/rooms", "{\"room\":\"" + room + "\"}");
        assertThat(created.statusCode()).isEqualTo(422);
        assertThat(server.tree(created).get("code").stringValue()).isEqualTo("bad-value");
        String real = room.replace("\\u0000", "\0").replace("\\r\\n", "\r\n");
        try (var eve = server.guest()) {
            String token = Signed.token(claims -> claims.claim("room", real));
            var refused = eve.refused(new ClientAsk.Join(eve.nextId(), ClientAsk.PROTOCOL, token, null, null));
            assertThat(refused.code()).isEqualTo("token-not-valid");
        }
    }

    @Test
    @DisplayName("a token opens its own room only, and a session is found in its own room only")
    void otherRoom() {
        String mine = server.token("mine", "guest", "obs");
        String location = whip("POST", "/whip/mine", mine)
                .headers()
                .firstValue("Location")
                .orElseThrow();
        String session = location.substring(location.lastIndexOf('/'));
        node.offers().clear();
        String theirs = server.token("theirs", "host", "eve");
        assertProblem(whip("POST", "/whip/mine", theirs), 403, "other-room");
        assertProblem(whip("POST", "/whep/mine", theirs), 403, "other-room");
        assertProblem(whip("DELETE", location, theirs), 403, "other-room");
        assertProblem(whip("PATCH", location, theirs), 403, "other-room");
        assertProblem(whip("DELETE", "/whip/theirs" + session, theirs), 404, "no-such-session");
        assertProblem(whip("DELETE", "/whep/mine" + session, mine), 404, "no-such-session");
        assertThat(server.metric("parley_refusals_total", "\"other-room\"")).isEqualTo(4);
        assertThat(whip("DELETE", location, mine).statusCode()).isEqualTo(200);
    }

    @Test
    @DisplayName("breakouts and people of another meeting are not there, by socket and by REST")
    void otherMeeting() {
        try (var ada = server.guest();
                var eve = server.guest()) {
            ParticipantId adaId = Guest.id(ada.join(server.token("one", "host", "ada")));
            ParticipantId eveId = Guest.id(eve.join(server.token("two", "host", "eve")));
            eve.done(new ClientAsk.RaiseHand(eve.nextId(), true)); // so that its breakouts have other names
            BreakoutId adas = opened(ada);
            assertThat(opened(eve)).isNotEqualTo(adas);
            for (ClientAsk ask : List.of(
                    new ClientAsk.AssignBreakout("x", eveId, adas),
                    new ClientAsk.AssignBreakout("x", adaId, null),
                    new ClientAsk.Remove("x", adaId, null),
                    new ClientAsk.MuteOther("x", adaId, Source.MICROPHONE),
                    new ClientAsk.RenameOther("x", adaId, "Mallory"),
                    new ClientAsk.SetRole("x", adaId, Role.VIEWER),
                    new ClientAsk.Spotlight("x", adaId),
                    new ClientAsk.Chat("x", "psst", adaId),
                    new ClientAsk.Admit("x", List.of(adaId)))) {
                assertThat(eve.refused(ask).code()).isIn("no-such-breakout", "no-such-participant", "not-waiting");
            }
            String assign =
                    "{\"type\":\"assignBreakout\",\"participant\":\"" + eveId + "\",\"breakout\":\"" + adas + "\"}";
            assertProblem(server.api("POST", "/v1/rooms/two/controls", assign), 404, "no-such-breakout");
            assertProblem(server.api("DELETE", "/v1/rooms/two/participants/" + adaId, ""), 404, "no-such-participant");
            ada.done(new ClientAsk.Chat(ada.nextId(), "nobody was here", null));
            assertThat(ada.skipped()).noneMatch(ServerMessage.Removed.class::isInstance);
        }
    }

    private static BreakoutId opened(Guest host) {
        host.done(new ClientAsk.OpenBreakouts(host.nextId(), List.of("A"), BreakoutChoice.MANUAL, List.of(), null));
        return Objects.requireNonNull(
                        host.next(ServerMessage.BreakoutsChanged.class).breakouts())
                .breakouts()
                .getFirst()
                .id();
    }

    private HttpResponse<String> whip(String method, String path, String token) {
        String type = method.equals("PATCH") ? "application/trickle-ice-sdpfrag" : "application/sdp";
        return server.send(server.to(path)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", type)
                .header("If-Match", "*")
                .method(method, HttpRequest.BodyPublishers.ofString("v=0\r\n")));
    }

    private void assertProblem(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(server.tree(response).get("code").stringValue()).isEqualTo(code);
    }
}
