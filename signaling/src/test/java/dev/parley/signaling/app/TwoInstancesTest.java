package dev.parley.signaling.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.client.ChatMessage;
import dev.parley.protocol.client.ClientAsk;
import dev.parley.protocol.client.LeaveReason;
import dev.parley.protocol.client.ParticipantView;
import dev.parley.protocol.client.RemovalReason;
import dev.parley.protocol.client.ServerMessage;
import dev.parley.protocol.meeting.BreakoutChoice;
import dev.parley.protocol.node.NodeCommand;
import dev.parley.protocol.node.NodeEvent;
import dev.parley.room.ParticipantId;
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
import dev.parley.signaling.store.Stores;
import dev.parley.signaling.store.Timer;
import dev.parley.signaling.store.redis.RedisLink;
import dev.parley.signaling.store.redis.RedisStores;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@DisplayName("one meeting on two signaling servers and one Redis")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoInstancesTest {
    private final EmbeddedRedis redis = new EmbeddedRedis();
    private final FakeNode node = new FakeNode("node-1");
    private final Map<String, Object> settings = Map.of("parley.redis-url", redis.url(), "parley.grace-seconds", 2);
    private final Server one = Server.start(List.of(node), settings);
    private final Server two = Server.start(List.of(node), settings);

    @AfterAll
    void stop() throws IOException {
        one.close();
        two.close();
        node.close();
        redis.close();
    }

    @Test
    @DisplayName("people on different servers see, hear and mute one another")
    void together() throws Exception {
        try (var ada = one.guest();
                var bob = two.guest()) {
            var adaIn = ada.join(one.token("both", "host", "ada"));
            var bobIn = bob.join(one.token("both", "guest", "bob"));
            assertThat(ada.next(ServerMessage.ParticipantJoined.class).participant())
                    .isEqualTo(bobIn.you());
            bob.done(new ClientAsk.SetPublishing(bob.nextId(), Source.MICROPHONE, false, true));
            assertThat(ada.next(ServerMessage.ParticipantChanged.class)
                            .participant()
                            .tracks())
                    .hasSize(1);
            ada.done(new ClientAsk.MuteOther(ada.nextId(), Guest.id(bobIn), Source.MICROPHONE));
            assertThat(bob.next(ServerMessage.MuteRequested.class).by()).isEqualTo(Guest.id(adaIn));
            ada.done(new ClientAsk.AskUnmute(ada.nextId(), Guest.id(bobIn), Source.MICROPHONE));
            assertThat(bob.next(ServerMessage.UnmuteRequested.class).by()).isEqualTo(Guest.id(adaIn));
            for (int i = 0; i < 20; i++) {
                ada.done(new ClientAsk.Chat(ada.nextId(), "ada " + i, null));
                bob.done(new ClientAsk.Chat(bob.nextId(), "bob " + i, null));
            }
            long version = bobIn.room().version();
            for (int i = 0; i < 40; i++) {
                var heardByAda = ada.next(ServerMessage.ChatAdded.class);
                assertThat(bob.next(ServerMessage.ChatAdded.class)).isEqualTo(heardByAda);
                assertThat(heardByAda.version()).isGreaterThan(version);
                version = heardByAda.version();
            }
        }
    }

    @Test
    @DisplayName("nobody is told to be in a breakout before the node has taken everybody out of where they were")
    void routedFirst() throws Exception {
        node.confirmsRoutes = false;
        try (var ada = one.guest();
                var bob = two.guest()) {
            ada.join(one.token("apart", "host", "ada"));
            bob.join(one.token("apart", "guest", "bob"));
            ada.next(ServerMessage.ParticipantJoined.class);
            for (Guest each : List.of(ada, bob)) {
                each.say(new ClientAsk.Offer(each.nextId(), "v=0\r\n"));
                each.next(ServerMessage.Answer.class);
            }
            ada.done(new ClientAsk.OpenBreakouts(ada.nextId(), List.of("Red"), BreakoutChoice.RANDOM, List.of(), null));
            var out = (NodeCommand.Route) node.nextCommand("apart");
            bob.say(new ClientAsk.Ping(bob.nextId()));
            bob.next(ServerMessage.Pong.class);
            assertThat(bob.skipped()).noneMatch(ServerMessage.BreakoutAssigned.class::isInstance);
            assertThat(ada.skipped()).noneMatch(ServerMessage.BreakoutsChanged.class::isInstance);
            node.say(new NodeEvent.Routed(new RoomId("apart"), Objects.requireNonNull(out.version())));
            assertThat(bob.next(ServerMessage.BreakoutAssigned.class).breakout())
                    .isNotNull();
            ada.next(ServerMessage.BreakoutsChanged.class);

            ada.done(new ClientAsk.CloseBreakouts(ada.nextId(), null));
            assertThat(bob.next(ServerMessage.BreakoutAssigned.class).breakout())
                    .as("the way back is told at once")
                    .isNull();
            ada.done(
                    new ClientAsk.OpenBreakouts(ada.nextId(), List.of("Blue"), BreakoutChoice.RANDOM, List.of(), null));
            assertThat(bob.next(ServerMessage.BreakoutAssigned.class).breakout())
                    .as("a node that never says so keeps nobody waiting for long")
                    .isNotNull();
        } finally {
            node.confirmsRoutes = true;
        }
    }

    @Test
    @DisplayName("the same identity by the other server takes the place over")
    void replaced() throws Exception {
        try (var first = one.guest();
                var second = two.guest()) {
            var before = first.join(one.token("moved", "guest", "ada"));
            var after = second.join(one.token("moved", "guest", "ada"));
            assertThat(Guest.id(after)).isEqualTo(Guest.id(before));
            assertThat(first.next(ServerMessage.Removed.class).reason()).isEqualTo(RemovalReason.REPLACED);
            assertThat(first.closed()).isEqualTo(1000);
        }
    }

    @Test
    @DisplayName("a server that stops sends its people to another one, where they have their place")
    void restart() throws Exception {
        Server three = Server.start(List.of(node), settings);
        try (var ada = three.guest();
                var bob = one.guest()) {
            bob.join(one.token("upgrade", "guest", "bob"));
            var before = ada.join(one.token("upgrade", "host", "ada"));
            ada.done(new ClientAsk.RaiseHand(ada.nextId(), true));
            three.close();
            assertThat(ada.closed()).isEqualTo(1012);
            try (var again = two.guest()) {
                var after = again.join(one.token("upgrade", "guest", "ada"), before.resumeKey());
                assertThat(after.you().id()).isEqualTo(Guest.id(before));
                assertThat(after.you().role()).isEqualTo(Role.HOST);
                assertThat(after.you().hand()).isNotNull();
                assertThat(after.you().connected()).isTrue();
            }
        }
    }

    @Test
    @DisplayName("whoever was carried by a server that died leaves exactly once, by one of the others")
    void deadServer() throws Exception {
        var room = new RoomId("orphan");
        try (var ada = one.guest();
                var link = RedisLink.connect(redis.url())) {
            ada.join(one.token("orphan", "host", "ada"));
            ParticipantId orphan = carriedByNobody(RedisStores.over(link), room);
            assertThat(ada.next(ServerMessage.ParticipantJoined.class)
                            .participant()
                            .id())
                    .isEqualTo(orphan);
            var left = ada.next(ServerMessage.ParticipantLeft.class);
            assertThat(left.participant()).isEqualTo(orphan);
            assertThat(left.reason()).isEqualTo(LeaveReason.TIMEOUT);
            ada.done(new ClientAsk.Chat(ada.nextId(), "only once", null));
            assertThat(ada.next(ServerMessage.ChatAdded.class).version()).isEqualTo(left.version() + 1);
        }
    }

    private static ParticipantId carriedByNobody(Stores stores, RoomId room) {
        RoomState before = stores.rooms().load(room);
        var join = People.join("orphan", Role.GUEST);
        var decision = (Decision.Accepted) new RoomRules(RoomLimits.STANDARD).decide(before, new Actor.Server(), join);
        stores.timers().arm(Timer.presence(room, People.id("orphan")), Instant.now());
        assertThat(stores.rooms().append(before, decision.events(), before.apply(decision.events())))
                .isTrue();
        return People.id("orphan");
    }

    @Test
    @DisplayName("a Redis that comes back empty is filled from the copies: nobody is sent away, nothing is forgotten")
    void redisLost() throws Exception {
        var ownRedis = new EmbeddedRedis();
        Map<String, Object> own = Map.of("parley.redis-url", ownRedis.url(), "parley.grace-seconds", 4);
        try (var here = Server.start(List.of(node), own);
                var there = Server.start(List.of(node), own);
                var ada = here.guest();
                var bob = there.guest()) {
            ada.join(here.token("phoenix", "host", "ada"));
            var bobIn = bob.join(here.token("phoenix", "guest", "bob"));
            ada.done(new ClientAsk.Chat(ada.nextId(), "before", null));
            bob.done(new ClientAsk.RaiseHand(bob.nextId(), true));
            bob.done(new ClientAsk.SetPublishing(bob.nextId(), Source.MICROPHONE, false, true));
            bob.say(new ClientAsk.Offer(bob.nextId(), "v=0"));
            bob.next(ServerMessage.Answer.class);
            ownRedis.restart();
            awaitRefill(ownRedis, List.of(here, there), Guest.id(bobIn));

            ada.done(new ClientAsk.MuteOther(ada.nextId(), Guest.id(bobIn), Source.MICROPHONE));
            assertThat(bob.next(ServerMessage.MuteRequested.class).source()).isEqualTo(Source.MICROPHONE);
            assertThat(node.nextCommand("phoenix")).isInstanceOf(NodeCommand.SetMuted.class);
            bob.done(new ClientAsk.Chat(bob.nextId(), "after", null));
            try (var late = there.guest()) {
                var seen = late.join(here.token("phoenix", "guest", "late"));
                assertThat(seen.chat()).extracting(ChatMessage::text).containsExactly("before", "after");
                assertThat(seen.room().participants())
                        .extracting(ParticipantView::identity)
                        .containsExactly("ada", "bob", "late");
                assertThat(seen.room().participants().get(1).hand()).isNotNull();
                bob.vanish();
                var left = late.next(ServerMessage.ParticipantLeft.class);
                assertThat(left.participant())
                        .as("its lease was put back as well")
                        .isEqualTo(Guest.id(bobIn));
            }
        } finally {
            ownRedis.close();
        }
    }

    /// The store's return is not told to anybody out here, so it is asked for.
    private static void awaitRefill(EmbeddedRedis redis, List<Server> servers, ParticipantId who) {
        try (var link = RedisLink.connect(redis.url())) {
            Stores stores = RedisStores.over(link);
            while (stores.rooms().media(new RoomId("phoenix"), who).isEmpty()
                    || !servers.stream().allMatch(TwoInstancesTest::hasStore)) {
                Thread.onSpinWait();
            }
        }
    }

    private static boolean hasStore(Server server) {
        var ready = server.tree(server.send(server.to("/health/ready")));
        return ready.at("/needs/store").stringValue().equals("up");
    }
}
