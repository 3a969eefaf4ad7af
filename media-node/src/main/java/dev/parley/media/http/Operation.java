package dev.parley.media.http;

import static dev.parley.media.http.Sessions.bytes;
import static dev.parley.media.http.Sessions.waitFor;

import dev.parley.media.control.DrainReport;
import dev.parley.media.control.Node;
import dev.parley.media.control.NodeStatus;
import dev.parley.media.control.Refusal;
import dev.parley.media.drain.DrainOrder;
import dev.parley.media.drain.DrainPolicy;
import dev.parley.media.drain.DrainReason;
import dev.parley.media.drain.NodePhase;
import dev.parley.media.load.Load;
import dev.parley.protocol.json.ProtocolJson;
import dev.parley.protocol.json.Reading;
import dev.parley.room.NodeId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/// What whoever runs the node asks of it: how it is, that it gives its rooms away, that it takes rooms again.
final class Operation {
    private final Node node;
    private final String release;

    Operation(Node node, String release) {
        this.node = node;
        this.release = release;
    }

    /// Answer of `GET /v1/status`, and of what changes it. `drain` is absent while the node is active.
    private record Told(
            NodeId id,
            String instance,
            String version,
            NodePhase phase,
            int rooms,
            int participants,
            int sessions,
            Load load,
            @Nullable Drain drain) {}

    private record Drain(
            @Nullable DrainPolicy policy,
            @Nullable String startedAt,
            @Nullable String deadline,
            int roomsLeft,
            int roomsMoved,
            int roomsClosed,
            @Nullable DrainReason reason) {}

    /// Body of `PUT /v1/drain`.
    private record Ask(
            @Nullable DrainPolicy policy,
            @Nullable Integer deadlineSeconds,
            @Nullable Integer roomsPerSecond,
            @Nullable Boolean cordonOnly) {
        /// Throws, with what was expected, when a number is none that can be.
        @Nullable
        DrainOrder order() {
            if (Boolean.TRUE.equals(cordonOnly)) {
                return new DrainOrder.Cordon();
            }
            return policy == null || deadlineSeconds == null || roomsPerSecond == null
                    ? null
                    : new DrainOrder.Give(policy, deadlineSeconds, roomsPerSecond);
        }

        Refusal missing() {
            String what = policy == null ? "policy" : deadlineSeconds == null ? "deadlineSeconds" : "roomsPerSecond";
            return new Refusal(400, "missing", what + " is not what it should be.", null, "a value, or cordonOnly");
        }
    }

    ServerResponse status(ServerRequest request) {
        return told(node.status());
    }

    ServerResponse drain(ServerRequest request) throws Exception {
        return switch (Body.read(request, MediaType.APPLICATION_JSON)) {
            case Body.Refused(var refusal) -> Problem.answer(refusal);
            case Body.Text(var text) ->
                switch (ProtocolJson.parse(text, Ask.class)) {
                    case Reading.Malformed<Ask> malformed -> Problem.answer(Problem.refusal(malformed));
                    case Reading.Parsed<Ask>(var ask) -> drain(ask);
                };
        };
    }

    private ServerResponse drain(Ask ask) throws Exception {
        DrainOrder order;
        try {
            order = ask.order();
        } catch (IllegalArgumentException outOfBounds) {
            return Problem.answer(Refusal.of(400, "bad-value", String.valueOf(outOfBounds.getMessage())));
        }
        return order == null ? Problem.answer(ask.missing()) : told(waitFor(node.drain(order)));
    }

    ServerResponse uncordon(ServerRequest request) throws Exception {
        return told(waitFor(node.uncordon()));
    }

    private ServerResponse told(NodeStatus status) {
        DrainReport drain = status.drain();
        var told = new Told(
                status.self().node(),
                status.self().instance(),
                release,
                drain.phase(),
                status.rooms(),
                status.participants(),
                status.sessions(),
                status.load(),
                drain.startedAt() == null ? null : told(drain, status.rooms()));
        return ServerResponse.ok().contentType(MediaType.APPLICATION_JSON).body(bytes(ProtocolJson.write(told)));
    }

    private static Drain told(DrainReport drain, int rooms) {
        return new Drain(
                drain.policy(),
                text(drain.startedAt()),
                text(drain.deadline()),
                rooms,
                drain.roomsMoved(),
                drain.roomsClosed(),
                drain.reason());
    }

    private static @Nullable String text(@Nullable Object instant) {
        return instant == null ? null : instant.toString();
    }
}
