package dev.parley.operator.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.crds.edge.NodePhase;
import dev.parley.crds.parts.DrainPolicy;
import dev.parley.crds.parts.OnNodeCordon;
import dev.parley.operator.fleet.Plan.Outlook;
import dev.parley.operator.fleet.Seen.Ask;
import dev.parley.operator.fleet.Seen.Host;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What becomes of each node, step by step")
class PlannerTest {
    private final List<String> told = new ArrayList<>();

    @Test
    @DisplayName("a rolling update drains one at a time, the canary first, and all of them in the end")
    void update() {
        var cluster = settled(wish(3, 1, false));
        cluster.revision++;
        play(cluster);
        assertThat(told)
                .containsExactly(
                        "UPDATING 0:ACTIVE 1:ACTIVE 2:CORDONED/OUTDATED",
                        "UPDATING 0:ACTIVE 1:ACTIVE 2:DRAINING/OUTDATED",
                        "UPDATING 0:ACTIVE 1:ACTIVE 2:DRAINED/OUTDATED",
                        "UPDATING 0:ACTIVE 1:ACTIVE 2:DELETED/OUTDATED",
                        "SCALING 0:ACTIVE 1:ACTIVE",
                        "STARTING 0:ACTIVE 1:ACTIVE 2:STARTING",
                        "UPDATING 0:ACTIVE 1:CORDONED/OUTDATED 2:ACTIVE",
                        "UPDATING 0:ACTIVE 1:DRAINING/OUTDATED 2:ACTIVE",
                        "UPDATING 0:ACTIVE 1:DRAINED/OUTDATED 2:ACTIVE",
                        "UPDATING 0:ACTIVE 1:DELETED/OUTDATED 2:ACTIVE",
                        "SCALING 0:ACTIVE 2:ACTIVE",
                        "STARTING 0:ACTIVE 1:STARTING 2:ACTIVE",
                        "UPDATING 0:CORDONED/OUTDATED 1:ACTIVE 2:ACTIVE",
                        "UPDATING 0:DRAINING/OUTDATED 1:ACTIVE 2:ACTIVE",
                        "UPDATING 0:DRAINED/OUTDATED 1:ACTIVE 2:ACTIVE",
                        "UPDATING 0:DELETED/OUTDATED 1:ACTIVE 2:ACTIVE",
                        "SCALING 1:ACTIVE 2:ACTIVE",
                        "STARTING 0:STARTING 1:ACTIVE 2:ACTIVE",
                        "SETTLED 0:ACTIVE 1:ACTIVE 2:ACTIVE");
    }

    @Test
    @DisplayName("with pauseAfterCanary the others wait until somebody says so")
    void canary() {
        var cluster = settled(wish(3, 1, true));
        cluster.revision++;
        play(cluster);
        assertThat(told.getLast()).isEqualTo("CANARY_PAUSED 0:ACTIVE 1:ACTIVE 2:ACTIVE");
        assertThat(told).noneMatch(it -> it.contains("1:DRAINING"));
        cluster.wish(wish(3, 1, false));
        play(cluster);
        assertThat(told.getLast()).isEqualTo("SETTLED 0:ACTIVE 1:ACTIVE 2:ACTIVE");
    }

    @Test
    @DisplayName("a single node gets a neighbour first, which takes its rooms and goes again")
    void single() {
        var cluster = settled(wish(1, 1, false));
        cluster.pod(0).node.participants = 5;
        cluster.revision++;
        play(cluster);
        assertThat(told)
                .containsSubsequence(
                        "STARTING 0:ACTIVE 1:STARTING",
                        "UPDATING 0:DRAINING/OUTDATED 1:ACTIVE",
                        "UPDATING 0:DELETED/OUTDATED 1:ACTIVE",
                        "SCALING 0:ACTIVE 1:DRAINING/SCALE_IN",
                        "SCALING 0:ACTIVE 1:DELETED/SCALE_IN",
                        "SETTLED 0:ACTIVE");
    }

    @Test
    @DisplayName("scale-in takes the last one, after it was drained; who is wished for again takes rooms again")
    void scaleIn() {
        var cluster = settled(wish(3, 1, false));
        cluster.pod(2).node.participants = 40;
        cluster.wish(wish(1, 1, false));
        run(cluster, 5);
        assertThat(told).last().isEqualTo("SCALING 0:ACTIVE 1:ACTIVE 2:DRAINING/SCALE_IN");
        cluster.wish(wish(3, 1, false));
        play(cluster);
        assertThat(told).last().isEqualTo("SETTLED 0:ACTIVE 1:ACTIVE 2:ACTIVE");
        assertThat(cluster.story).noneMatch(it -> it.contains("leaves"));
        cluster.wish(wish(1, 1, false));
        play(cluster);
        assertThat(cluster.story.stream().filter(it -> it.contains("leaves")).map(it -> it.substring(it.length() - 1)))
                .containsExactly("2", "1");
    }

