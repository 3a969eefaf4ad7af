package dev.parley.media.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.media.drain.DrainOrder;
import dev.parley.protocol.node.NodeCommand.MoveRoom;
import dev.parley.protocol.node.NodeCommand.MoveToNode;
import dev.parley.protocol.node.NodeEvent;
import dev.parley.protocol.node.TakeReason;
import dev.parley.room.NodeId;
import dev.parley.room.RoomId;
import dev.parley.rtc.client.ClientSettings;
import dev.parley.rtc.client.RtcClients;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A call that is carried between nodes")
class CarriedTest {
    private static final RoomId ROOM = new RoomId("blue");
    private static final int MOVES = 20;
    private static final int FRAMES_BETWEEN = 10;
    private static final long DEADLINE_SECONDS = 20;
    private static final long POLL_NS = 1_000_000;

    private final InetAddress here = InetAddress.getLoopbackAddress();
    private TestFleet fleet;
    private RtcClients clients;
    private List<Caller> callers;

    @BeforeEach
    void meet() {
        fleet = new TestFleet(3, this::told);
        clients = new RtcClients(new ClientSettings(
                1, here, System::nanoTime, () -> System.currentTimeMillis() * 1_000_000, new SecureRandom()));
        callers = List.of(new Caller("ann", clients), new Caller("ben", clients));
        MediaNode first = fleet.node(new NodeId("n1"));
        callers.get(0).join(first, ROOM, 11);
        callers.get(1).join(first, ROOM, 21);
        until(() -> callers.stream().allMatch(caller -> caller.frames() > 30));
        until(() -> fleet.count(new NodeId("n1"), "parley_custody_copies") >= 2);
    }

