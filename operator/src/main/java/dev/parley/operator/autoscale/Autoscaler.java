package dev.parley.operator.autoscale;

import dev.parley.crds.edge.Autoscale;
import dev.parley.crds.edge.RegionEdgeStatus.Scaling;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// Adds nodes early, and as many as are missing; takes them away late and one by one: the last has to be drained
/// first.
public final class Autoscaler {
    private static final double PERCENT = 100;

    private final Autoscale spec;

    public Autoscaler(Autoscale spec) {
        this.spec = spec;
    }

    /// What it wishes for, to be told; and how many replicas it sets now, if any.
    public record Decision(Scaling scaling, OptionalInt replicas) {}

    public Decision decide(Loads loads, @Nullable Scaling before, Instant now) {
        Want want = want(loads);
        Instant since =
                before != null && way(before.wanted(), loads) == way(want.nodes(), loads) ? before.decidedAt() : now;
        boolean holds = !now.isBefore(since.plus(patience(want, loads)));
        boolean acts = spec.mode() == Autoscale.Mode.ACT && want.nodes() != loads.replicas() && holds;
        return new Decision(
                new Scaling(want.nodes(), want.why(), since),
                acts ? OptionalInt.of(want.nodes()) : OptionalInt.empty());
    }

    private record Want(int nodes, String why, boolean isBound) {}

    private Want want(Loads loads) {
        int replicas = loads.replicas();
        if (replicas < spec.minNodes()) {
            return new Want(spec.minNodes(), "at least " + spec.minNodes() + " nodes", true);
        }
        if (replicas > spec.maxNodes()) {
            return new Want(spec.maxNodes(), "at most " + spec.maxNodes() + " nodes", true);
        }
        if (loads.meanPercent() > spec.scaleOutPercent()) {
            return more(loads);
        }
        if (!loads.isSettled() || replicas == spec.minNodes() || replicas < 2 || loads.active() < replicas) {
            return new Want(replicas, "load is within bounds", false);
        }
        int afterwards = loads.percentOver(replicas - 1);
        return afterwards < spec.scaleInPercent()
                ? new Want(
                        replicas - 1,
                        "the mean load would be below %d%% with one node less".formatted(spec.scaleInPercent()),
                        false)
                : new Want(replicas, "load is within bounds", false);
    }

    /// As many as bring the mean down to the bound. Nodes that are on their way count: they were asked for already.
    private Want more(Loads loads) {
        int enough = (int) Math.ceil(loads.sum() * PERCENT / spec.scaleOutPercent());
        int nodes = Math.min(spec.maxNodes(), Math.max(loads.replicas(), enough));
        String why = nodes == loads.replicas()
                ? "load is above %d%%, and %s"
                        .formatted(
                                spec.scaleOutPercent(),
                                nodes == spec.maxNodes()
                                        ? "there are as many nodes as may be"
                                        : "more nodes are on their way")
                : "the mean load is above %d%%".formatted(spec.scaleOutPercent());
        return new Want(nodes, why, false);
    }

    private Duration patience(Want want, Loads loads) {
        if (want.isBound()) {
            return Duration.ZERO;
        }
        return Duration.ofSeconds(
                want.nodes() > loads.replicas() ? spec.scaleOutAfterSeconds() : spec.scaleInAfterSeconds());
    }

    private static int way(int wanted, Loads loads) {
        return Integer.signum(wanted - loads.replicas());
    }
}
