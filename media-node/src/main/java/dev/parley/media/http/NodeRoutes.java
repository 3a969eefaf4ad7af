package dev.parley.media.http;

import static org.springframework.web.servlet.function.RequestPredicates.all;
import static org.springframework.web.servlet.function.RequestPredicates.path;

import dev.parley.media.control.LoopPulse;
import dev.parley.media.control.Node;
import dev.parley.media.control.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/// Every path of the node, as one list. The link's upgrade is the one exception: it is no request that is answered.
public final class NodeRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(NodeRoutes.class);
    private static final String SESSIONS = "/v1/rooms/{room}/sessions";
    private static final String MOVE = "/v1/rooms/{room}/move";
    private static final String STATUS = "/v1/status";
    private static final String DRAIN = "/v1/drain";
    private static final String SESSION = "/v1/sessions/{session}";
    private static final MediaType SCRAPE = MediaType.parseMediaType("text/plain;version=0.0.4;charset=utf-8");

    private static final long MS_NS = 1_000_000;
    private static final byte[] LIVE = "live\n".getBytes(StandardCharsets.UTF_8);
    private static final byte[] READY = "ready\n".getBytes(StandardCharsets.UTF_8);

    private static final Refusal NO_SUCH_PATH = Refusal.of(404, "no-such-path", "There is nothing at this path.");
    private static final Refusal NOT_ALLOWED =
            Refusal.of(405, "method-not-allowed", "This method does not go with this path.");
    private static final Refusal DRAINING = Refusal.of(503, "draining", "The node takes no new rooms.");
    private static final Refusal TIMEOUT = Refusal.of(504, "timeout", "The room's loop did not answer in time.");
    private static final Refusal FAULT = Refusal.of(500, "fault", "The node failed; its log says how.");

    private final Node node;
    private final Sessions sessions;
    private final Operation operation;
    private final NodeMeters meters;

    /// Of this node.
    ///
    /// @param release that this program is of
    public NodeRoutes(Node node, String release, NodeMeters meters) {
        this.node = node;
        this.sessions = new Sessions(node);
        this.operation = new Operation(node, release);
        this.meters = meters;
    }

    public RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route()
                .POST(SESSIONS, sessions::open)
                .POST(MOVE, sessions::move)
                .GET(SESSION, sessions::probe)
                .PATCH(SESSION, sessions::restart)
                .DELETE(SESSION, sessions::close)
                .GET(STATUS, operation::status)
                .PUT(DRAIN, operation::drain)
                .DELETE(DRAIN, operation::uncordon)
                .GET("/health/live", this::live)
                .GET("/health/ready", this::ready)
                .GET("/metrics", this::metrics)
                .route(path(SESSIONS).or(path(MOVE)), _ -> notAllowed("POST"))
                .route(path(SESSION), _ -> notAllowed("GET, PATCH, DELETE"))
                .route(path(STATUS), _ -> notAllowed("GET"))
                .route(path(DRAIN), _ -> notAllowed("PUT, DELETE"))
                .route(all(), _ -> Problem.answer(NO_SUCH_PATH))
                .onError(TimeoutException.class, (_, _) -> Problem.answer(TIMEOUT))
                .onError(_ -> true, NodeRoutes::fault)
                .build();
    }

    /// Asks nobody but this process: a restart helps against a loop that hangs, and against nothing that is elsewhere.
    private ServerResponse live(ServerRequest request) {
        return node.pulses().stream()
                .filter(LoopPulse::isStuck)
                .max(Comparator.comparingLong(LoopPulse::quietNs))
                .map(pulse -> Problem.answer(stuck(pulse)))
                .orElseGet(() -> ServerResponse.ok().body(LIVE));
    }

    private static Refusal stuck(LoopPulse pulse) {
        return Refusal.of(
                503,
                "loop-stuck",
                "Loop %d has not turned for %d ms (expected: at most %d ms)."
                        .formatted(pulse.loop(), pulse.quietNs() / MS_NS, LoopPulse.STUCK_NS / MS_NS));
    }

    /// Ready for new rooms; what the node has goes on regardless.
    private ServerResponse ready(ServerRequest request) {
        return node.status().draining()
                ? Problem.answer(DRAINING)
                : ServerResponse.ok().body(READY);
    }

    private ServerResponse metrics(ServerRequest request) {
        return ServerResponse.ok().contentType(SCRAPE).body(meters.scrape().getBytes(StandardCharsets.UTF_8));
    }

    private static ServerResponse notAllowed(String allowed) {
        return Problem.start(NOT_ALLOWED)
                .header(HttpHeaders.ALLOW, allowed)
                .body(Problem.of(NOT_ALLOWED).bytes());
    }

    private static ServerResponse fault(Throwable bug, ServerRequest request) {
        LOG.error("{} {}", request.method(), request.path(), bug);
        return Problem.answer(FAULT);
    }
}
