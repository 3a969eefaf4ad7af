package dev.parley.media.drain;

import static dev.parley.media.drain.DrainPolicy.MIGRATE;
import static dev.parley.media.drain.DrainPolicy.MIGRATE_THEN_WAIT;
import static dev.parley.media.drain.DrainPolicy.WAIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.room.NodeId;
import dev.parley.room.RoomId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("a drain")
class DrainTest {
    private static final long MS = 1_000_000L;
    private static final NodeId NEAR = new NodeId("near");
    private static final NodeId FAR = new NodeId("far");

    private final Drain drain = new Drain();
    private final Map<String, Integer> rooms = new TreeMap<>();
    private List<NodeId> refuges = List.of(NEAR, FAR);
    private boolean latecomers;
    private long nowMs;

    private final Scene scene = new Scene() {
        @Override
        public Map<RoomId, Integer> rooms() {
            var here = new TreeMap<RoomId, Integer>(java.util.Comparator.comparing(RoomId::value));
            rooms.forEach((room, sessions) -> here.put(new RoomId(room), sessions));
            return here;
        }

        @Override
        public boolean hasLatecomers() {
            return latecomers;
        }

        @Override
        public List<NodeId> refuges(RoomId room) {
            return refuges;
        }
    };

    // --- plays -------------------------------------------------------------------------------------------------

    private boolean order(DrainOrder order) {
        return drain.order(order, nowMs * MS);
    }

    private static DrainOrder give(DrainPolicy policy, int deadlineSeconds, int roomsPerSecond) {
        return new DrainOrder.Give(policy, deadlineSeconds, roomsPerSecond);
    }

    /// What is done at this time, in short: `a>near`, `a!`.
    private String at(long ms) {
        nowMs = ms;
        var done = new ArrayList<String>();
        for (DrainAct act : drain.turn(nowMs * MS, scene)) {
            done.add(
                    switch (act) {
                        case DrainAct.Move(var room, var to) -> room + ">" + to;
                        case DrainAct.Close(var room, var reason) -> room + "!" + reason;
                    });
        }
        return String.join(" ", done);
    }

    private void arrives(String room, NodeId at) {
        rooms.remove(room);
        drain.moved(new RoomId(room), at);
    }

    private void refused(String room, String reason) {
        drain.moveFailed(new RoomId(room), reason, nowMs * MS);
    }

    private DrainState state() {
        return drain.state(nowMs * MS);
    }

    // --- scripts -----------------------------------------------------------------------------------------------

    @Test
    @DisplayName("is over when the clients have left its ports as well, or have had their time for it")
    void latecomers() {
        rooms.put("a", 2);
        order(give(DrainPolicy.MIGRATE, 600, 10));
        assertThat(at(0)).isEqualTo("a>near");
        latecomers = true;
        arrives("a", NEAR);
        assertThat(at(500)).isEmpty();
        assertThat(state().phase()).isEqualTo(NodePhase.DRAINING);
        latecomers = false;
        assertThat(at(600)).isEmpty();
        assertThat(state().phase()).isEqualTo(NodePhase.DRAINED);
        latecomers = true;
        assertThat(at(5_000)).isEmpty();
        assertThat(state().phase()).isEqualTo(NodePhase.DRAINING);
        assertThat(at(9_900)).isEmpty();
        assertThat(state().phase()).isEqualTo(NodePhase.DRAINING);
        assertThat(at(10_000)).isEmpty();
        assertThat(state().phase()).isEqualTo(NodePhase.DRAINED);
    }

    @Test
    @DisplayName("moves the smallest rooms first, at its rate, and is drained when nothing is left")
    void migrates() {
        rooms.putAll(Map.of("large", 50, "small", 2, "middle", 9));
        assertThat(state()).isEqualTo(DrainState.ACTIVE);
        order(give(MIGRATE, 60, 2));
        assertThat(state().phase()).isEqualTo(NodePhase.DRAINING);
        assertThat(at(0)).isEqualTo("small>near");
        assertThat(state().reason()).isEqualTo(DrainReason.MOVING);
        assertThat(at(400)).isEmpty();
        arrives("small", NEAR);
        assertThat(at(500)).isEqualTo("middle>near");
        assertThat(at(900)).isEmpty();
        arrives("middle", NEAR);
        assertThat(at(1_000)).isEqualTo("large>near");
        arrives("large", NEAR);
        assertThat(state().phase()).isEqualTo(NodePhase.DRAINING);
        assertThat(at(1_100)).isEmpty();
        assertThat(state()).isEqualTo(new DrainState(NodePhase.DRAINED, MIGRATE, 0L, 60_000 * MS, 3, 0, null));
    }

