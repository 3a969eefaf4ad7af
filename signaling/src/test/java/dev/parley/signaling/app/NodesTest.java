package dev.parley.signaling.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.client.ClientAsk;
import dev.parley.protocol.client.ServerMessage;
import dev.parley.protocol.node.NodeEvent;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@DisplayName("the fleet, as signaling sees it")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NodesTest {
    private final List<FakeNode> nodes = List.of(new FakeNode("node-1"), new FakeNode("node-2"));
    private final FakeNode found = new FakeNode("node-3");
    private final Server server = Server.start(
            nodes,
            Map.of(
                    "parley.nodes",
                    nodes.get(0).url() + "," + nodes.get(1).url() + ",http://127.0.0.1:9,dns:http://localhost:"
                            + found.port()));

    @AfterAll
    void stop() throws IOException {
        server.close();
        for (FakeNode node : nodes) {
            node.close();
        }
        found.close();
    }

    @Test
    @DisplayName("is listed with who is linked, who takes rooms, and how full each is")
    void listed() {
        while (server.metric("parley_nodes_up") < 3) {
            Thread.onSpinWait();
        }
        nodes.get(1).drain();
        String line = "\"id\":\"node-2\",\"url\":\"" + nodes.get(1).url() + "\",\"instance\":\""
                + nodes.get(1).instance() + "\",\"linked\":true,\"draining\":true,\"lost\":false,\"rooms\":7,"
                + "\"sessions\":9,\"load\":0.5}";
        String body = "";
        while (!body.contains(line)) {
            nodes.get(1).say(new NodeEvent.Status(7, 9, 0.5)); // among those it says of itself
            var response = server.api("GET", "/v1/nodes", "");
            assertThat(response.statusCode()).isEqualTo(200);
            body = response.body();
        }
        assertThat(body)
                .startsWith("{\"nodes\":[{\"url\":\"http://")
                .contains("{\"url\":\"http://127.0.0.1:9\",\"linked\":false,\"draining\":false,\"lost\":")
                .contains("\"id\":\"node-1\"")
                .contains("\"id\":\"node-3\",\"url\":\"http://127.0.0.1:" + found.port());
        assertThat(server.send(server.to("/v1/nodes")).statusCode()).isEqualTo(401);
    }

    @Test
    @DisplayName("a room whose node takes none and has nobody of it goes to another at the next offer")
    void leaves() throws Exception {
        try (var ada = server.guest()) {
            ada.join(server.token("leaving", "host", "ada"));
            offer(ada);
            String before = home();
            FakeNode drained = List.of(nodes.get(0), nodes.get(1), found).stream()
                    .filter(it -> it.id().value().equals(before))
                    .findFirst()
                    .orElseThrow();
            drained.drain(); // and its sessions are closed, as at the end of a drain
            drained.cordoned = true;
            while (server.metric("parley_nodes_up") < 3 || !draining(before)) {
                Thread.onSpinWait();
            }
            offer(ada);
            assertThat(home()).isNotEqualTo(before);
        }
    }

    private boolean draining(String node) {
        for (var it : server.tree(server.api("GET", "/v1/nodes", "")).get("nodes")) {
            if (it.has("id") && it.get("id").stringValue().equals(node)) {
                return it.get("draining").booleanValue();
            }
        }
        return false;
    }

    private String home() {
        return server.tree(server.api("GET", "/v1/rooms/leaving", ""))
                .get("media")
                .get("node")
                .stringValue();
    }

    private static void offer(Guest guest) {
        guest.say(new ClientAsk.Offer(guest.nextId(), "v=0\r\n"));
        guest.next(ServerMessage.Answer.class);
    }
}
