package dev.parley.media.http;

import static java.net.http.HttpRequest.BodyPublishers.ofString;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.media.control.LoopPulse;
import dev.parley.media.control.OpenResult;
import dev.parley.media.control.Refusal;
import dev.parley.protocol.ProtocolLimits;
import dev.parley.protocol.node.NodeCommand;
import dev.parley.room.RoomId;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("node over HTTP")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SessionsHttpTest {
    private static final String OFFER = """
            {"participant":"p1","sources":[{"source":"camera","csrc":7,"muted":false}],
             "sdp":"v=0","kind":"meeting"}""";
    private static final String FRAGMENT_TYPE = "application/trickle-ice-sdpfrag";

    private NodeUnderTest under;

    @BeforeAll
    void start() {
        under = new NodeUnderTest();
    }

    @BeforeEach
    void forget() {
        under.node.asked.clear();
        under.node.commands.clear();
        under.node.busy = false;
        under.node.draining = false;
    }

    @AfterAll
    void stop() {
        under.close();
    }

    @Test
    @DisplayName("an offer opens a session: 201 with its place, its generation and the answer")
    void opens() throws Exception {
        var response = under.post("/v1/rooms/r1/sessions", "application/json; charset=utf-8", OFFER);
        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.headers().firstValue("Location")).hasValue("/v1/sessions/s1");
        assertThat(response.headers().firstValue("ETag")).hasValue("\"e1\"");
        assertThat(response.body()).isEqualTo("{\"session\":\"s1\",\"sdp\":\"v=0\\r\\n\",\"etag\":\"e1\",\"loop\":1}");
        assertThat(under.node.nextAsked()).isEqualTo("open r1 p1 MEETING");
    }

    @Test
    @DisplayName("what the node refuses is a problem with its code, value and expectation")
    void refuses() throws Exception {
        var before = under.node.opens;
        under.node.opens = CompletableFuture.completedFuture(new OpenResult.Refused(
                new Refusal(422, "no-common-codec", "No codec in common.", "AV1 ü", "VP8 or H264")));
        var response = under.post("/v1/rooms/r1/sessions", "application/json", OFFER);
        under.node.opens = before;
        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(response.body())
                .isEqualTo("{\"status\":422,\"title\":\"Unprocessable Content\",\"code\":\"no-common-codec\","
                        + "\"detail\":\"No codec in common.\",\"value\":\"AV1 ü\",\"expected\":\"VP8 or H264\"}");
    }

    @Test
    @DisplayName("a fault of the node is a 500 that tells nothing of the inside")
    void faults() throws Exception {
        var before = under.node.opens;
        under.node.opens = CompletableFuture.failedFuture(new IllegalStateException("a fault this test planted"));
        var response = under.post("/v1/rooms/r1/sessions", "application/json", OFFER);
        under.node.opens = before;
        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).contains("\"code\":\"fault\"").doesNotContain("planted");
    }

    @ParameterizedTest(name = "{0} {1}: {2} {3}")
    @DisplayName("a body that is not understood is refused by name")
    @CsvSource(
            delimiter = '|',
            value = {
                "/v1/rooms/r1/sessions     | application/json | nonsense            | 400 | not-json",
                "/v1/rooms/r1/sessions     | application/json | {}                  | 400 | missing",
                "/v1/rooms/r1/sessions     | application/json | {\"participant\":3} | 400 | bad-value",
                "/v1/rooms/r%20o/sessions  | application/json | {}                  | 400 | bad-value",
                "/v1/rooms/r1/sessions     | text/plain       | {}                  | 415 | unsupported-media-type",
                "/v1/rooms/r1/sessions     | no type at all   | {}                  | 415 | unsupported-media-type",
                "/v1/rooms/r1/move         | application/json | {\"loop\":2}        | 400 | bad-value",
                "/v1/rooms/r1/move         | application/json | {\"loop\":-1}       | 400 | bad-value",
                "/v1/rooms/r1/move         | application/json | {\"loop\":\"1\"}    | 400 | bad-value",
                "/v1/rooms/r1/move         | application/sdp  | {\"loop\":1}        | 415 | unsupported-media-type",
                "/v1/elsewhere             | application/json | {}                  | 404 | no-such-path",
                "/v1/sessions/s1           | application/json | {}                  | 405 | method-not-allowed",
            })
    void badBodies(String path, String type, String body, int status, String code) throws Exception {
        var response = under.post(path, type, body);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(response.body()).contains("\"code\":\"" + code + "\"");
        assertThat(under.node.asked).isEmpty();
    }

    @Test
    @DisplayName("a body beyond its limit is 413, whether its length was announced or not")
    void tooLarge() throws Exception {
        byte[] large = new byte[ProtocolLimits.REQUEST_BYTES + 1];
        var announced = under.to("/v1/rooms/r1/sessions")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(large));
        var streamed = under.to("/v1/rooms/r1/sessions")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)));
        for (var request : new HttpRequest.Builder[] {announced, streamed}) {
            var response = under.send(request);
            assertThat(response.statusCode()).isEqualTo(413);
            assertThat(response.body()).contains("\"code\":\"too-large\"");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Bearer", "Bearer wrong", "Basic a secret of this test", "bearer a secret of this test"})
    @DisplayName("nobody enters below /v1 without the secret, and the answer says how")
    void unauthorized(String authorization) throws Exception {
        for (String path : new String[] {"/v1/rooms/r1/sessions", "/v1/sessions/s1", "/v1/link", "/v1/nowhere"}) {
            var request = under.anonymous(path).POST(ofString("{}"));
            var response =
                    under.send(authorization.isEmpty() ? request : request.header("Authorization", authorization));
            assertThat(response.statusCode()).isEqualTo(401);
            assertThat(response.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
            assertThat(response.body()).contains("\"code\":\"unauthorized\"");
        }
        assertThat(under.node.asked).isEmpty();
    }

    private HttpResponse<String> patch(String session, String ifMatch, String fragment) throws Exception {
        var request = under.to("/v1/sessions/" + session)
                .header("Content-Type", FRAGMENT_TYPE)
                .method("PATCH", ofString(fragment));
        return under.send(ifMatch.isEmpty() ? request : request.header("If-Match", ifMatch));
    }

    @ParameterizedTest(name = "{0} with {1}: {2}")
    @DisplayName("a restart names the generation, quoted or not, or any")
    @CsvSource({"\"e1\", e1", "e1, e1", "*, null"})
    void restarts(String ifMatch, String asked) throws Exception {
        var response = patch("s1", ifMatch, "a=ice-ufrag:x\r\n");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("a=ice-ufrag:new\r\n");
        assertThat(response.headers().firstValue("ETag")).hasValue("\"e2\"");
        assertThat(response.headers().firstValue("Content-Type")).hasValue(FRAGMENT_TYPE);
        assertThat(under.node.nextAsked()).isEqualTo("restart s1 " + asked + " a=ice-ufrag:x");
    }

    @Test
    @DisplayName("candidates alone change nothing: 204")
    void candidates() throws Exception {
        assertThat(patch("s1", "\"e1\"", "a=candidate:1\r\n").statusCode()).isEqualTo(204);
    }

    @Test
    @DisplayName("a stale generation is 412 and told the one there is; none is 428; an unknown session 404")
    void staleRestarts() throws Exception {
        var stale = patch("s1", "\"e0\"", "a=ice-ufrag:x");
        assertThat(stale.statusCode()).isEqualTo(412);
        assertThat(stale.headers().firstValue("ETag")).hasValue("\"e1\"");
        assertThat(stale.body()).contains("\"code\":\"etag-mismatch\"");
        assertThat(patch("s1", "", "a=ice-ufrag:x").statusCode()).isEqualTo(428);
        assertThat(patch("s2", "*", "a=ice-ufrag:x").statusCode()).isEqualTo(404);
        assertThat(patch("s.2", "*", "a=ice-ufrag:x").statusCode()).isEqualTo(404);
    }

    @Test
    @DisplayName("closing is 204 also for what is gone; asking tells whether it is there")
    void closes() throws Exception {
        assertThat(under.send(under.to("/v1/sessions/s1").DELETE()).statusCode())
                .isEqualTo(204);
        assertThat(under.node.nextAsked()).isEqualTo("close s1 closed");
        assertThat(under.send(under.to("/v1/sessions/s2").DELETE()).statusCode())
                .isEqualTo(204);
        assertThat(under.send(under.to("/v1/sessions/s1").GET()).statusCode()).isEqualTo(204);
        assertThat(under.send(under.to("/v1/sessions/s2").GET()).statusCode()).isEqualTo(404);
    }

    @Test
    @DisplayName("a room is moved to another loop, or told to come back when the loop is busy")
    void moves() throws Exception {
        var moved = under.post("/v1/rooms/r1/move", "application/json", "{\"loop\":1}");
        assertThat(moved.statusCode()).isEqualTo(202);
        assertThat(under.node.commands).containsExactly(new NodeCommand.MoveRoom(new RoomId("r1"), 1));
        under.node.busy = true;
        var busy = under.post("/v1/rooms/r1/move", "application/json", "{\"loop\":1}");
        assertThat(busy.statusCode()).isEqualTo(503);
        assertThat(busy.headers().firstValue("Retry-After")).hasValue("1");
    }

    @Test
    @DisplayName("a loop that hangs is named, with for how long: the node is not live")
    void stuck() throws Exception {
        under.node.pulses = List.of(
                new LoopPulse(0, LoopPulse.STUCK_NS),
                new LoopPulse(1, 7_200_000_000L),
                new LoopPulse(2, 6_000_000_000L));
        HttpResponse<String> dead = under.send(under.anonymous("/health/live"));
        assertThat(dead.statusCode()).isEqualTo(503);
        assertThat(dead.body())
                .contains("\"code\":\"loop-stuck\"")
                .contains("Loop 1 has not turned for 7200 ms (expected: at most 5000 ms).");
        under.node.pulses = List.of(new LoopPulse(0, LoopPulse.STUCK_NS));
        assertThat(under.send(under.anonymous("/health/live")).statusCode()).isEqualTo(200);
    }

    @Test
    @DisplayName("health: live as long as its loops turn, ready until it drains")
    void health() throws Exception {
        assertThat(under.send(under.anonymous("/health/live")).statusCode()).isEqualTo(200);
        assertThat(under.send(under.anonymous("/health/ready")).statusCode()).isEqualTo(200);
        under.node.draining = true;
        assertThat(under.send(under.anonymous("/health/live")).statusCode()).isEqualTo(200);
        assertThat(under.send(under.anonymous("/health/ready")).body()).contains("\"code\":\"draining\"");
    }

    @Test
    @DisplayName("metrics: the node's counters, its state and the JVM's basics")
    void metrics() throws Exception {
        under.node.pulses = List.of(new LoopPulse(0, 25_000_000));
        var response = under.send(under.anonymous("/metrics"));
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain;version=0.0.4"));
        assertThat(response.body().lines())
                .contains(
                        "parley_packets_total{verdict=\"PASS\"} 40.0",
                        "parley_packets_total{verdict=\"REPLAYED\"} 2.0",
                        "parley_loop_cpu_seconds_total{loop=\"0\"} 1.5",
                        "parley_loop_quiet_seconds{loop=\"0\"} 0.025",
                        "parley_sessions 1.0",
                        "parley_rooms 2.0",
                        "parley_loops 2.0",
                        "parley_load_ratio 0.25",
                        "parley_load_ratio_part{part=\"bits\"} 0.0625",
                        "parley_load_ratio_part{part=\"lag\"} 0.0",
                        "parley_links 0.0",
                        "parley_draining 0.0")
                .anyMatch(line -> line.startsWith("jvm_memory_used_bytes"))
                .anyMatch(line -> line.startsWith("process_cpu_usage"));
    }
}
