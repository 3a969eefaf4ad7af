package dev.parley.operator.fleet;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/// An operator that sees the cluster as it was some seconds ago, and may die between any two things it does.
final class SimulatedOperator {
    private final SimulatedCluster cluster;
    private final Random random;
    private final int behindSeconds;
    private final Deque<View> views = new ArrayDeque<>();
    Plan last = new Plan(0, List.of(), List.of(), Plan.Outlook.STARTING, 0);

    private record View(Fleet fleet, long statusVersion, long setVersion, FleetWish wish) {}

    SimulatedOperator(SimulatedCluster cluster, Random random, int behindSeconds) {
        this.cluster = cluster;
        this.random = random;
        this.behindSeconds = behindSeconds;
    }

    /// Once a second. One in `deaths` things that it does is its last in this pass; 0: it does not die.
    void second(int deaths) {
        views.add(new View(
                new Fleet(cluster.replicas, cluster.seen(), cluster.records, cluster.ringEpoch),
                cluster.statusVersion,
                cluster.setVersion,
                cluster.wish()));
        if (views.size() <= behindSeconds) {
            return;
        }
        View view = views.removeFirst();
        Plan plan = Planner.plan(view.wish(), view.fleet(), cluster.now);
        last = plan;
        if (dies(deaths)) {
            return;
        }
        boolean isNew = !plan.records().equals(view.fleet().records())
                || plan.ringEpoch() != view.fleet().ringEpoch();
        boolean isLeader =
                isNew ? cluster.claim(view.statusVersion(), plan) : view.statusVersion() == cluster.statusVersion;
        if (!isLeader) {
            return;
        }
        if (isNew) {
            cluster.tell(plan.outlook() + " " + SimulatedCluster.inShort(plan.records()));
        }
        for (Act act : plan.acts()) {
            if (dies(deaths)) {
                return;
            }
            cluster.act(act);
        }
        if (!dies(deaths) && plan.replicas() != view.fleet().replicas()) {
            cluster.scale(view.setVersion(), plan.replicas());
        }
    }

    /// What it would do now, and does not.
    Plan look() {
        return Planner.plan(
                cluster.wish(),
                new Fleet(cluster.replicas, cluster.seen(), cluster.records, cluster.ringEpoch),
                cluster.now);
    }

    private boolean dies(int deaths) {
        return deaths > 0 && random.nextInt(deaths) == 0;
    }
}
