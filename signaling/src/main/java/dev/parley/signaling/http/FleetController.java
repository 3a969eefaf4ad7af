package dev.parley.signaling.http;

import dev.parley.protocol.ProtocolLimits;
import dev.parley.protocol.json.ProtocolJson;
import dev.parley.protocol.node.NodeEvent;
import dev.parley.room.NodeId;
import dev.parley.room.ParticipantId;
import dev.parley.room.RoomId;
import dev.parley.signaling.carrying.Moves;
import dev.parley.signaling.meeting.RoomService;
import dev.parley.signaling.nodes.NodeLink;
import dev.parley.signaling.nodes.Nodes;
import dev.parley.signaling.rooms.Refusal;
import dev.parley.signaling.rooms.RoomState;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// What whoever runs the fleet does: looks which nodes there are, and carries meetings from one to another in the
/// middle of the call.
@RestController
public final class FleetController {
    private final RoomService service;
    private final Moves moves;
    private final Nodes nodes;

    public FleetController(RoomService service, Moves moves, Nodes nodes) {
        this.service = service;
        this.moves = moves;
        this.nodes = nodes;
    }

    record MoveOrder(NodeId node, @Nullable ParticipantId participant) {}

    /// Ordered, not done: where the room is told by a look at it, and by the metrics.
    @PostMapping("/v1/rooms/{room}/move")
    ResponseEntity<String> move(@PathVariable("room") String room, HttpServletRequest request) throws IOException {
        MoveOrder order = Body.json(request, MoveOrder.class, ProtocolLimits.MESSAGE_BYTES);
        RoomId id = PathIds.room(room);
        RoomState state = service.state(id);
        if (!state.exists()) {
            throw new ProblemException(Problem.of(Refusal.NO_SUCH_ROOM));
        }
        if (order.participant() != null
                && state.participant(order.participant()).isEmpty()) {
            throw new ProblemException(Problem.of(Refusal.NO_SUCH_PARTICIPANT));
        }
        moves.order(id, order.node(), order.participant()).ifPresent(no -> {
            throw new ProblemException(Problem.of(no));
        });
        return ResponseEntity.accepted().build();
    }

    /// One node of the list.
    ///
    /// @param id absent where none was ever met
    /// @param linked whether it is heard now; what it told of its load is absent while it is not
    /// @param lost given up: its rooms are placed anew
    record SeenNode(
            @Nullable NodeId id,
            URI url,
            @Nullable String instance,
            boolean linked,
            boolean draining,
            boolean lost,
            @Nullable Integer rooms,
            @Nullable Integer sessions,
            @Nullable Double load) {
        static SeenNode of(NodeLink link) {
            NodeEvent.Hello hello = link.greeting().orElse(null);
            NodeEvent.Status status = link.status().orElse(null);
            return new SeenNode(
                    hello == null ? null : hello.node(),
                    link.uri(),
                    hello == null ? null : hello.instance(),
                    link.isUp(),
                    hello != null && hello.draining(),
                    link.isLost(),
                    status == null ? null : status.rooms(),
                    status == null ? null : status.sessions(),
                    status == null ? null : status.load());
        }
    }

    record Fleet(List<SeenNode> nodes) {}

    /// Further addresses of a node that is listed already are not.
    @GetMapping("/v1/nodes")
    ResponseEntity<String> nodes() {
        List<SeenNode> seen = nodes.links().stream()
                .filter(link -> !link.isTwin())
                .map(SeenNode::of)
                .sorted(Comparator.comparing(
                                (SeenNode it) -> it.id() == null ? "" : it.id().value())
                        .thenComparing(it -> it.url().toString()))
                .toList();
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(ProtocolJson.write(new Fleet(seen)));
    }
}
