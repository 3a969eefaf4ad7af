package dev.parley.signaling.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.client.ClientAsk;
import dev.parley.protocol.client.ServerMessage;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@DisplayName("when a media node dies")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NodeLossTest {
    private final List<FakeNode> nodes = List.of(new FakeNode("node-1"), new FakeNode("node-2"));
    private final Server server = Server.start(nodes, Map.of());

    @AfterAll
    void stop() throws IOException {
        server.close();
        for (FakeNode node : nodes) {
            node.close();
        }
    }

    @Test
    @DisplayName("its room's people are told, and their next offers meet at another node")
    void placedAnew() throws Exception {
        try (var ada = server.guest();
                var bob = server.guest()) {
            ada.join(server.token("widow", "host", "ada"));
            bob.join(server.token("widow", "guest", "bob"));
            offer(ada);
            offer(bob);
            FakeNode home = nodes.get(nodes.get(0).offers.isEmpty() ? 1 : 0);
            FakeNode other = nodes.get(nodes.get(0).offers.isEmpty() ? 0 : 1);
            assertThat(home.offers).as("a room lives on one node").hasSize(2);
            home.close();
            offer(ada); // at a bad moment, and none the worse for it
            assertThat(bob.next(ServerMessage.MediaClosed.class).reason()).isEqualTo("node-lost");
            offer(bob);
            assertThat(other.offers.poll(5, TimeUnit.SECONDS)).isNotNull();
            assertThat(other.offers.poll(5, TimeUnit.SECONDS)).isNotNull();
        }
    }

    private static void offer(Guest guest) {
        guest.say(new ClientAsk.Offer(guest.nextId(), "v=0\r\n"));
        guest.next(ServerMessage.Answer.class);
    }
}
