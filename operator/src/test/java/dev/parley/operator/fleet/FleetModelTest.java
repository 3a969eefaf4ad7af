package dev.parley.operator.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.crds.parts.DrainPolicy;
import dev.parley.crds.parts.OnNodeCordon;
import dev.parley.operator.fleet.Plan.Outlook;
import dev.parley.operator.fleet.Seen.Ask;
import dev.parley.operator.fleet.Seen.Host;
import dev.parley.operator.fleet.SimulatedCluster.SimulatedPod;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A fleet in hundreds of worlds")
class FleetModelTest {
    /// Each is three quarters of an hour long. `-Dparley.worlds=10000` takes a quarter of an hour itself.
    private static final int WORLDS = Integer.getInteger("parley.worlds", 200);
    private static final long FIRST_SEED = Long.getLong("parley.seed", 1);
    private static final int TROUBLE_SECONDS = 900;
    private static final int PEACE_SECONDS = 1_800;
    private static final int DEADLINE_SECONDS = 60;

    /// Where nothing that is broken stays broken, everything comes to an end.
    private static final Set<Outlook> ENDS = Set.of(Outlook.SETTLED, Outlook.CANARY_PAUSED);

    @Test
    @DisplayName("nobody is deleted before they are drained or out of time, not too many are away, and all of it ends")
    void worlds() {
        var ends = new ArrayList<Outlook>();
        for (long seed = FIRST_SEED; seed < FIRST_SEED + WORLDS; seed++) {
            var world = new World(seed);
            try {
                ends.add(world.play());
            } catch (AssertionError wrong) {
                throw new AssertionError("seed " + seed + ": " + wrong.getMessage() + "\n" + world.tail(), wrong);
            }
        }
        assertThat(ends).hasSize(WORLDS).containsAnyOf(Outlook.SETTLED);
    }

    @Test
    @DisplayName("a pod that no machine takes, and a machine that died, are told and stay so until somebody helps")
    void broken() {
        var full = new World(1);
        full.cluster.full = true;
        full.cluster.wish(wish(full.cluster.wish(), 7));
        full.run(PEACE_SECONDS, 0);
        assertThat(full.leader.last.outlook()).isEqualTo(Outlook.UNSCHEDULABLE);
        full.cluster.full = false;
        full.run(PEACE_SECONDS, 0);
        assertThat(full.leader.last.outlook()).isEqualTo(Outlook.SETTLED);

        var dead = new World(2);
        dead.cluster.wish(wish(dead.cluster.wish(), 3));
        dead.run(60, 0);
        SimulatedPod victim = dead.cluster.pods.firstEntry().getValue();
        victim.machineDead = true;
        dead.cluster.leave(victim, SimulatedCluster.GRACE_SECONDS);
        dead.run(PEACE_SECONDS, 0);
        assertThat(dead.leader.last.outlook()).isEqualTo(Outlook.OVERDUE);
    }

    private static FleetWish wish(FleetWish like, int replicas) {
        return new FleetWish(
                replicas,
                like.policy(),
                like.deadlineSeconds(),
                like.roomsPerSecond(),
                like.onNodeCordon(),
                like.maxUnavailable(),
                like.maxSurge(),
                like.canary(),
                like.pauseAfterCanary());
    }

    private static final class World {
        final Random random;
        final SimulatedCluster cluster;
        final SimulatedOperator leader;
        private final SimulatedOperator other;

        World(long seed) {
            random = new Random(seed);
            cluster = new SimulatedCluster(
                    random,
                    new FleetWish(
                            1 + random.nextInt(5),
                            any(DrainPolicy.values()),
                            DEADLINE_SECONDS,
                            1 + random.nextInt(3),
                            any(OnNodeCordon.values()),
                            1 + random.nextInt(2),
                            random.nextInt(2),
                            random.nextInt(3),
                            false));
            leader = new SimulatedOperator(cluster, random, random.nextInt(2));
            other = new SimulatedOperator(cluster, random, 2 + random.nextInt(20));
        }

        private <T> T any(T[] all) {
            return all[random.nextInt(all.length)];
        }

        Outlook play() {
            run(30, 0);
            for (int i = 0; i < TROUBLE_SECONDS; i++) {
                if (random.nextInt(60) == 0) {
                    happen();
                }
                run(1, 8);
            }
            heal();
            run(PEACE_SECONDS, 0);
            assertThat(leader.last.outlook()).isIn(ENDS);
            assertThat(cluster.pods).hasSize(cluster.wish().replicas());
            assertThat(cluster.pods.values()).allMatch(it -> it.revision == cluster.revision || isPaused());
            return leader.last.outlook();
        }

        private boolean isPaused() {
            return leader.last.outlook() == Outlook.CANARY_PAUSED;
        }

        void run(int seconds, int deaths) {
            for (int i = 0; i < seconds; i++) {
                cluster.second();
                leader.second(deaths);
                if (deaths > 0) {
                    other.second(deaths);
                }
            }
        }

        private void happen() {
            List<SimulatedPod> pods = List.copyOf(cluster.pods.values());
            if (pods.isEmpty()) {
                return;
            }
            SimulatedPod pod = pods.get(random.nextInt(pods.size()));
            int what = random.nextInt(9);
            cluster.tell("happens: " + what + " to " + pod.uid);
            switch (what) {
                case 0 -> cluster.revision++;
                case 1 -> cluster.wish(wish(cluster.wish(), random.nextInt(7)));
                case 2 -> pod.host = any(Host.values());
                case 3 -> pod.ask = any(Ask.values());
                case 4 -> cluster.leave(pod, SimulatedCluster.GRACE_SECONDS);
                case 5 -> pod.node.hung = true;
                case 6 -> pod.node.cutOff = !pod.node.cutOff;
                case 7 -> cluster.full = !cluster.full;
                default -> cluster.come(pod, random.nextInt(30));
            }
            cluster.touched(pod);
        }

        private void heal() {
            cluster.full = false;
            cluster.pods.values().forEach(pod -> {
                pod.node.cutOff = false;
                pod.host = Host.FINE;
                pod.ask = Ask.NOTHING;
                cluster.touched(pod);
            });
        }

        String tail() {
            cluster.tell(leader.last.outlook() + " with " + cluster.wish() + " and " + cluster.seen());
            int from = Math.max(0, cluster.story.size() - 40);
            return String.join("\n", cluster.story.subList(from, cluster.story.size()));
        }
    }
}
