package dev.parley.signaling.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.client.ClientAsk;
import dev.parley.protocol.client.ServerMessage;
import dev.parley.protocol.node.CarriedSession;
import dev.parley.protocol.node.NodeCommand;
import dev.parley.protocol.node.NodeEvent;
import dev.parley.protocol.node.TakeReason;
import dev.parley.room.ParticipantId;
import dev.parley.room.RoomId;
import dev.parley.room.SessionId;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@DisplayName("moving a room by the API")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MovesTest {
    private final List<FakeNode> nodes = List.of(new FakeNode("node-1"), new FakeNode("node-2"), drained());
    private final Server server = Server.start(nodes, Map.of());

    private static FakeNode drained() {
        var node = new FakeNode("node-3");
        node.drain();
        return node;
    }

    @AfterAll
    void stop() throws IOException {
        server.close();
        for (FakeNode node : nodes) {
            node.close();
        }
    }

    @Test
    @DisplayName("is ordered of the node that has it, and counted when it is done or has failed")
    void moved() throws Exception {
        try (var ada = server.guest()) {
            ParticipantId adasId = Guest.id(ada.join(server.token("moving", "host", "ada")));
            offer(ada);
            FakeNode home = home("moving");
            FakeNode other = other(home);
            assertThat(move("moving", other, null).statusCode()).isEqualTo(202);
            var order = new NodeCommand.MoveToNode(new RoomId("moving"), null, other.id());
            assertThat(home.nextCommand(NodeCommand.MoveToNode.class, _ -> true))
                    .isEqualTo(order);
            home.say(new NodeEvent.MoveFailed(new RoomId("moving"), other.id(), "no-link"));
            await("parley_moves_failed_total", "no-link");
            move("moving", other, null);
            String session = home.alive.iterator().next();
            other.say(new NodeEvent.RoomTaken(
                    new RoomId("moving"),
                    home.id(),
                    List.of(new CarriedSession(adasId, new SessionId(session))),
                    TakeReason.MOVED));
            await("parley_moves_done_total");
            assertThat(server.metric("parley_moves_asked_total")).isEqualTo(2);
            while (!home("moving").equals(other)) {
                Thread.onSpinWait();
            }
            problem(move("moving", other, null), 409, "already-there");
            problem(move("moving", other, adasId), 409, "already-there");
        }
    }

    @Test
    @DisplayName("of one participant leads to where the room is, and nowhere else")
    void participant() throws Exception {
        try (var ada = server.guest();
                var bob = server.guest()) {
            ada.join(server.token("one-of", "host", "ada"));
            ParticipantId bobsId = Guest.id(bob.join(server.token("one-of", "guest", "bob")));
            offer(ada);
            FakeNode home = home("one-of");
            FakeNode other = other(home);
            problem(move("one-of", other, bobsId), 404, "no-such-session");
            offer(bob);
            problem(move("one-of", home, bobsId), 409, "already-there");
            problem(move("one-of", other, bobsId), 409, "not-the-rooms-node");
            problem(move("one-of", other, new ParticipantId("nobody")), 404, "no-such-participant");
            other.say(new NodeEvent.RoomTaken(new RoomId("one-of"), home.id(), List.of(), TakeReason.MOVED));
            while (!home("one-of").equals(other)) {
                Thread.onSpinWait();
            }
            assertThat(move("one-of", other, bobsId).statusCode()).isEqualTo(202);
            home.nextCommand(NodeCommand.MoveToNode.class, it -> bobsId.equals(it.participant()));
        }
    }

    @Test
    @DisplayName("is refused where there is nothing to move, and to where it cannot go")
    void refused() {
        problem(move("nowhere", nodes.getFirst(), null), 404, "no-such-room");
        server.api("POST", "/v1/rooms", "{\"room\":\"silent\"}");
        problem(move("silent", nodes.getFirst(), null), 409, "no-media");
        problem(move("silent", nodes.getLast(), null), 409, "node-draining");
        problem(server.api("POST", "/v1/rooms/silent/move", "{\"node\":\"node-9\"}"), 404, "unknown-node");
        problem(server.api("POST", "/v1/rooms/silent/move", "{\"node\":\"a b\"}"), 422, "bad-value");
        problem(server.api("POST", "/v1/rooms/silent/move", "{}"), 422, "missing");
        var stranger = server.send(
                server.to("/v1/rooms/silent/move").method("POST", HttpRequest.BodyPublishers.ofString("{}")));
        assertThat(stranger.statusCode()).isEqualTo(401);
    }

    private HttpResponse<String> move(String room, FakeNode to, @Nullable ParticipantId who) {
        String whom = who == null ? "" : ",\"participant\":\"" + who + "\"";
        return server.api("POST", "/v1/rooms/" + room + "/move", "{\"node\":\"" + to.id() + "\"" + whom + "}");
    }

    /// As the API tells it.
    private FakeNode home(String room) {
        var media = server.tree(server.api("GET", "/v1/rooms/" + room, "")).get("media");
        assertThat(media.get("epoch").longValue()).isPositive();
        String node = media.get("node").stringValue();
        return nodes.stream()
                .filter(it -> it.id().value().equals(node))
                .findFirst()
                .orElseThrow();
    }

    private FakeNode other(FakeNode home) {
        return nodes.get(home.equals(nodes.get(0)) ? 1 : 0);
    }

    private void await(String metric, String... words) {
        while (server.metric(metric, words) < 1) {
            Thread.onSpinWait();
        }
    }

    private void problem(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(server.tree(response).get("code").stringValue()).isEqualTo(code);
    }

    private static void offer(Guest guest) {
        guest.say(new ClientAsk.Offer(guest.nextId(), "v=0\r\n"));
        guest.next(ServerMessage.Answer.class);
    }
}