    @Test
    @DisplayName("of a node without rooms is over as soon as anybody has looked")
    void empty() {
        order(give(WAIT, 60, 1));
        assertThat(state().phase()).isEqualTo(NodePhase.DRAINING);
        at(0);
        assertThat(state().phase()).isEqualTo(NodePhase.DRAINED);
        rooms.put("late", 1); // it was on its way here
        at(100);
        assertThat(state().phase()).isEqualTo(NodePhase.DRAINING);
    }

    @Test
    @DisplayName("the same order again changes nothing; another changes policy and rate, and the start stays")
    void again() {
        rooms.put("a", 1);
        assertThat(order(give(WAIT, 60, 1))).isTrue();
        at(30_000);
        assertThat(order(give(WAIT, 60, 1))).isFalse();
        assertThat(state().startNs()).isZero();
        assertThat(state().deadlineNs()).isEqualTo(60_000 * MS);
        assertThat(state().reason()).isEqualTo(DrainReason.WAITING);
        assertThat(order(give(MIGRATE, 90, 5))).isTrue();
        assertThat(state().startNs()).isZero();
        assertThat(state().deadlineNs()).isEqualTo(90_000 * MS);
        assertThat(at(30_100)).isEqualTo("a>near");
    }

    @Test
    @DisplayName("that only cordons keeps every room, whatever the time; a drain after it begins anew")
    void cordons() {
        rooms.put("a", 1);
        order(new DrainOrder.Cordon());
        assertThat(at(0)).isEmpty();
        assertThat(at(90_000_000)).isEmpty();
        assertThat(state()).isEqualTo(new DrainState(NodePhase.CORDONED, null, 0L, null, 0, 0, null));
        order(give(MIGRATE, 10, 1));
        assertThat(at(90_000_000)).isEqualTo("a>near");
        assertThat(state().startNs()).isEqualTo(90_000_000 * MS);
        order(new DrainOrder.Cordon());
        assertThat(state().phase()).isEqualTo(NodePhase.CORDONED);
    }

    @Test
    @DisplayName("a room that a node refuses is tried at the next one, and less and less often")
    void refusals() {
        rooms.put("a", 1);
        order(give(MIGRATE, 600, 10));
        assertThat(at(0)).isEqualTo("a>near");
        refused("a", "draining");
        assertThat(at(400)).isEmpty();
        assertThat(state().reason()).isEqualTo(DrainReason.MOVES_FAILED);
        assertThat(at(500)).isEqualTo("a>far");
        assertThat(state().reason()).isEqualTo(DrainReason.MOVING);
        refused("a", "full");
        assertThat(at(1_400)).isEmpty();
        assertThat(state().reason()).isEqualTo(DrainReason.PEERS_FULL);
        assertThat(at(1_500)).isEqualTo("a>near");
        refused("a", "full");
        assertThat(at(3_400)).isEmpty();
        assertThat(at(3_500)).isEqualTo("a>far");
    }

    @Test
    @DisplayName("without a node to go to says so, keeps its rooms, and goes on as soon as there is one")
    void nowhere() {
        rooms.putAll(Map.of("a", 1, "b", 2));
        refuges = List.of();
        order(give(MIGRATE_THEN_WAIT, 600, 100));
        assertThat(at(0)).isEmpty();
        assertThat(state().reason()).isEqualTo(DrainReason.NO_PEER);
        for (int s = 1; s < 300; s++) {
            assertThat(at(s * 1_000L)).isEmpty();
        }
        refuges = List.of(FAR);
        assertThat(at(300_000)).isEqualTo("a>far b>far");
        assertThat(state().reason()).isEqualTo(DrainReason.MOVING);
    }

