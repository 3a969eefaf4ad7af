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
import dev.parley.room.Source;
import dev.parley.signaling.store.EmbeddedRedis;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("when sessions go to another node")
class CarriedTest {
    private static final String ROOM = "carried";

    private static final long DEADLINE_SECONDS = 20;

    private final EmbeddedRedis redis = new EmbeddedRedis();
    private final List<FakeNode> nodes =
            Stream.of("node-1", "node-2", "node-3").map(FakeNode::new).toList();
    private final Map<String, Object> settings = Map.of("parley.redis-url", redis.url());
    private final Server one = Server.start(nodes, settings);
    private final Server two = Server.start(nodes, settings);
    private final Guest ada = one.guest();
    private final Guest bob = two.guest();

    private ParticipantId adasId = new ParticipantId("nobody");
    private ParticipantId bobsId = new ParticipantId("nobody");
    private FakeNode home = nodes.get(0);
    private FakeNode heir = nodes.get(1);
    private FakeNode third = nodes.get(2);

    /// Two people on two servers, their room on one node: its sessions are s1 and s2.
    @BeforeEach
    void meet() {
        adasId = Guest.id(ada.join(one.token(ROOM, "host", "ada")));
        bobsId = Guest.id(bob.join(two.token(ROOM, "guest", "bob")));
        bob.done(new ClientAsk.SetPublishing(bob.nextId(), Source.MICROPHONE, false, true));
        offer(ada);
        offer(bob);
        home = nodes.stream().filter(it -> it.offers.size() == 2).findFirst().orElseThrow();
        List<FakeNode> others = nodes.stream().filter(it -> !it.equals(home)).toList();
        heir = others.get(0);
        third = others.get(1);
        nodes.forEach(it -> it.offers.clear());
    }

    @AfterEach
    void stop() throws IOException {
        ada.close();
        bob.close();
        one.close();
        two.close();
        redis.close();
        for (FakeNode node : nodes) {
            node.close();
        }
    }

    @Test
    @DisplayName("from a dead one, their people notice nothing, and whatever they ask goes where they are")
    void died() throws Exception {
        home.close();
        take(heir, home, TakeReason.DIED, session(adasId, home, 1), session(bobsId, home, 2));
        awaitPlacedAt(heir);
        awaitWishAt(heir, ada);
        awaitWishAt(heir, bob);
        ada.say(new ClientAsk.Restart(ada.nextId(), "a=ice-ufrag:ada\r\n", "\"g1\""));
        ada.next(ServerMessage.Restarted.class);
        assertThat(heir.patches).hasSize(1);
        ada.done(new ClientAsk.MuteOther(ada.nextId(), bobsId, Source.MICROPHONE));
        heir.nextCommand(NodeCommand.SetMuted.class, it -> it.participant().equals(bobsId) && it.muted());
        awaitGivenUp(home);
        for (Guest each : List.of(ada, bob)) {
            each.say(new ClientAsk.Ping(each.nextId()));
            each.next(ServerMessage.Pong.class);
            assertThat(each.skipped()).noneMatch(ServerMessage.MediaClosed.class::isInstance);
        }
        assertThat(one.metric("parley_rooms_taken_total", "died") + two.metric("parley_rooms_taken_total", "died"))
                .as("counted once")
                .isEqualTo(1);
    }

    @Test
    @DisplayName("what was ordered of the old node meanwhile is ordered of the new one")
    void standingOrders() throws Exception {
        home.close();
        ada.done(new ClientAsk.MuteOther(ada.nextId(), bobsId, Source.MICROPHONE));
        heir.commands.clear();
        take(heir, home, TakeReason.DIED, session(adasId, home, 1), session(bobsId, home, 2));
        heir.nextCommand(
                NodeCommand.SetMuted.class,
                it -> it.participant().equals(bobsId) && it.source() == Source.MICROPHONE && it.muted());
        heir.nextCommand(
                NodeCommand.Route.class,
                it -> it.routings().getFirst().participant().equals(bobsId));
    }

    @Test
    @DisplayName("who is left behind at a dead node is told at once, and nobody else is")
    void leftBehind() throws Exception {
        home.close();
        take(heir, home, TakeReason.DIED, session(adasId, home, 1));
        assertThat(bob.next(ServerMessage.MediaClosed.class).reason()).isEqualTo("node-lost");
        long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        while (one.metric("parley_nodes_up") != 2 && System.nanoTime() < deadlineNs) {
            Thread.onSpinWait(); // the link's end is heard a moment after it
        }
        assertThat(one.metric("parley_nodes_up")).isEqualTo(2);
        awaitPlacedAt(heir);
        offer(bob);
        assertThat(heir.offers.poll(5, TimeUnit.SECONDS)).isNotNull();
        ada.say(new ClientAsk.Ping(ada.nextId()));
        ada.next(ServerMessage.Pong.class);
        assertThat(ada.skipped()).noneMatch(ServerMessage.MediaClosed.class::isInstance);
    }

    @Test
    @DisplayName("who is left behind by a move stays, and is ordered to follow")
    void straggler() throws Exception {
        take(heir, home, TakeReason.MOVED, session(adasId, home, 1));
        awaitPlacedAt(heir);
        var order = home.nextCommand(NodeCommand.MoveToNode.class, _ -> true);
        assertThat(order).isEqualTo(new NodeCommand.MoveToNode(new RoomId(ROOM), bobsId, heir.id()));
        bob.say(new ClientAsk.Ping(bob.nextId()));
        bob.next(ServerMessage.Pong.class);
        assertThat(bob.skipped()).noneMatch(ServerMessage.MediaClosed.class::isInstance);
    }