    private void told(NodeEvent.Candidate candidate) {
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

    @Test
    @DisplayName("twenty times on purpose loses nothing, repeats no index and shakes no hands")
    void moved() throws InterruptedException {
        List<Integer> handshakes = handshakes();
        callers.forEach(Caller::takeLongestHoleMs);
        NodeId at = new NodeId("n1");
        for (int move = 0; move < MOVES; move++) {
            NodeId to = new NodeId("n" + (1 + (move + 1) % 3));
            assertThat(fleet.node(at).command(new MoveToNode(ROOM, null, to))).isTrue();
            NodeEvent.RoomTaken taken = fleet.takings().poll(DEADLINE_SECONDS, TimeUnit.SECONDS);
            assertThat(taken)
                    .as("move %d; failures: %s", move, fleet.failures())
                    .isNotNull();
            assertThat(taken.reason()).isEqualTo(TakeReason.MOVED);
            assertThat(taken.from()).isEqualTo(at);
            goOn(FRAMES_BETWEEN);
            at = to;
        }
        System.out.printf("longest hole between frames in %d moves: %d ms%n", MOVES, longestHoleMs());
        assertNothingRepeated(handshakes);
        for (Caller caller : callers) {
            assertThat(caller.holes()).as("packets lost").isZero();
        }
    }

    @Test
    @DisplayName("goes on at another node when its own dies, with the same keys and no index twice")
    void killed() throws InterruptedException {
        List<Integer> handshakes = handshakes();
        callers.forEach(Caller::takeLongestHoleMs);
        for (int death = 0; death < 2; death++) {
            NodeId at = place();
            fleet.kill(at);
            NodeEvent.RoomTaken taken = fleet.takings().poll(DEADLINE_SECONDS, TimeUnit.SECONDS);
            assertThat(taken).isNotNull();
            assertThat(taken.from()).isEqualTo(at);
            assertThat(taken.reason()).isEqualTo(TakeReason.DIED);
            assertThat(taken.sessions()).hasSize(2);
            goOn(FRAMES_BETWEEN);
            System.out.printf("longest hole between frames around a death: %d ms%n", longestHoleMs());
            if (death == 0) {
                awaitCopies(place(), 2);
            }
        }
        assertNothingRepeated(handshakes);
    }

    @Test
    @DisplayName("is kept as before when its room has gone to another loop of its node")
    void movedBetweenLoops() throws InterruptedException {
        List<Integer> handshakes = handshakes();
        NodeId at = place();
        for (int loop : new int[] {1, 0, 1}) {
            assertThat(fleet.node(at).command(new MoveRoom(ROOM, loop))).isTrue();
            goOn(FRAMES_BETWEEN);
        }
        awaitCopies(at, 4);
        fleet.kill(at);
        NodeEvent.RoomTaken taken = fleet.takings().poll(DEADLINE_SECONDS, TimeUnit.SECONDS);
        assertThat(taken).isNotNull();
        assertThat(taken.sessions()).hasSize(2);
        goOn(FRAMES_BETWEEN);
        assertNothingRepeated(handshakes);
    }

    @Test
    @DisplayName("takes the place of a session that its client has left, wherever that still lies")
    void newerArrives() throws InterruptedException {
        NodeId first = place();
        NodeId second = other(first);
        Caller again = annAgain(second);
        assertThat(fleet.node(second).command(new MoveToNode(ROOM, again.id(), first)))
                .isTrue();
        assertThat(fleet.takings().poll(DEADLINE_SECONDS, TimeUnit.SECONDS))
                .as("failures: %s", fleet.failures())
                .isNotNull();
        long before = again.frames();
        until(() -> again.frames() > before + FRAMES_BETWEEN);
        until(() -> fleet.node(first).status().sessions() == 2);
    }

    @Test
    @DisplayName("does not come back over the session that its client has opened since")
    void olderArrives() throws InterruptedException {
        NodeId first = place();
        NodeId second = other(first);
        Caller again = annAgain(second);
        assertThat(fleet.node(first).command(new MoveToNode(ROOM, null, second)))
                .isTrue();
        NodeEvent.RoomTaken taken = fleet.takings().poll(DEADLINE_SECONDS, TimeUnit.SECONDS);
        assertThat(taken).isNotNull();
        assertThat(taken.sessions()).hasSize(1).noneMatch(it -> it.participant().equals(again.id()));
        long before = again.frames();
        until(() -> again.frames() > before + FRAMES_BETWEEN);
        assertThat(fleet.node(second).status().sessions()).isEqualTo(2);
    }

    private static NodeId other(NodeId than) {
        return new NodeId(than.equals(new NodeId("n1")) ? "n2" : "n1");
    }

    /// Ann opens another session elsewhere, and nobody tells the node of the first.
    private Caller annAgain(NodeId where) {
        callers.getFirst().client().close();
        Caller again = new Caller("ann", clients);
        callers = List.of(again, callers.get(1));
        again.join(fleet.node(where), ROOM, 11);
        return again;
    }

    @Test
    @DisplayName("goes to another node before its own stops")
    void drained() throws InterruptedException {
        List<Integer> handshakes = handshakes();
        NodeId at = place();
        var _ = fleet.node(at).drain(new DrainOrder.Stop(5, 0));
        NodeEvent.RoomTaken taken = fleet.takings().poll(DEADLINE_SECONDS, TimeUnit.SECONDS);
        assertThat(taken).isNotNull();
        assertThat(taken.reason()).isEqualTo(TakeReason.MOVED);
        until(() -> fleet.node(at).status().sessions() == 0);
        goOn(FRAMES_BETWEEN);
        fleet.kill(at);
        goOn(FRAMES_BETWEEN);
        assertNothingRepeated(handshakes);
    }

    private void awaitCopies(NodeId node, int more) {
        long before = fleet.count(node, "parley_custody_copies");
        until(() -> fleet.count(node, "parley_custody_copies") >= before + more);
    }

    private NodeId place() {
        return fleet.ids().stream()
                .filter(id -> fleet.node(id).status().sessions() > 0)
                .findFirst()
                .orElseThrow();
    }

    private List<Integer> handshakes() {
        return callers.stream()
                .map(caller -> caller.ledger().handshakeRecords())
                .toList();
    }

    private long longestHoleMs() {
        return callers.stream().mapToLong(Caller::takeLongestHoleMs).max().orElse(0);
    }

    private void goOn(int frames) {
        List<Long> wanted =
                callers.stream().map(caller -> caller.frames() + frames).toList();
        until(() -> callers.get(0).frames() >= wanted.get(0) && callers.get(1).frames() >= wanted.get(1));
    }

    private void assertNothingRepeated(List<Integer> handshakes) {
        for (Caller caller : callers) {
            assertThat(caller.ledger().repeated()).as("indexes used twice").isEmpty();
            assertThat(caller.stats().refused()).as("packets that do not open").isEmpty();
            assertThat(caller.csrcs()).as("who was seen and heard").hasSize(2);
        }
        assertThat(handshakes()).isEqualTo(handshakes);
    }

    static void until(BooleanSupplier condition) {
        long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadlineNs) {
                throw new AssertionError("not within " + DEADLINE_SECONDS + " s");
            }
            LockSupport.parkNanos(POLL_NS);
        }
    }
}