    @Test
    @DisplayName("MigrateThenWait lets what it could not move in three tries stay, and seldom tries again")
    void thenWaits() {
        rooms.put("a", 1);
        order(give(MIGRATE_THEN_WAIT, 600, 10));
        for (long ms : new long[] {0, 500, 1_500}) {
            assertThat(at(ms)).startsWith("a>");
            refused("a", "no-link");
        }
        assertThat(at(61_400)).isEmpty();
        assertThat(at(61_500)).startsWith("a>");
    }

    @Test
    @DisplayName("at the deadline all that is left is moved, faster if it must be, and ten seconds later closed")
    void deadline() {
        rooms.putAll(Map.of("a", 1, "b", 2, "c", 3));
        order(give(WAIT, 60, 1));
        assertThat(at(59_900)).isEmpty();
        assertThat(at(60_000)).isEqualTo("a>near");
        assertThat(state().reason()).isEqualTo(DrainReason.DEADLINE_OVER);
        arrives("a", NEAR);
        refuges = List.of();
        for (int ms = 61_000; ms < 70_000; ms += 100) {
            assertThat(at(ms)).isEmpty();
        }
        assertThat(at(70_000)).isEqualTo("b!node-drained c!node-drained");
        rooms.remove("c");
        assertThat(at(70_900)).isEmpty();
        assertThat(at(71_000)).isEqualTo("b!node-drained"); // it did not hear
        rooms.clear();
        at(71_100);
        assertThat(state()).isEqualTo(new DrainState(NodePhase.DRAINED, WAIT, 0L, 60_000 * MS, 1, 2, null));
    }

    @Test
    @DisplayName("out of time, moves as many a second as it takes to have them away before they are closed")
    void faster() {
        for (int i = 0; i < 100; i++) {
            rooms.put("r%02d".formatted(i), 1);
        }
        order(give(WAIT, 1, 1));
        for (int ms = 1_000; ms <= 8_000; ms += 100) {
            String begun = at(ms);
            List.copyOf(rooms.keySet()).stream()
                    .filter(room -> begun.contains(room + ">"))
                    .forEach(room -> arrives(room, NEAR));
        }
        assertThat(rooms).isEmpty();
    }

    @Test
    @DisplayName("called off, ends what is under way and begins nothing more")
    void calledOff() {
        rooms.putAll(Map.of("a", 1, "b", 2));
        order(give(MIGRATE, 60, 1));
        assertThat(at(0)).isEqualTo("a>near");
        assertThat(drain.callOff()).isTrue();
        assertThat(drain.callOff()).isFalse();
        assertThat(at(1_000)).isEmpty();
        assertThat(state().phase()).isEqualTo(NodePhase.DRAINING);
        assertThat(state().reason()).isEqualTo(DrainReason.CALLED_OFF);
        arrives("a", NEAR);
        assertThat(at(1_100)).isEmpty();
        assertThat(state()).isEqualTo(DrainState.ACTIVE);
        assertThat(drain.callOff()).isFalse();
        assertThat(at(5_000)).isEmpty();
    }

    @Test
    @DisplayName("called off and ordered again before that is over, is a drain that begins anew")
    void calledOffAndOrdered() {
        rooms.putAll(Map.of("a", 1, "b", 2));
        order(give(MIGRATE, 60, 10));
        assertThat(at(0)).isEqualTo("a>near");
        drain.callOff();
        at(1_000);
        assertThat(order(give(MIGRATE, 60, 10))).isTrue();
        assertThat(state().startNs()).isEqualTo(1_000 * MS);
        assertThat(at(1_000)).isEqualTo("b>near");
    }

    @Test
    @DisplayName("who is left of a room, or not heard of, goes after the others when its time is over")
    void stragglers() {
        rooms.put("a", 3);
        order(give(MIGRATE, 600, 10));
        refuges = List.of(NEAR, FAR);
        assertThat(at(0)).isEqualTo("a>near");
        drain.moved(new RoomId("a"), NEAR);
        rooms.put("a", 1); // was shaking hands
        refuges = List.of(FAR, NEAR);
        assertThat(at(4_900)).isEmpty();
        assertThat(at(5_000)).isEmpty();
        assertThat(at(5_500)).isEqualTo("a>near");
        arrives("a", NEAR);
        at(5_600);
        assertThat(state().moved()).isEqualTo(1);
    }

