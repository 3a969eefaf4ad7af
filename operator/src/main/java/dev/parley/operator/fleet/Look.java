package dev.parley.operator.fleet;

import dev.parley.crds.edge.NodePhase;
import dev.parley.operator.fleet.Plan.Outlook;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Predicate;

/// Where a fleet stands, once it is decided what is next for each node.
final class Look {
    /// What a cluster autoscaler needs for a new machine, and a little more.
    static final Duration MACHINE = Duration.ofMinutes(5);

    /// For a pod that was deleted to be gone, beyond the grace that it has anyway.
    static final Duration GONE = Duration.ofMinutes(2);

    private final FleetWish wish;
    private final Fleet fleet;
    private final Instant now;

    Look(FleetWish wish, Fleet fleet, Instant now) {
        this.wish = wish;
        this.fleet = fleet;
        this.now = now;
    }

    /// The gravest first: what somebody has to see.
    Outlook at(Map<Integer, NodeRecord> records, int target) {
        if (any(records, this::isOverdue) || fleet.seen().stream().anyMatch(this::isOverdue)) {
            return Outlook.OVERDUE;
        }
        if (fleet.seen().stream().anyMatch(this::isStuck)) {
            return Outlook.UNSCHEDULABLE;
        }
        if (any(records, it -> it.isGoing() && it.cause() == Cause.OUTDATED)) {
            return Outlook.UPDATING;
        }
        if (any(records, it -> it.isGoing() && it.cause() == Cause.SCALE_IN)) {
            return Outlook.SCALING;
        }
        if (any(records, it -> it.isGoing() && !isToStay(it))) {
            return Outlook.DRAINING;
        }
        if (fleet.replicas() != target || records.size() != target) {
            return Outlook.SCALING;
        }
        if (any(records, it -> it.phase() == NodePhase.STARTING || it.phase() == NodePhase.LOST)) {
            return Outlook.STARTING;
        }
        return outdated();
    }

    /// Drained as somebody asked, and that is all.
    private static boolean isToStay(NodeRecord record) {
        return record.phase() == NodePhase.DRAINED && record.cause() == Cause.ASKED_TO_DRAIN;
    }

    private Outlook outdated() {
        boolean any = fleet.seen().stream().anyMatch(it -> !it.pod().isCurrent());
        if (!any) {
            return Outlook.SETTLED;
        }
        return wish.pauseAfterCanary() ? Outlook.CANARY_PAUSED : Outlook.UPDATING;
    }

    private static boolean any(Map<Integer, NodeRecord> records, Predicate<NodeRecord> what) {
        return records.values().stream().anyMatch(what);
    }

    /// Its time is over, and it is still there: whoever waits for it waits for ever.
    private boolean isOverdue(NodeRecord record) {
        return record.phase() == NodePhase.DRAINING && Planner.isOverdue(record, now.minus(GONE));
    }

    private boolean isOverdue(Seen node) {
        Instant end = node.pod().goneBy();
        return end != null && now.isAfter(end.plus(GONE));
    }

    private boolean isStuck(Seen node) {
        Instant since = node.pod().stuckSince();
        return since != null && now.isAfter(since.plus(MACHINE));
    }
}
