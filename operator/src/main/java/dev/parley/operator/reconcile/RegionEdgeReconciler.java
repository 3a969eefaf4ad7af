package dev.parley.operator.reconcile;

import dev.parley.crds.MeetingCluster;
import dev.parley.crds.RegionEdge;
import dev.parley.crds.conditions.Condition;
import dev.parley.crds.conditions.EdgeReason;
import dev.parley.crds.conditions.Reason;
import dev.parley.crds.edge.Exposure;
import dev.parley.crds.edge.RegionEdgeStatus;
import dev.parley.operator.apply.Applier;
import dev.parley.operator.autoscale.Autoscaler.Decision;
import dev.parley.operator.desired.Part;
import dev.parley.operator.desired.edge.Edge;
import dev.parley.operator.desired.edge.MediaWish.Ports;
import dev.parley.operator.fleet.Plan;
import dev.parley.operator.fleet.Plan.Outlook;
import dev.parley.operator.nodes.NodeDoor;
import dev.parley.operator.sight.FleetStatus;
import dev.parley.operator.sight.FleetStatus.Told;
import dev.parley.operator.sight.Sight;
import dev.parley.operator.sight.Statuses;
import dev.parley.operator.status.Conditions;
import dev.parley.operator.status.ServedSchemas.Outdated;
import dev.parley.operator.status.Standing;
import dev.parley.operator.status.StatusDoor;
import dev.parley.operator.status.Verdict;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// Keeps the media nodes of a region as their RegionEdge wishes. What it decides of nodes it writes down first, so that
/// of two that think they lead only one decides; then it does it.
@ControllerConfiguration(name = "regionedge")
public final class RegionEdgeReconciler implements Reconciler<RegionEdge>, Standing {
    /// How often nodes are asked while something is under way, and while nothing is.
    private static final Duration LOOK_SOON = Duration.ofSeconds(2);

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

    /// For what somebody else has to do.
    private static final Duration WAIT = Duration.ofSeconds(30);

    private final Tools tools;
    private final StatusDoor door;
    private final FleetShell shell;
    private volatile Optional<Watches<RegionEdge>> watches = Optional.empty();

    public RegionEdgeReconciler(Tools tools, NodeDoor nodes) {
        this.tools = tools;
        this.door = new StatusDoor(tools.client(), tools.schemas());
        this.shell = new FleetShell(tools, nodes, new Applier(tools.client()));
    }

    @Override
    public List<EventSource<?, RegionEdge>> prepareEventSources(EventSourceContext<RegionEdge> context) {
        var made = EdgeWatches.of(context);
        watches = Optional.of(made);
        return made.sources();
    }

    @Override
    public UpdateControl<RegionEdge> reconcile(RegionEdge resource, Context<RegionEdge> context) {
        if (resource.getSpec().paused()) {
            String message = "spec.paused is set: nothing is changed";
            tell(resource, new Verdict.NotReady(EdgeReason.PAUSED, message));
            return UpdateControl.noUpdate();
        }
        Optional<Outdated> outdated = tools.schemas().outdated(RegionEdge.class);
        if (outdated.isPresent()) {
            return stalled(resource, EdgeReason.CRD_OUTDATED, outdated.get().message());
        }
        Optional<MeetingCluster> cluster = watches()
                .source(MeetingCluster.class)
                .get(new ResourceID(
                        resource.getSpec().clusterRef().name(),
                        resource.getMetadata().getNamespace()));
        if (cluster.isEmpty()) {
            return stalled(
                    resource,
                    EdgeReason.CLUSTER_MISSING,
                    "clusterRef.name: no MeetingCluster %s in this namespace (expected: one)"
                            .formatted(resource.getSpec().clusterRef().name()));
        }
        Optional<RegionEdge> rival = rival(resource, context);
        if (rival.isPresent()) {
            return stalled(
                    resource,
                    EdgeReason.REGION_TAKEN,
                    "region: %s, which RegionEdge %s is of (expected: one of its own)"
                            .formatted(
                                    resource.getSpec().region(),
                                    rival.get().getMetadata().getName()));
        }
        return fleet(Edge.of(resource, cluster.get(), tools.release()));
    }