    @Test
    @DisplayName("an offer in the middle of it is answered by the new node")
    void offerMeanwhile() throws Exception {
        home.close();
        CompletableFuture<Void> answered = CompletableFuture.runAsync(() -> offer(ada), Thread::startVirtualThread);
        take(heir, home, TakeReason.DIED, session(bobsId, home, 2));
        answered.get(5, TimeUnit.SECONDS);
        assertThat(heir.offers).hasSize(1);
    }

    @Test
    @DisplayName("an offer to a node that has given the room away is made to the one that has it")
    void roomMoved() throws Exception {
        home.moved.add(new RoomId(ROOM));
        CompletableFuture<Void> answered = CompletableFuture.runAsync(() -> offer(ada), Thread::startVirtualThread);
        assertThat(home.offers.poll(5, TimeUnit.SECONDS)).isNotNull();
        take(heir, home, TakeReason.MOVED, session(bobsId, home, 2));
        answered.get(5, TimeUnit.SECONDS);
        assertThat(heir.offers).hasSize(1);
    }

    @Test
    @DisplayName("an offer that hangs with its node is not waited for")
    void hanging() throws Exception {
        home.hangs = true;
        CompletableFuture<Void> answered = CompletableFuture.runAsync(() -> offer(ada), Thread::startVirtualThread);
        assertThat(home.offers.poll(5, TimeUnit.SECONDS)).isNotNull();
        take(heir, home, TakeReason.SILENT, session(bobsId, home, 2));
        answered.get(3, TimeUnit.SECONDS);
        assertThat(heir.offers).hasSize(1);
    }

    @Test
    @DisplayName("twice, it is at the last one, also when that is heard first")
    void outOfOrder() throws Exception {
        take(third, heir, TakeReason.MOVED, session(adasId, home, 1), session(bobsId, home, 2));
        take(heir, home, TakeReason.MOVED, session(adasId, home, 1), session(bobsId, home, 2));
        awaitPlacedAt(third);
        third.commands.clear();
        awaitWishAt(third, ada);
    }

    @Test
    @DisplayName("twice, it is at the last one, also when the one between has not been heard at all")
    void unheard() throws Exception {
        take(third, heir, TakeReason.DIED, session(adasId, home, 1), session(bobsId, home, 2));
        awaitPlacedAt(third);
        awaitWishAt(third, bob);
    }

    @Test
    @DisplayName("while Redis is away, whatever is asked goes where they are, and Redis hears of it when it is back")
    void storeAway() throws Exception {
        redis.kill();
        take(heir, home, TakeReason.DIED, session(adasId, home, 1), session(bobsId, home, 2));
        awaitWishAt(heir, ada);
        redis.restart();
        awaitPlacedAt(heir);
    }

    @Test
    @DisplayName("a session that was opened anew meanwhile is not taken for the old one")
    void replaced() throws Exception {
        offer(bob);
        take(heir, home, TakeReason.MOVED, session(adasId, home, 1), session(bobsId, home, 2));
        awaitPlacedAt(heir);
        bob.done(new ClientAsk.Wish(bob.nextId(), List.of()));
        home.nextCommand(NodeCommand.Wish.class, it -> it.participant().equals(bobsId));
    }

    @Test
    @DisplayName("what a node says again, when its people have other sessions, moves nobody")
    void saidAgain() throws Exception {
        CarriedSession[] first = {session(adasId, home, 1), session(bobsId, home, 2)};
        take(heir, home, TakeReason.MOVED, first);
        awaitPlacedAt(heir);
        take(home, heir, TakeReason.MOVED, first);
        awaitPlacedAt(home);
        offer(ada);
        offer(bob);
        take(heir, home, TakeReason.MOVED, first);
        long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        while (metric("parley_takings_over_total") < 2 && System.nanoTime() < deadlineNs) {
            Thread.onSpinWait(); // each instance hears it
        }
        assertThat(metric("parley_takings_over_total")).isEqualTo(2);
        awaitPlacedAt(home);
        home.commands.clear();
        awaitWishAt(home, ada);
    }

    private double metric(String name) {
        return one.metric(name) + two.metric(name);
    }

    private static void take(FakeNode by, FakeNode from, TakeReason reason, CarriedSession... sessions) {
        by.say(new NodeEvent.RoomTaken(new RoomId(ROOM), from.id(), List.of(sessions), reason));
    }

    private static CarriedSession session(ParticipantId who, FakeNode node, int number) {
        return new CarriedSession(who, new SessionId(node.id() + "-s" + number));
    }

    private static void offer(Guest guest) {
        guest.say(new ClientAsk.Offer(guest.nextId(), "v=0\r\n"));
        guest.next(ServerMessage.Answer.class);
    }

    private void awaitPlacedAt(FakeNode node) {
        String expected = "\"node\":\"" + node.id() + "\"";
        String seen = "";
        long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        while (!seen.contains(expected) && System.nanoTime() < deadlineNs) {
            seen = one.api("GET", "/v1/rooms/" + ROOM, "").body();
        }
        assertThat(seen).contains(expected);
    }

    /// Asks until one comes there: the taking may be heard a little after the first.
    private static void awaitWishAt(FakeNode node, Guest guest) throws InterruptedException {
        NodeCommand next = null;
        for (int i = 0; i < 50 && !(next instanceof NodeCommand.Wish); i++) {
            guest.done(new ClientAsk.Wish(guest.nextId(), List.of()));
            next = node.commands.poll(200, TimeUnit.MILLISECONDS);
        }
        assertThat(next).isInstanceOf(NodeCommand.Wish.class);
    }

    private void awaitGivenUp(FakeNode gone) throws InterruptedException {
        heir.nextCommand(
                NodeCommand.Peers.class,
                it -> it.peers().stream().noneMatch(peer -> peer.node().equals(gone.id())));
    }
}
