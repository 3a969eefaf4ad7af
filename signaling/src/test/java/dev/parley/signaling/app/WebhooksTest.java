package dev.parley.signaling.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.client.ClientAsk;
import dev.parley.protocol.client.LeaveReason;
import dev.parley.protocol.webhook.WebhookEvent;
import dev.parley.room.Role;
import dev.parley.room.RoomId;
import dev.parley.room.Source;
import dev.parley.signaling.rooms.Actor;
import dev.parley.signaling.rooms.Decision;
import dev.parley.signaling.rooms.People;
import dev.parley.signaling.rooms.RoomLimits;
import dev.parley.signaling.rooms.RoomState;
import dev.parley.signaling.rooms.rules.RoomRules;
import dev.parley.signaling.store.EmbeddedRedis;
import dev.parley.signaling.store.redis.RedisLink;
import dev.parley.signaling.store.redis.RedisStores;
import dev.parley.signaling.webhooks.Endpoint;
import dev.parley.signaling.webhooks.Endpoints;
import dev.parley.signaling.webhooks.Receiver;
import dev.parley.signaling.webhooks.Receiver.Heard;
import dev.parley.signaling.webhooks.Reports;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@DisplayName("webhooks of two signaling servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebhooksTest {
    private final Receiver receiver = new Receiver();
    private final EmbeddedRedis redis = new EmbeddedRedis();
    private final FakeNode node = new FakeNode("node-1");
    private final Map<String, Object> settings = Map.of(
            "parley.redis-url", redis.url(),
            "parley.webhook-urls", receiver.url("/parley").toString(),
            "parley.webhook-secrets", "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA, " + Receiver.SECRET);
    private final Server one = Server.start(List.of(node), settings);
    private final Server two = Server.start(List.of(node), settings);

    @AfterAll
    void stop() throws Exception {
        one.close();
        two.close();
        node.close();
        redis.close();
        receiver.close();
    }

    @Test
    @DisplayName("every change of a room is told once, in order, whoever made it at whichever server")
    void everything() throws Exception {
        one.api("POST", "/v1/rooms", "{\"room\":\"told\",\"name\":\"Told\"}");
        try (var ada = one.guest();
                var bob = two.guest()) {
            ada.join(one.token("told", "host", "ada"));
            var bobIn = bob.join(two.token("told", "guest", "bob"));
            receiver.willAnswer(503);
            for (int i = 0; i < 10; i++) {
                ada.done(new ClientAsk.Chat(ada.nextId(), "ada " + i, null));
                bob.done(new ClientAsk.Chat(bob.nextId(), "bob " + i, null));
            }
            bob.done(new ClientAsk.SetPublishing(bob.nextId(), Source.MICROPHONE, false, true));
            ada.done(new ClientAsk.MuteOther(ada.nextId(), Guest.id(bobIn), Source.MICROPHONE));
            two.api("POST", "/v1/rooms/told/controls", "{\"type\":\"broadcast\",\"text\":\"Five minutes\"}");
            bob.done(new ClientAsk.Leave(bob.nextId()));
        }
        one.api("DELETE", "/v1/rooms/told", "");

        List<Heard> heard = until(WebhookEvent.RoomClosed.class);
        assertThat(heard).allMatch(Heard::genuine).allMatch(it -> it.path().equals("/parley"));
        assertThat(events(heard).getFirst())
                .isInstanceOfSatisfying(
                        WebhookEvent.RoomCreated.class,
                        it -> assertThat(it.name()).isEqualTo("Told"));
        assertThat(events(heard))
                .anyMatch(it -> it instanceof WebhookEvent.BroadcastSent said
                        && said.text().equals("Five minutes"))
                .anyMatch(it -> it instanceof WebhookEvent.ParticipantLeft left
                        && left.participant().identity().equals("bob")
                        && left.reason() == LeaveReason.LEFT);
        List<Long> versions = new ArrayList<>();
        var seen = new HashSet<String>();
        for (Heard it : heard) {
            if (it.webhook().version() != null && seen.add(it.id())) {
                versions.add(it.webhook().version());
            }
        }
        assertThat(versions).isSorted().doesNotHaveDuplicates();
        assertThat(versions.getFirst()).isEqualTo(1);
        assertThat(versions.getLast()).as("no version is missing").isEqualTo(versions.size());
        assertThat(one.metric("parley_webhooks_failed_total") + two.metric("parley_webhooks_failed_total"))
                .isEqualTo(1);
    }

    @Test
    @DisplayName("a change of a server that died right after it is told by another")
    void death() {
        var room = new RoomId("died");
        var endpoints = new Endpoints(List.of(Endpoint.of(receiver.url("/parley"))));
        var reports = new Reports(endpoints, Set.of(), InstantSource.system(), new Random(1));
        try (var link = RedisLink.connect(redis.url())) {
            var dying = RedisStores.over(link, reports);
            RoomState before = RoomState.absent(room);
            var decision = (Decision.Accepted) new RoomRules(RoomLimits.STANDARD)
                    .decide(before, new Actor.Server(), People.join("ada", Role.HOST));
            dying.timers().arm(endpoints.timers(room), Instant.now().plusSeconds(1));
            assertThat(dying.rooms().append(before, decision.events(), before.apply(decision.events())))
                    .isTrue();
        }
        assertThat(until(WebhookEvent.ParticipantJoined.class))
                .extracting(it -> it.webhook().room())
                .contains(room);
    }

    /// What is heard up to the first of this kind.
    private List<Heard> until(Class<? extends WebhookEvent> last) {
        var all = new ArrayList<Heard>();
        do {
            all.add(receiver.next());
        } while (!last.isInstance(all.getLast().webhook().event()));
        return all;
    }

    private static List<WebhookEvent> events(List<Heard> heard) {
        return heard.stream().map(it -> it.webhook().event()).toList();
    }
}