    @Test
    @DisplayName("a cordoned machine cordons its node, or drains it if the spec says so; who is evicted drains itself")
    void machines() {
        var cluster = settled(wish(3, 1, false));
        cluster.pod(1).host = Host.CORDONED;
        run(cluster, 5);
        assertThat(told).last().isEqualTo("SETTLED 0:ACTIVE 1:CORDONED/CORDONED_WITH_HOST 2:ACTIVE");
        cluster.wish(new FleetWish(3, DrainPolicy.MIGRATE, 60, 2, OnNodeCordon.DRAIN, 1, 1, 1, false));
        run(cluster, 5);
        assertThat(told).anyMatch(it -> it.contains("1:DRAINING/HOST_CORDONED"));
        play(cluster);
        cluster.pod(0).node.participants = 9;
        cluster.leave(cluster.pod(0), SimulatedCluster.GRACE_SECONDS);
        play(cluster);
        assertThat(told)
                .containsSubsequence(
                        "DRAINING 0:DRAINING/EVICTED 1:ACTIVE 2:ACTIVE",
                        "DRAINING 0:DRAINED/EVICTED 1:ACTIVE 2:ACTIVE",
                        "SCALING 0:DELETED/EVICTED 1:ACTIVE 2:ACTIVE",
                        "STARTING 0:STARTING 1:ACTIVE 2:ACTIVE",
                        "SETTLED 0:ACTIVE 1:ACTIVE 2:ACTIVE");
    }

    @Test
    @DisplayName("who went while nobody looked is not told of once the next one takes rooms")
    void unseen() {
        var cluster = settled(wish(2, 1, false));
        cluster.leave(cluster.pod(0), SimulatedCluster.GRACE_SECONDS);
        run(cluster, 1);
        assertThat(told).last().isEqualTo("DRAINING 0:DRAINED/EVICTED 1:ACTIVE");
        IntStream.range(0, 60).forEach(_ -> cluster.second());
        run(cluster, 1);
        assertThat(told).last().isEqualTo("SETTLED 0:ACTIVE 1:ACTIVE");
    }

    @Test
    @DisplayName("who asks for a drain gets it, and the node back by taking the ask away")
    void asked() {
        var cluster = settled(wish(2, 1, false));
        cluster.pod(0).ask = Ask.DRAIN;
        play(cluster);
        assertThat(told).last().isEqualTo("SETTLED 0:DRAINED/ASKED_TO_DRAIN 1:ACTIVE");
        cluster.pod(0).ask = Ask.NOTHING;
        play(cluster);
        assertThat(told).last().isEqualTo("SETTLED 0:ACTIVE 1:ACTIVE");
    }

    @Test
    @DisplayName("whoever does not answer is deleted when its time is over, and not before")
    void silent() {
        var cluster = settled(wish(2, 1, false));
        cluster.pod(1).node.cutOff = true;
        cluster.pod(1).node.participants = 9;
        cluster.revision++;
        run(cluster, 60);
        assertThat(told).last().isEqualTo("UPDATING 0:ACTIVE 1:DRAINING/OUTDATED");
        assertThat(cluster.pod(1).goneBy).isNull();
        run(cluster, 25);
        assertThat(told).anyMatch(it -> it.contains("1:DELETED/OUTDATED"));
    }

    @Test
    @DisplayName(
            "one too many that does not answer keeps those behind it from going until its time is over, and no longer")
    void silentAndNotTheLast() {
        var cluster = settled(wish(4, 1, false));
        cluster.pod(2).ask = Ask.REPLACE;
        cluster.pod(2).node.cutOff = true;
        run(cluster, 10);
        assertThat(told).last().isEqualTo("DRAINING 0:ACTIVE 1:ACTIVE 2:DRAINING/ASKED_TO_REPLACE 3:ACTIVE");
        cluster.pod(2).ask = Ask.NOTHING;
        cluster.wish(wish(2, 1, false));
        play(cluster);
        assertThat(told).last().isEqualTo("SETTLED 0:ACTIVE 1:ACTIVE");
    }

    @Test
    @DisplayName("the ring's epoch grows with each change of who takes rooms")
    void epoch() {
        var cluster = settled(wish(2, 1, false));
        long before = cluster.ringEpoch;
        play(cluster);
        assertThat(cluster.ringEpoch).isEqualTo(before);
        cluster.pod(0).ask = Ask.CORDON;
        play(cluster);
        assertThat(cluster.ringEpoch).isEqualTo(before + 1);
        assertThat(cluster.records.getFirst().phase()).isEqualTo(NodePhase.CORDONED);
    }

    private static FleetWish wish(int replicas, int maxUnavailable, boolean pause) {
        return new FleetWish(replicas, DrainPolicy.MIGRATE, 60, 2, OnNodeCordon.CORDON, maxUnavailable, 1, 1, pause);
    }

    private SimulatedCluster settled(FleetWish wish) {
        var cluster = new SimulatedCluster(new Random(1), wish);
        cluster.nobodyComes = true;
        play(cluster);
        assertThat(new SimulatedOperator(cluster, cluster.random, 0).look().outlook())
                .isEqualTo(Outlook.SETTLED);
        told.clear();
        return cluster;
    }

    private void play(SimulatedCluster cluster) {
        run(cluster, 300);
    }

    private void run(SimulatedCluster cluster, int seconds) {
        var operator = new SimulatedOperator(cluster, cluster.random, 0);
        for (int i = 0; i < seconds; i++) {
            cluster.second();
            operator.second(0);
            String line = operator.last.outlook() + " " + SimulatedCluster.inShort(cluster.records);
            if (told.isEmpty() || !told.getLast().equals(line)) {
                told.add(line);
            }
        }
    }
}