    private UpdateControl<RegionEdge> fleet(Edge edge) {
        Sight sight = shell.look(edge, watches());
        Optional<String> trouble = portTrouble(edge, edge.mostNodes(sight.pods().size()));
        if (trouble.isPresent()) {
            return stalled(edge.resource(), EdgeReason.NOT_VALID, trouble.get());
        }
        Plan plan = shell.plan(edge, sight);
        Verdict verdict = shell.verdict(edge, plan, sight);
        var before = conditions(edge.resource());
        var conditions = new Conditions(
                        before,
                        edge.resource().getMetadata().getGeneration(),
                        tools.clock().instant())
                .of(verdict);
        Optional<Decision> scaling = shell.scaling(edge, plan, sight);
        var told = new Told(conditions, scaling.map(Decision::scaling).orElse(null));
        RegionEdgeStatus status = FleetStatus.of(edge, plan, sight, told);
        door.claim(edge.resource(), status, !plan.acts().isEmpty(), RegionEdge::new);
        shell.tell(edge, plan, before, verdict);
        shell.carryOut(edge, plan, sight, watches());
        scaling.ifPresent(decision -> shell.scale(edge, decision));
        boolean isQuiet = plan.outlook() == Outlook.SETTLED || plan.outlook() == Outlook.CANARY_PAUSED;
        return UpdateControl.<RegionEdge>noUpdate().rescheduleAfter(isQuiet ? LOOK_AGAIN : LOOK_SOON);
    }

    /// The older one has it.
    private static Optional<RegionEdge> rival(RegionEdge resource, Context<RegionEdge> context) {
        var age = Comparator.comparing((RegionEdge it) -> it.getMetadata().getCreationTimestamp())
                .thenComparing(it -> it.getMetadata().getName());
        return context.getPrimaryCache()
                .list(
                        resource.getMetadata().getNamespace(),
                        other -> other.getSpec()
                                        .clusterRef()
                                        .equals(resource.getSpec().clusterRef())
                                && other.getSpec()
                                        .region()
                                        .equals(resource.getSpec().region())
                                && !other.getMetadata()
                                        .getUid()
                                        .equals(resource.getMetadata().getUid())
                                && age.compare(other, resource) < 0)
                .findFirst();
    }

    /// What is wrong with the ports that are wished for. Those of machines are one to the whole Kubernetes, and
    /// whoever has one keeps it.
    private Optional<String> portTrouble(Edge edge, int nodes) {
        Optional<String> own = Optional.ofNullable(edge.wish().portTrouble(edge.exposure(), nodes));
        if (own.isPresent() || edge.exposure().type() != Exposure.Type.NODE_PORT) {
            return own;
        }
        Ports ports = edge.wish().ports(edge.exposure(), nodes);
        return watches()
                .source(Service.class)
                .list(it -> takes(it, ports) && !isOf(it, edge))
                .findFirst()
                .map(taken -> "exposure.firstPort: nodes need ports %s (expected: none of those of RegionEdge %s/%s)"
                        .formatted(
                                ports,
                                taken.getMetadata().getNamespace(),
                                taken.getMetadata().getLabels().get(Part.EDGE)));
    }

    private static boolean takes(Service service, Ports ports) {
        return service.getSpec().getPorts().stream()
                .map(ServicePort::getNodePort)
                .anyMatch(it -> it != null && ports.has(it));
    }

    private static boolean isOf(Service service, Edge edge) {
        return service.getMetadata().getNamespace().equals(edge.namespace())
                && edge.name().equals(service.getMetadata().getLabels().get(Part.EDGE));
    }

    private UpdateControl<RegionEdge> stalled(RegionEdge resource, EdgeReason reason, String message) {
        tell(resource, new Verdict.Stalled(reason, message, Conditions.wasReady(conditions(resource))));
        return UpdateControl.<RegionEdge>noUpdate().rescheduleAfter(WAIT);
    }

    /// All but the conditions stays as it was.
    private void tell(RegionEdge resource, Verdict verdict) {
        var before = conditions(resource);
        long generation = resource.getMetadata().getGeneration();
        var conditions = new Conditions(before, generation, tools.clock().instant()).of(verdict);
        door.write(resource, Statuses.with(resource.getStatus(), generation, conditions), RegionEdge::new);
        tools.news().tell(resource, before, verdict);
    }

    private static List<Condition> conditions(RegionEdge resource) {
        return resource.getStatus() == null ? List.of() : resource.getStatus().conditions();
    }

    @Override
    public ErrorStatusUpdateControl<RegionEdge> updateErrorStatus(
            RegionEdge resource, Context<RegionEdge> context, Exception failure) {
        if (Failures.isConflict(failure)) {
            // Somebody wrote meanwhile, so what was decided was decided too soon: the next pass sees it.
            return ErrorStatusUpdateControl.noStatusUpdate();
        }
        // What the pass has written down before it failed is newer than what it was given.
        RegionEdge now = tools.client().resource(resource).get();
        if (now != null) {
            tell(now, Failures.verdict(EdgeReason.PROGRESSING, failure, Conditions.wasReady(conditions(now))));
        }
        return ErrorStatusUpdateControl.noStatusUpdate();
    }

    /// All there are, once this one leads.
    public Stream<RegionEdge> edges() {
        return watches.stream().flatMap(Watches::primaries);
    }

    @Override
    public long stalled(Reason reason) {
        return edges().filter(it -> Conditions.isStalled(conditions(it), reason))
                .count();
    }

    private Watches<RegionEdge> watches() {
        return Objects.requireNonNull(watches.orElse(null), "not started");
    }
}
