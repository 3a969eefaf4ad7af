package dev.parley.media.node;

import static dev.parley.media.node.CarriedTest.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.media.control.NodeStatus;
import dev.parley.media.control.OpenResult;
import dev.parley.media.drain.DrainOrder;
import dev.parley.media.drain.DrainPolicy;
import dev.parley.media.drain.DrainReason;
import dev.parley.media.drain.NodePhase;
import dev.parley.protocol.node.NodeCommand;
import dev.parley.protocol.node.NodeEvent;
import dev.parley.protocol.node.SessionKind;
import dev.parley.protocol.node.SessionRequest;
import dev.parley.room.NodeId;
import dev.parley.room.ParticipantId;
import dev.parley.room.RoomId;
import dev.parley.rtc.client.ClientSettings;
import dev.parley.rtc.client.RtcClients;
import dev.parley.rtc.client.offer.OfferPlan;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A node that is drained while meetings are under way")
class DrainedTest {
    private static final NodeId FIRST = new NodeId("n1");
    private static final RoomId BLUE = new RoomId("blue");
    private static final RoomId GREEN = new RoomId("green");
    private static final long DEADLINE_SECONDS = 20;
    private static final int FRAMES = 10;
    /// Said of a new port to somebody who says nothing.
    private static final int WORDS = 5;

    private final Queue<Boolean> told = new ConcurrentLinkedQueue<>();
    /// In which phase the node was when this one was told of a new port, which it misses the first times.
    private final Queue<NodePhase> toldAnn = new ConcurrentLinkedQueue<>();

    private int annMisses;
    private TestFleet fleet;
    private RtcClients clients;
    private List<Caller> callers;
    private MediaNode first;

    @BeforeEach
    void meet() {
        fleet = new TestFleet(3, this::told);
        clients = new RtcClients(new ClientSettings(
                1,
                InetAddress.getLoopbackAddress(),
                System::nanoTime,
                () -> System.currentTimeMillis() * 1_000_000,
                new SecureRandom()));
        first = fleet.node(FIRST);
        callers = List.of(caller("ann"), caller("ben"), caller("cid"), caller("dot"), caller("eve"));
        for (int i = 0; i < callers.size(); i++) {
            callers.get(i).join(first, i < 3 ? BLUE : GREEN, 10 * (i + 1));
        }
        goOn();
        until(() -> fleet.count(FIRST, "parley_custody_copies") >= callers.size());
        fleet.onEvent(event -> {
            if (event instanceof NodeEvent.Hello hello) {
                told.add(hello.draining());
            }
        });
    }

    private Caller caller(String name) {
        return new Caller(name, clients);
    }

    private void told(NodeEvent.Candidate candidate) {
        if (candidate.participant().value().equals("ann")) {
            toldAnn.add(first.status().drain().phase());
            if (toldAnn.size() <= annMisses) {
                return;
            }
        }
        callers.stream()
                .filter(caller -> caller.id().equals(candidate.participant()))
                .forEach(caller -> {
                    var _ = caller.client().addCandidate(candidate.candidate());
                });
    }

    @AfterEach
    void part() {
        clients.close();
        fleet.close();
    }

    private void goOn() {
        List<Long> wanted =
                callers.stream().map(caller -> caller.frames() + FRAMES).toList();
        until(() -> {
            for (int i = 0; i < callers.size(); i++) {
                if (callers.get(i).frames() < wanted.get(i)) {
                    return false;
                }
            }
            return true;
        });
    }

    private NodeStatus order(DrainOrder order) {
        return Caller.await(first.drain(order));
    }

    private static DrainOrder give(DrainPolicy policy, int seconds, int rate) {
        return new DrainOrder.Give(policy, seconds, rate);
    }

    private String open(RoomId room) {
        var request = new SessionRequest(
                new ParticipantId("newcomer"),
                null,
                List.of(),
                null,
                clients.open(OfferPlan.watching(1, 1), dev.parley.rtc.client.ClientListener.NONE)
                        .offer()
                        .sdp(),
                SessionKind.MEETING);
        return switch (Caller.await(first.open(room, request))) {
            case OpenResult.Opened _ -> "opened";
            case OpenResult.Refused(var refusal) -> refusal.code();
        };
    }

