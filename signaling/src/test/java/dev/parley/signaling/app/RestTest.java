package dev.parley.signaling.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.client.ClientAsk;
import dev.parley.protocol.client.ServerMessage;
import dev.parley.protocol.json.ProtocolJson;
import dev.parley.protocol.webhook.WebhookEvent;
import dev.parley.room.Source;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

@DisplayName("the server API")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestTest {
    private final Server server = Server.start(List.of(), Map.of());

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    @DisplayName("a room is created, found, listed and closed")
    void rooms() {
        var created = server.api("POST", "/v1/rooms", "{\"room\":\"board\",\"name\":\"The board\"}");
        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(created.headers().firstValue("Location")).contains("/v1/rooms/board");
        assertThat(server.tree(created).get("name").stringValue()).isEqualTo("The board");
        assertThat(server.api("POST", "/v1/rooms", "").statusCode()).isEqualTo(201);
        assertThat(server.api("GET", "/v1/rooms/board", "").statusCode()).isEqualTo(200);
        JsonNode page = server.tree(server.api("GET", "/v1/rooms?after=boarc&limit=1", ""));
        assertThat(page.get("rooms").get(0).get("id").stringValue()).isEqualTo("board");
        assertThat(page.get("next").stringValue()).isEqualTo("board");
        assertThat(server.api("DELETE", "/v1/rooms/board", "").statusCode()).isEqualTo(204);
        assertProblem(server.api("GET", "/v1/rooms/board", ""), 404, "no-such-room");
        assertProblem(server.api("DELETE", "/v1/rooms/board", ""), 404, "no-such-room");
    }

    @Test
    @DisplayName("participants are listed, muted and removed, and notice")
    void participants() throws Exception {
        try (var ada = server.guest()) {
            var joined = ada.join(server.token("rest", "guest", "ada"));
            ada.done(new ClientAsk.SetPublishing(ada.nextId(), Source.MICROPHONE, false, true));
            String path = "/v1/rooms/rest/participants/" + Guest.id(joined);
            assertThat(server.tree(server.api("GET", "/v1/rooms/rest/participants", ""))
                            .get("participants")
                            .size())
                    .isEqualTo(1);
            assertThat(server.tree(server.api("GET", path, "")).get("identity").stringValue())
                    .isEqualTo("ada");
            var muted = server.api("POST", path + "/mute", "{\"source\":\"microphone\",\"muted\":true}");
            assertThat(server.tree(muted).get("tracks").get(0).get("muted").booleanValue())
                    .isTrue();
            assertThat(server.api("DELETE", path, "").statusCode()).isEqualTo(204);
            assertThat(ada.next(ServerMessage.Removed.class)).isNotNull();
            assertThat(ada.closed()).isEqualTo(1000);
            assertProblem(server.api("GET", path, ""), 404, "no-such-participant");
        }
    }

    @ParameterizedTest(name = "{0} {1} {2} is {3} {4}")
    @DisplayName("every error is a problem with a code")
    @CsvSource(delimiter = '|', textBlock = """
            POST   | /v1/rooms                      | {                          | 400 | not-json
            POST   | /v1/rooms                      | []                         | 400 | not-json
            POST   | /v1/rooms                      | {"room":"a b"}             | 422 | bad-value
            POST   | /v1/rooms                      | {"name":7}                 | 422 | bad-value
            POST   | /v1/rooms                      | {"name":""}                | 422 | name-not-valid
            GET    | /v1/rooms?limit=0              | ''                         | 422 | bad-value
            GET    | /v1/rooms?limit=x              | ''                         | 400 | bad-request
            PUT    | /v1/rooms                      | {}                         | 405 | method-not-allowed
            PATCH  | /v1/rooms/a                    | {}                         | 405 | method-not-allowed
            GET    | /v1/rooms/a/b                  | ''                         | 404 | not-found
            GET    | /v1/rooms/%3Cscript%3E         | ''                         | 422 | bad-value
            POST   | /v1/rooms/a/tokens             | {}                         | 422 | missing
            POST   | /v1/rooms/a/tokens             | {"role":"king"}            | 422 | bad-value
            POST   | /v1/rooms/a/tokens             | {"role":null}              | 422 | missing
            POST   | /v1/rooms/a/participants/b/mute | {"source":"camera","muted":true} | 404 | no-such-room
            """)
    void problems(String method, String path, String body, int status, String code) {
        assertProblem(server.api(method, path, body), status, code);
    }

    @Test
    @DisplayName("without key and secret nothing is told, not even what exists")
    void unauthorized() {
        for (String path : List.of("/v1/rooms", "/v1/rooms/a", "/v1/rooms/a/tokens", "/v1/rooms/a/b/c")) {
            var response = server.send(server.to(path).GET());
            assertProblem(response, 401, "unauthorized");
            assertThat(response.headers().firstValue("WWW-Authenticate"))
                    .hasValueSatisfying(it -> assertThat(it).startsWith("Basic "));
        }
        assertProblem(
                server.send(server.to("/v1/rooms").header("Authorization", "Basic dGVzdDp3cm9uZw==")),
                401,
                "unauthorized");
        assertThat(server.metric("parley_refusals_total", "unauthorized", "rest"))
                .isGreaterThanOrEqualTo(5);
    }

    @Test
    @DisplayName("wrong content type, and a body beyond its limit")
    void bodies() {
        var plain = server.api("GET", "/v1/rooms", "").request();
        String key = plain.headers().firstValue("Authorization").orElseThrow();
        assertProblem(
                server.send(server.to("/v1/rooms")
                        .header("Authorization", key)
                        .header("Content-Type", "text/plain")
                        .POST(HttpRequest.BodyPublishers.ofString("{}"))),
                415,
                "unsupported-media-type");
        assertProblem(server.api("POST", "/v1/rooms", "{\"name\":\"" + "x".repeat(70_000) + "\"}"), 413, "too-large");
    }

    @Test
    @DisplayName("what nobody serves is a problem too, and the page is no exception where there is none")
    void elsewhere() {
        assertProblem(server.send(server.to("/nothing/here")), 404, "not-found");
        assertProblem(server.send(server.to("/v1/signal")), 426, "upgrade-required");
        assertProblem(server.send(server.to("/r/a%20b")), 422, "bad-value");
    }

    @Test
    @DisplayName("live is about this process only; ready tells what is missing")
    void health() {
        assertThat(server.send(server.to("/health/live")).statusCode()).isEqualTo(200);
        var ready = server.send(server.to("/health/ready"));
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(server.tree(ready).get("needs").get("media").stringValue()).isEqualTo("down");
        assertThat(server.tree(ready).get("needs").get("store").stringValue()).isEqualTo("up");
    }

    @Test
    @DisplayName("the OpenAPI document lists every route, and no other")
    void openapi() {
        var written = new TreeSet<String>();
        server.tree(server.send(server.to("/v1/openapi.json")))
                .get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .propertyNames()
                        .forEach(method -> written.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        var mapped = new TreeSet<String>();
        server.context()
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()
                .forEach(route -> Objects.requireNonNull(route.getPathPatternsCondition())
                        .getPatternValues()
                        .forEach(path -> route.getMethodsCondition().getMethods().stream()
                                .map(RequestMethod::name)
                                .forEach(method -> mapped.add(method + " " + path))));
        assertThat(written).isEqualTo(mapped);
    }

    @Test
    @DisplayName("the OpenAPI document names every control there is")
    void controlsAreTold() {
        var told = new TreeSet<String>();
        server.tree(server.send(server.to("/v1/openapi.json")))
                .at("/components/schemas/Control/properties/type/enum")
                .forEach(it -> told.add(it.stringValue()));
        assertThat(told)
                .isEqualTo(Arrays.stream(ClientAsk.InRoom.class.getPermittedSubclasses())
                        .map(it -> it.getSimpleName().substring(0, 1).toLowerCase(Locale.ROOT)
                                + it.getSimpleName().substring(1))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    @DisplayName("the OpenAPI document names every type of webhook")
    void webhooksAreTold() {
        var told = new TreeSet<String>();
        server.tree(server.send(server.to("/v1/openapi.json")))
                .at("/components/schemas/Webhook/properties/event/properties/type/enum")
                .forEach(it -> told.add(it.stringValue()));
        assertThat(told).isEqualTo(ProtocolJson.words(WebhookEvent.class));
    }

    @Test
    @DisplayName("a server does what a host does, in the same words")
    void controls() {
        String room = "/v1/rooms/controlled";
        server.api("POST", "/v1/rooms", "{\"room\":\"controlled\",\"settings\":{\"waitingRoom\":true}}");
        try (var ada = server.guest()) {
            ada.say(new ClientAsk.Join(
                    ada.nextId(), ClientAsk.PROTOCOL, server.token("controlled", "guest", "ada"), null, null));
            ada.next(ServerMessage.Waiting.class);
            var seen = server.tree(server.api("GET", room, ""));
            assertThat(seen.at("/waiting/0/name").stringValue()).isEqualTo("ada");
            var admitted = server.api("POST", room + "/controls", "{\"type\":\"admit\",\"participants\":[]}");
            assertThat(server.tree(admitted).at("/participants/0/name").stringValue())
                    .isEqualTo("ada");
            String id = Guest.id(ada.next(ServerMessage.Joined.class)).value();

            server.api("POST", room + "/controls", "{\"type\":\"broadcast\",\"text\":\"Lunch.\"}");
            assertThat(ada.next(ServerMessage.BroadcastSent.class).from()).isNull();
            ada.done(new ClientAsk.Chat(ada.nextId(), "hello", null));
            String messages = server.api("GET", room + "/chat", "").body();
            assertThat(messages).contains("hello");
            server.api("POST", room + "/controls", "{\"type\":\"remove\",\"participant\":\"" + id + "\"}");
            assertThat(server.api("GET", room + "/bans", "").body()).isEqualTo("{\"identities\":[\"ada\"]}");
            assertThat(server.api("DELETE", room + "/bans/ada", "").statusCode())
                    .isEqualTo(204);
            assertThat(server.api("GET", room + "/bans", "").body()).isEqualTo("{\"identities\":[]}");
        }
        assertProblem(server.api("POST", room + "/controls", "{\"type\":\"fly\"}"), 400, "unknown-type");
        assertProblem(server.api("POST", room + "/controls", "{\"type\":\"admit\"}"), 422, "missing");
        assertProblem(server.api("POST", room + "/controls", "{"), 400, "not-json");
        assertProblem(
                server.api("POST", room + "/controls", "{\"type\":\"raiseHand\",\"raised\":true}"), 403, "not-joined");
        assertProblem(
                server.api("POST", room + "/controls", "{\"type\":\"closePoll\",\"poll\":\"7\"}"), 404, "no-such-poll");
    }

    private void assertProblem(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonNode problem = server.tree(response);
        assertThat(problem.get("code").stringValue()).isEqualTo(code);
        assertThat(problem.get("status").intValue()).isEqualTo(status);
        assertThat(problem.get("type").stringValue()).isEqualTo("urn:parley:problem:" + code);
    }
}
