package dev.parley.signaling.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.client.ClientAsk;
import dev.parley.protocol.client.ServerMessage;
import dev.parley.signaling.store.EmbeddedRedis;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("when no media node is left")
class StrandedTest {
    private final EmbeddedRedis redis = new EmbeddedRedis();
    private final FakeNode node = new FakeNode("node-1");

    @AfterEach
    void stop() throws IOException {
        node.close();
        redis.close();
    }

    @Test
    @DisplayName("everybody is told how long it is waited for, also who comes later, and when a node is back")
    void awayAndBack() throws Exception {
        try (var one = server(60);
                var two = server(60);
                var ada = one.guest();
                var bob = two.guest();
                var cyd = two.guest()) {
            ada.join(one.token("stranded", "host", "ada"));
            bob.join(two.token("stranded", "guest", "bob"));
            offer(ada);
            offer(bob);
            node.close();
            for (Guest each : List.of(ada, bob)) {
                assertThat(each.next(ServerMessage.MediaAway.class).endsInSeconds())
                        .isBetween(50, 60);
                assertThat(each.next(ServerMessage.MediaClosed.class).reason()).isEqualTo("node-lost");
            }
            assertThat(ada.refused(new ClientAsk.Offer(ada.nextId(), "v=0\r\n")).code())
                    .isEqualTo("no-media-node");
            cyd.join(two.token("stranded", "guest", "cyd"));
            assertThat(cyd.next(ServerMessage.MediaAway.class).endsInSeconds()).isBetween(30, 60);
            ada.done(new ClientAsk.Chat(ada.nextId(), "Can you read me?", null));
            bob.next(ServerMessage.ChatAdded.class);
            try (var _ = node.startedAnew()) {
                for (Guest each : List.of(ada, bob, cyd)) {
                    each.next(ServerMessage.MediaBack.class);
                    offer(each);
                }
            }
        }
    }

    @Test
    @DisplayName("and none returns, the meeting ends")
    void ends() throws Exception {
        try (var one = server(2);
                var two = server(2);
                var ada = one.guest();
                var bob = two.guest();
                var eve = two.guest()) {
            ada.join(one.token("over", "host", "ada"));
            bob.join(two.token("over", "guest", "bob"));
            eve.join(two.token("talk", "host", "eve"));
            offer(ada);
            node.close();
            for (Guest each : List.of(ada, bob)) {
                each.next(ServerMessage.MediaAway.class);
                assertThat(each.next(ServerMessage.RoomClosed.class).reason()).isEqualTo("no-media");
                assertThat(each.closed()).isEqualTo(1000);
            }
            eve.done(new ClientAsk.Chat(eve.nextId(), "without media, and none the worse", null));
            assertThat(eve.skipped()).noneMatch(ServerMessage.MediaAway.class::isInstance);
        }
    }

    private Server server(int seconds) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("parley.redis-url", redis.url());
        settings.put("parley.no-media-seconds", seconds);
        return Server.start(Stream.of(node).toList(), settings);
    }

    private static void offer(Guest guest) {
        guest.say(new ClientAsk.Offer(guest.nextId(), "v=0\r\n"));
        guest.next(ServerMessage.Answer.class);
    }
}
