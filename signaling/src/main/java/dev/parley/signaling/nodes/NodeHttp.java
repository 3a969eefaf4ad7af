package dev.parley.signaling.nodes;

import dev.parley.protocol.json.ProtocolJson;
import dev.parley.protocol.json.Reading;
import dev.parley.protocol.node.SessionAnswer;
import dev.parley.protocol.node.SessionRequest;
import dev.parley.room.RoomId;
import dev.parley.room.SessionId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/// Sessions of one node, over HTTP in the shape of WHIP (RFC 9725). Blocks its virtual thread.
public final class NodeHttp {
    /// A node answers an offer within milliseconds; a person waits no longer than this for a picture anyway.
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private static final String FRAGMENT = "application/trickle-ice-sdpfrag";

    private final HttpClient http;
    private final URI node;
    private final String authorization;

    public NodeHttp(HttpClient http, URI node, String secret) {
        this.http = http;
        this.node = node;
        this.authorization = "Bearer " + secret;
    }

    /// What a problem document (RFC 9457) tells a program.
    private record Problem(
            @Nullable String code,
            @Nullable String title,
            @Nullable String detail) {}

    /// Does not block: whoever asks may have reason not to wait for the answer.
    public CompletableFuture<NodeAnswer> open(RoomId room, SessionRequest request) {
        var body = HttpRequest.BodyPublishers.ofString(ProtocolJson.write(request));
        var post = to("/v1/rooms/" + room + "/sessions")
                .header("Content-Type", "application/json")
                .POST(body)
                .build();
        return http.sendAsync(post, HttpResponse.BodyHandlers.ofString())
                .thenApply(NodeHttp::answer)
                .exceptionally(it -> unreachable(it instanceof CompletionException ? it.getCause() : it));
    }

    public NodeAnswer patch(SessionId session, String fragment, @Nullable String etag) {
        var request = to("/v1/sessions/" + session)
                .header("Content-Type", FRAGMENT)
                .method("PATCH", HttpRequest.BodyPublishers.ofString(fragment));
        return send(etag == null ? request : request.header("If-Match", etag));
    }

    public NodeAnswer close(SessionId session) {
        return send(to("/v1/sessions/" + session).DELETE());
    }

    /// Whether the node still has it: [NodeAnswer.Gone], or anything else.
    public NodeAnswer probe(SessionId session) {
        return send(to("/v1/sessions/" + session).GET());
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(node.resolve(path)).timeout(TIMEOUT).header("Authorization", authorization);
    }

    private NodeAnswer send(HttpRequest.Builder request) {
        try {
            return answer(http.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            return unreachable(e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new NodeAnswer.Unreachable(false);
        }
    }

    private static NodeAnswer unreachable(@Nullable Throwable problem) {
        return new NodeAnswer.Unreachable(problem instanceof HttpTimeoutException);
    }

    private static NodeAnswer answer(HttpResponse<String> response) {
        return switch (response.statusCode()) {
            case 201 -> opened(response.body());
            case 200 ->
                new NodeAnswer.Patched(
                        response.body(), response.headers().firstValue("ETag").orElse(null));
            case 204 -> new NodeAnswer.Patched(null, null);
            case 404, 410 -> new NodeAnswer.Gone();
            default -> refused(response);
        };
    }

    private static NodeAnswer opened(String body) {
        return switch (ProtocolJson.parse(body, SessionAnswer.class)) {
            case Reading.Parsed<SessionAnswer>(var session) -> new NodeAnswer.Opened(session);
            case Reading.Malformed<SessionAnswer> _ ->
                new NodeAnswer.Refused(502, "node-not-understood", "The media server's answer is not understood.");
        };
    }

    private static NodeAnswer refused(HttpResponse<String> response) {
        var unknown = new Problem(null, null, null);
        Problem problem =
                ProtocolJson.parse(response.body(), Problem.class) instanceof Reading.Parsed(var told) ? told : unknown;
        String code = problem.code() == null ? "node-" + response.statusCode() : problem.code();
        String detail = problem.detail() != null ? problem.detail() : problem.title() != null ? problem.title() : code;
        return new NodeAnswer.Refused(response.statusCode(), code, detail);
    }
}
