package dev.parley.operator.sight;

import dev.parley.crds.conditions.Condition;
import dev.parley.crds.conditions.EdgeReason;
import dev.parley.crds.edge.NodePhase;
import dev.parley.crds.edge.RegionEdgeStatus;
import dev.parley.crds.edge.RegionEdgeStatus.Node;
import dev.parley.crds.edge.RegionEdgeStatus.Scaling;
import dev.parley.crds.parts.Capacity;
import dev.parley.operator.autoscale.Loads;
import dev.parley.operator.desired.Part;
import dev.parley.operator.desired.Release;
import dev.parley.operator.desired.edge.Edge;
import dev.parley.operator.fleet.Cause;
import dev.parley.operator.fleet.NodeRecord;
import dev.parley.operator.fleet.Plan;
import dev.parley.operator.fleet.Seen.Report;
import dev.parley.operator.status.Verdict;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/// What is written down of a fleet, and read again by whoever leads next. Pure.
public final class FleetStatus {
    /// Finer, and a status would be written for every breath of the load.
    private static final int LOAD_STEP = 5;

    private static final int PERCENT = 100;

    private FleetStatus() {}

    public static List<NodeRecord> records(@Nullable RegionEdgeStatus status) {
        return status == null
                ? List.of()
                : status.nodes().stream().map(FleetStatus::record).toList();
    }

    private static NodeRecord record(Node node) {
        return new NodeRecord(
                node.name(),
                node.uid(),
                node.phase(),
                node.reason() == null ? null : Cause.of(node.reason()).orElse(null),
                node.drainStartedAt(),
                node.drainDeadline());
    }

    public static RegionEdgeStatus of(Edge edge, Plan plan, Sight sight, Told told) {
        var nodes = plan.records().stream().map(it -> node(it, sight)).toList();
        long active = active(plan);
        String version = Release.versionOf(edge.image());
        return new RegionEdgeStatus(
                edge.resource().getMetadata().getGeneration(),
                told.conditions(),
                sight.pods().size(),
                (int) active,
                edge.selector().entrySet().stream().map(Map.Entry::toString).collect(Collectors.joining(",")),
                version,
                (int) nodes.stream().filter(it -> version.equals(it.version())).count(),
                plan.ringEpoch(),
                capacity(edge, (int) active),
                sum(sight, Report::rooms),
                sum(sight, Report::participants),
                load(plan, sight),
                told.scaling(),
                nodes);
    }

    /// What is told beside the nodes.
    public record Told(List<Condition> conditions, @Nullable Scaling scaling) {
        public Told {
            conditions = List.copyOf(conditions);
        }
    }

    /// For the autoscaler: what the nodes that take rooms told.
    public static Loads loads(Plan plan, Sight sight, int replicas) {
        double[] loads = activeLoads(plan, sight).toArray();
        return new Loads(replicas, loads.length, DoubleStream.of(loads).sum(), plan.outlook() == Plan.Outlook.SETTLED);
    }

    private static DoubleStream activeLoads(Plan plan, Sight sight) {
        return plan.records().stream()
                .filter(it -> it.phase() == NodePhase.ACTIVE)
                .map(it -> Optional.ofNullable(sight.reports().get(it.name())))
                .flatMap(Optional::stream)
                .mapToDouble(Report::load);
    }

    private static Node node(NodeRecord record, Sight sight) {
        Optional<Pod> pod =
                sight.pod(record.name()).filter(it -> it.getMetadata().getUid().equals(record.uid()));
        Report report = pod.isPresent() ? sight.reports().get(record.name()) : null;
        return new Node(
                record.name(),
                record.uid(),
                record.phase(),
                record.cause() == null ? null : record.cause().word(),
                pod.map(it -> it.getSpec().getNodeName()).orElse(null),
                pod.map(it -> it.getMetadata().getLabels().get(Part.VERSION)).orElse(null),
                report == null ? null : percent(report.load()),
                report == null ? null : report.rooms(),
                report == null ? null : report.participants(),
                record.drainStartedAt(),
                record.drainDeadline());
    }

    private static @Nullable Capacity capacity(Edge edge, int active) {
        Capacity one = edge.wish().capacity();
        return one.participants() == null && one.egressMbps() == null
                ? null
                : new Capacity(times(one.participants(), active), times(one.egressMbps(), active));
    }

    private static @Nullable Integer times(@Nullable Integer one, int nodes) {
        return one == null || nodes == 0 ? null : one * nodes;
    }

    private static int sum(Sight sight, ToIntFunction<Report> what) {
        return sight.reports().values().stream().mapToInt(what).sum();
    }

    private static @Nullable Integer load(Plan plan, Sight sight) {
        var loads = activeLoads(plan, sight).average();
        return loads.isPresent() ? percent(loads.getAsDouble()) : null;
    }

    private static int percent(double ratio) {
        return (int) Math.round(ratio * PERCENT / LOAD_STEP) * LOAD_STEP;
    }

    private static long active(Plan plan) {
        return plan.records().stream()
                .filter(it -> it.phase() == NodePhase.ACTIVE)
                .count();
    }

    public static Verdict verdict(Plan plan, int wished, Sight sight) {
        long active = active(plan);
        boolean serving = active > 0 || wished == 0;
        String counts = active + " of " + wished + " nodes take rooms";
        Optional<String> image = sight.pods().stream()
                .map(Pods::notPulled)
                .flatMap(Optional::stream)
                .findFirst();
        if (image.isPresent()) {
            return new Verdict.Stalled(
                    EdgeReason.IMAGE_NOT_PULLED, counts + "; image " + image.get() + " cannot be pulled", serving);
        }
        return switch (plan.outlook()) {
            case SETTLED -> new Verdict.Ready(EdgeReason.AS_WISHED, counts);
            case STARTING ->
                new Verdict.Reconciling(serving ? EdgeReason.PROGRESSING : EdgeReason.NODES_NOT_READY, counts, serving);
            case SCALING -> new Verdict.Reconciling(EdgeReason.SCALING, counts, serving);
            case UPDATING -> new Verdict.Reconciling(EdgeReason.UPDATING, counts, serving);
            case DRAINING -> new Verdict.Reconciling(EdgeReason.DRAINING, counts, serving);
            case CANARY_PAUSED ->
                new Verdict.Reconciling(
                        EdgeReason.CANARY_PAUSED,
                        counts + "; the others are replaced when pauseAfterCanary is false",
                        serving);
            case UNSCHEDULABLE ->
                new Verdict.Stalled(EdgeReason.UNSCHEDULABLE, counts + "; no machine takes another", serving);
            case OVERDUE ->
                new Verdict.Stalled(
                        EdgeReason.DRAIN_OVERDUE, counts + "; one is over its time and still there", serving);
        };
    }
}
