package dev.parley.signaling.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.client.LeaveReason;
import dev.parley.protocol.client.ServerMessage;
import dev.parley.protocol.node.NodeCommand;
import dev.parley.protocol.node.NodeEvent;
import dev.parley.protocol.node.PublishedSource;
import dev.parley.protocol.node.SessionKind;
import dev.parley.room.ParticipantId;
import dev.parley.room.Role;
import dev.parley.room.RoomId;
import dev.parley.room.SessionId;
import dev.parley.room.Source;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@DisplayName("WHIP and WHEP")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WhipTest {
    private static final String SDP = "application/sdp";
    private static final String FRAGMENT = "application/trickle-ice-sdpfrag";
    private static final String OFFER = "v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\nm=video 9 UDP/TLS/RTP/SAVPF 96\r\n";

    private final FakeNode node = new FakeNode("node-1");
    private final Server server = Server.start(List.of(node), Map.of("parley.grace-seconds", 1));

    @BeforeEach
    void forget() {
        node.offers.clear();
        node.commands.clear();
    }

    @AfterAll
    void stop() throws IOException {
        server.close();
        node.close();
    }

    @Test
    @DisplayName("a publisher is a participant from its offer to its farewell")
    void publish() throws Exception {
        String token = server.token("studio", "guest", "obs");
        try (var ada = server.guest()) {
            ada.join(server.token("studio", "host", "ada"));
            var created = post("/whip/studio", token, SDP, OFFER);
            assertThat(created.statusCode()).isEqualTo(201);
            assertThat(created.body()).isEqualTo("v=0\r\na=ice-lite\r\n");
            assertThat(header(created, "Content-Type")).isEqualTo(SDP);
            assertThat(header(created, "ETag")).isEqualTo("\"g1\"");
            assertThat(header(created, "Accept-Patch")).isEqualTo(FRAGMENT);
            String location = header(created, "Location");
            assertThat(location).startsWith("/whip/studio/node-1.");
            var seen = ada.next(ServerMessage.ParticipantJoined.class).participant();
            assertThat(seen.identity()).isEqualTo("obs");
            assertThat(seen.tracks()).extracting("source").containsExactly(Source.MICROPHONE, Source.CAMERA);
            var asked = node.offers.poll(5, TimeUnit.SECONDS).getValue();
            assertThat(asked.kind()).isEqualTo(SessionKind.WHIP);
            assertThat(asked.sources())
                    .filteredOn(it -> !it.muted())
                    .extracting(PublishedSource::source)
                    .containsExactly(Source.MICROPHONE, Source.CAMERA);

            assertThat(send("DELETE", location, token, SDP, "", null).statusCode())
                    .isEqualTo(200);
            var left = ada.next(ServerMessage.ParticipantLeft.class);
            assertThat(left.reason()).isEqualTo(LeaveReason.LEFT);
            assertThat(node.nextCommand("studio"))
                    .isEqualTo(new NodeCommand.CloseParticipant(new RoomId("studio"), seen.id(), "left"));
            assertProblem(send("DELETE", location, token, SDP, "", null), 404, "no-such-session");
        }
    }

    @Test
    @DisplayName("candidates and ICE restarts are passed on with their ETags")
    void patch() {
        String token = server.token("patches", "guest", "obs");
        String location = header(post("/whip/patches", token, SDP, OFFER), "Location");
        var restarted = send("PATCH", location, token, FRAGMENT, "a=ice-ufrag:x\r\n", "*");
        assertThat(restarted.statusCode()).isEqualTo(200);
        assertThat(restarted.body()).isEqualTo("a=ice-ufrag:new\r\n");
        assertThat(header(restarted, "Content-Type")).isEqualTo(FRAGMENT);
        assertThat(header(restarted, "ETag")).isEqualTo("\"g2\"");
        assertThat(node.patches.poll()).isEqualTo("* a=ice-ufrag:x\r\n");
        assertProblem(send("PATCH", location, token, FRAGMENT, "a=x\r\n", "\"old\""), 412, "stale-etag");
        assertProblem(send("PATCH", location, token, FRAGMENT, "a=x\r\n", null), 428, "precondition-required");
        assertProblem(send("PATCH", location, token, "text/plain", "a=x\r\n", "*"), 415, "unsupported-media-type");
        assertProblem(send("PUT", location, token, FRAGMENT, "a=x\r\n", "*"), 405, "method-not-allowed");
        assertProblem(
                send("DELETE", location, server.token("patches", "guest", "eve"), SDP, "", null),
                404,
                "no-such-session");
    }

    @Test
    @DisplayName("a watcher is a viewer whatever the token says, and sends nothing")
    void watch() throws Exception {
        try (var ada = server.guest()) {
            ada.join(server.token("cinema", "host", "ada"));
            assertThat(post("/whep/cinema", server.token("cinema", "host", "tv"), SDP, OFFER)
                            .statusCode())
                    .isEqualTo(201);
            var seen = ada.next(ServerMessage.ParticipantJoined.class).participant();
            assertThat(seen.role()).isEqualTo(Role.VIEWER);
            assertThat(seen.tracks()).isEmpty();
            var asked = node.offers.poll(5, TimeUnit.SECONDS).getValue();
            assertThat(asked.kind()).isEqualTo(SessionKind.WHEP);
            assertThat(asked.sources()).isEmpty();
        }
    }

    @Test
    @DisplayName("a publisher leaves when its session ends at the node, and stays beyond its lease while it does not")
    void sessionEnds() throws Exception {
        try (var ada = server.guest()) {
            ada.join(server.token("gone", "host", "ada"));
            String location = header(post("/whip/gone", server.token("gone", "guest", "obs"), SDP, OFFER), "Location");
            var session = new SessionId(location.substring(location.indexOf('.') + 1));
            ParticipantId obs = ada.next(ServerMessage.ParticipantJoined.class)
                    .participant()
                    .id();
            // Another one whose session the node has forgotten: when its lease runs out it leaves, so the first one's
            // lease, which is older, has been looked at too.
            String other = header(post("/whip/gone", server.token("gone", "guest", "cam"), SDP, OFFER), "Location");
            node.alive.remove(other.substring(other.indexOf('.') + 1));
            assertThat(ada.next(ServerMessage.ParticipantLeft.class))
                    .extracting(ServerMessage.ParticipantLeft::reason)
                    .isEqualTo(LeaveReason.TIMEOUT);
            node.say(new NodeEvent.SessionClosed(new RoomId("gone"), obs, session, "consent-lost"));
            assertThat(ada.next(ServerMessage.ParticipantLeft.class))
                    .extracting(ServerMessage.ParticipantLeft::participant, ServerMessage.ParticipantLeft::reason)
                    .containsExactly(obs, LeaveReason.MEDIA_CLOSED);
        }
    }

    @Test
    @DisplayName("what is wrong with a request is told by status and code")
    void problems() {
        String token = server.token("wrong", "guest", "obs");
        assertProblem(post("/whip/wrong", null, SDP, OFFER), 401, "unauthorized");
        assertProblem(post("/whip/wrong", "a.b.c", SDP, OFFER), 401, "token-not-valid");
        assertThat(header(post("/whip/wrong", "a.b.c", SDP, OFFER), "WWW-Authenticate"))
                .startsWith("Bearer ");
        assertProblem(post("/whip/other", token, SDP, OFFER), 403, "other-room");
        assertProblem(post("/whip/wrong", server.token("wrong", "viewer", "eve"), SDP, OFFER), 403, "may-not-publish");
        assertProblem(post("/whip/wrong", token, "application/json", "{}"), 415, "unsupported-media-type");
        assertProblem(post("/whip/wrong", token, SDP, "hello"), 400, "not-sdp");
        assertProblem(post("/whip/wrong", token, SDP, "v=0" + "x".repeat(600_000)), 413, "too-large");
        assertProblem(post("/whip/wrong", token, SDP, "v=0 CODEC-OF-NOBODY"), 422, "unknown-codec");
        assertProblem(send("GET", "/whip/wrong", token, SDP, "", null), 405, "method-not-allowed");
        assertProblem(send("DELETE", "/whip/wrong/nothing", token, SDP, "", null), 404, "no-such-session");
        assertThat(server.tree(server.api("GET", "/v1/rooms/wrong/participants", ""))
                        .get("participants")
                        .size())
                .as("whoever got no media did not stay")
                .isZero();
        assertThat(server.metric("parley_refusals_total", "other-room", "whip")).isEqualTo(1);
    }

    @Test
    @DisplayName("pages of any origin may ask, and are told what may be posted")
    void crossOrigin() {
        for (String path : List.of("/whip/any", "/whep/any", "/whip/any/node-1.s-1")) {
            var options = server.send(server.to(path)
                    .header("Origin", "https://example.org")
                    .header("Access-Control-Request-Method", "POST")
                    .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
            assertThat(options.statusCode()).isEqualTo(204);
            assertThat(header(options, "Access-Control-Allow-Origin")).isEqualTo("*");
            assertThat(header(options, "Access-Control-Allow-Headers")).contains("Authorization");
            assertThat(header(options, "Accept-Post")).isEqualTo(SDP);
        }
        assertThat(header(post("/whip/any", null, SDP, OFFER), "Access-Control-Expose-Headers"))
                .contains("Location");
    }

    private HttpResponse<String> post(String path, @Nullable String token, String type, String body) {
        return send("POST", path, token, type, body, null);
    }

    private HttpResponse<String> send(
            String method, String path, @Nullable String token, String type, String body, @Nullable String ifMatch) {
        var request =
                server.to(path).header("Content-Type", type).method(method, HttpRequest.BodyPublishers.ofString(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (ifMatch != null) {
            request.header("If-Match", ifMatch);
        }
        return server.send(request);
    }

    private static String header(HttpResponse<String> response, String name) {
        return response.headers().firstValue(name).orElse("no " + name);
    }

    private void assertProblem(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(header(response, "Content-Type")).isEqualTo("application/problem+json");
        assertThat(server.tree(response).get("code").stringValue()).isEqualTo(code);
    }
}