    @Test
    @DisplayName(
            "is not drained before everybody has left its ports: who missed the word of the new one hears it again")
    void missed() {
        annMisses = 1;
        order(give(DrainPolicy.MIGRATE, 600, 100));
        until(() -> first.status().drain().phase() == NodePhase.DRAINED);
        assertThat(toldAnn).containsExactly(NodePhase.DRAINING, NodePhase.DRAINING);
        fleet.kill(FIRST);
        goOn();
        for (Caller caller : callers) {
            assertThat(caller.holes()).as("packets lost").isZero();
        }
    }

    @Test
    @DisplayName("tells of the new port once more when who missed every word of it comes back and says something")
    void returns() {
        annMisses = WORDS;
        order(give(DrainPolicy.MIGRATE, 600, 100));
        var wish = new NodeCommand.Wish(BLUE, callers.getFirst().id(), List.of());
        until(() -> {
            fleet.ids().forEach(id -> fleet.node(id).command(wish));
            return toldAnn.size() > WORDS;
        });
        goOn();
        callers.forEach(caller -> assertThat(caller.holes()).as("packets lost").isZero());
    }

    @Test
    @DisplayName("moves its rooms, the smaller first, nobody loses a packet, and it is drained and takes rooms again")
    void migrated() throws InterruptedException {
        NodeStatus status = order(give(DrainPolicy.MIGRATE, 600, 2));
        assertThat(status.drain().phase()).isEqualTo(NodePhase.DRAINING);
        assertThat(status.drain().reason()).isEqualTo(DrainReason.MOVING);
        for (RoomId room : List.of(GREEN, BLUE)) {
            NodeEvent.RoomTaken taken = fleet.takings().poll(DEADLINE_SECONDS, TimeUnit.SECONDS);
            assertThat(taken).as("failures: %s", fleet.failures()).isNotNull();
            assertThat(taken.room()).isEqualTo(room);
        }
        until(() -> first.status().drain().phase() == NodePhase.DRAINED);
        assertThat(first.status().rooms()).isZero();
        assertThat(first.status().drain().roomsMoved()).isEqualTo(2);
        assertThat(open(BLUE)).isEqualTo("room-moved");
        assertThat(open(new RoomId("new"))).isEqualTo("node-draining");
        goOn();
        callers.forEach(caller -> assertThat(caller.holes()).as("packets lost").isZero());
        assertThat(Caller.await(first.uncordon()).drain().phase()).isEqualTo(NodePhase.ACTIVE);
        assertThat(told).containsExactly(true, false);
        assertThat(open(new RoomId("new"))).isEqualTo("opened");
    }

    @Test
    @DisplayName("lets people into the meetings it has, and takes no others, while it is cordoned or waits")
    void waits() {
        assertThat(order(new DrainOrder.Cordon()).drain().phase()).isEqualTo(NodePhase.CORDONED);
        assertThat(open(BLUE)).isEqualTo("opened");
        assertThat(open(new RoomId("new"))).isEqualTo("node-draining");
        NodeStatus status = order(give(DrainPolicy.WAIT, 600, 2));
        assertThat(status.drain().reason()).isEqualTo(DrainReason.WAITING);
        assertThat(open(GREEN)).isEqualTo("opened");
        assertThat(order(give(DrainPolicy.WAIT, 600, 2)).drain()).isEqualTo(status.drain());
        goOn();
        first.closeAll("ended");
        until(() -> first.status().drain().phase() == NodePhase.DRAINED);
        assertThat(told).containsExactly(true);
        assertThat(fleet.takings()).isEmpty();
    }

    @Test
    @DisplayName("without another node says so, keeps its meetings until its time is over, and closes them with a word")
    void alone() {
        fleet.kill(new NodeId("n2"));
        fleet.kill(new NodeId("n3"));
        Queue<String> closed = new ConcurrentLinkedQueue<>();
        fleet.onEvent(event -> {
            if (event instanceof NodeEvent.SessionClosed it) {
                closed.add(it.reason());
            }
        });
        // A peer that died a moment ago may still look like one that could take a room.
        until(() -> order(give(DrainPolicy.MIGRATE, 1, 100)).drain().reason() == DrainReason.NO_PEER
                || first.status().drain().reason() == DrainReason.DEADLINE_OVER);
        goOn();
        assertThat(closed).isEmpty();
        until(() -> first.status().drain().phase() == NodePhase.DRAINED);
        assertThat(closed).hasSize(callers.size()).containsOnly("node-drained");
        assertThat(first.status().drain().roomsClosed()).isEqualTo(2);
    }
}