    @Test
    @DisplayName("a room whose people went home on the way is neither moved nor waited for")
    void ended() {
        rooms.put("a", 3);
        order(give(MIGRATE, 600, 10));
        at(0);
        rooms.clear();
        at(500);
        assertThat(state().phase()).isEqualTo(NodePhase.DRAINING); // it may yet be declined
        at(1_000);
        assertThat(state().phase()).isEqualTo(NodePhase.DRAINED);
        assertThat(state().moved()).isZero();
    }

    @Test
    @DisplayName(
            "of a process in a hurry sends all at once, closes who has nowhere to go, and the rest when time is over")
    void stops() {
        rooms.putAll(Map.of("a", 1, "b", 2, "c", 3));
        order(give(WAIT, 600, 1));
        at(100);
        assertThat(order(new DrainOrder.Stop(5, 0))).isTrue();
        assertThat(at(100)).isEqualTo("a>near b>near c>near");
        arrives("a", NEAR);
        refused("b", "draining");
        refuges = List.of();
        assertThat(at(200)).isEqualTo("b!shutdown");
        rooms.remove("b");
        assertThat(at(5_000)).isEmpty();
        assertThat(at(5_100)).isEqualTo("c!shutdown");
        assertThat(order(give(WAIT, 600, 1))).isFalse();
        assertThat(drain.callOff()).isFalse();
        rooms.clear();
        at(5_200);
        assertThat(state().phase()).isEqualTo(NodePhase.DRAINED);
    }

    @Test
    @DisplayName("of a process with time has a pace, and whoever has nowhere to go waits for a node to come")
    void stopsInTime() {
        rooms.putAll(Map.of("a", 1, "b", 2, "c", 3));
        order(new DrainOrder.Stop(60, 1));
        assertThat(at(0)).isEqualTo("a>near");
        assertThat(at(900)).isEmpty();
        arrives("a", NEAR);
        refuges = List.of();
        assertThat(at(1_000)).isEmpty();
        assertThat(at(29_000)).isEmpty();
        refuges = List.of(FAR);
        assertThat(at(29_500)).isEqualTo("b>far");
        arrives("b", FAR);
        refuges = List.of();
        assertThat(at(29_900)).isEmpty();
        assertThat(at(30_000)).isEqualTo("c!shutdown");
    }

    @Test
    @DisplayName("of a process that stops is as fast as it must be: half of the time is for setting out")
    void stopsFasterThanWished() {
        for (int i = 0; i < 100; i++) {
            rooms.put("r" + i, 1);
        }
        order(new DrainOrder.Stop(20, 1));
        for (int ms = 0; ms <= 11_000; ms += 100) {
            for (String move : at(ms).split(" ", -1)) {
                rooms.remove(move.replaceAll(">.*", ""));
            }
        }
        assertThat(rooms).isEmpty();
    }

    @Test
    @DisplayName("is not ordered with numbers that make no sense")
    void nonsense() {
        assertThatThrownBy(() -> give(WAIT, 0, 1)).hasMessage("deadlineSeconds: 0 (expected: 1..86400)");
        assertThatThrownBy(() -> give(WAIT, 86_401, 1)).hasMessageContaining("deadlineSeconds: 86401");
        assertThatThrownBy(() -> give(WAIT, 1, 0)).hasMessage("roomsPerSecond: 0 (expected: 1..1000)");
        assertThatThrownBy(() -> give(WAIT, 1, 1_001)).hasMessageContaining("roomsPerSecond: 1001");
        assertThatThrownBy(() -> new DrainOrder.Stop(0, 1)).hasMessage("seconds: 0 (expected: 1..86400)");
        assertThatThrownBy(() -> new DrainOrder.Stop(1, -1)).hasMessage("roomsPerSecond: -1 (expected: 0..1000)");
    }
}
