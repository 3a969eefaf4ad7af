package dev.parley.operator.reconcile;

import dev.parley.crds.MeetingCluster;
import dev.parley.crds.RegionEdge;
import dev.parley.crds.cluster.MeetingClusterStatus;
import dev.parley.crds.cluster.MeetingClusterStatus.Region;
import dev.parley.crds.conditions.ClusterReason;
import dev.parley.crds.conditions.Condition;
import dev.parley.crds.conditions.Reason;
import dev.parley.operator.apply.Applier;
import dev.parley.operator.apply.Change;
import dev.parley.operator.desired.Part;
import dev.parley.operator.desired.Release;
import dev.parley.operator.desired.cluster.Meeting;
import dev.parley.operator.desired.cluster.SystemObjects;
import dev.parley.operator.status.Conditions;
import dev.parley.operator.status.ServedSchemas.Outdated;
import dev.parley.operator.status.Standing;
import dev.parley.operator.status.StatusDoor;
import dev.parley.operator.status.Verdict;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Keeps a meeting system as its MeetingCluster wishes.
@ControllerConfiguration(name = "meetingcluster")
public final class MeetingClusterReconciler implements Reconciler<MeetingCluster>, Standing {
    /// What is not watched, such as Secrets, is looked at again after this long.
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(10);

    /// Somebody is at work on it, so it is worth looking soon.
    private static final Duration LOOK_SOON = Duration.ofSeconds(15);

    private static final List<Class<? extends HasMetadata>> KINDS = List.of(
            ServiceAccount.class,
            Service.class,
            Deployment.class,
            HorizontalPodAutoscaler.class,
            PodDisruptionBudget.class,
            NetworkPolicy.class,
            Ingress.class);

    private final Tools tools;
    private final Offered offered;
    private final Applier applier;
    private final Secrets secrets;
    private final StatusDoor door;
    private volatile Optional<Watches<MeetingCluster>> watches = Optional.empty();

    public MeetingClusterReconciler(Tools tools, SecureRandom random) {
        this.tools = tools;
        this.offered = new Offered(tools.client(), tools.clock());
        this.applier = new Applier(tools.client());
        this.secrets = new Secrets(tools.client(), random);
        this.door = new StatusDoor(tools.client(), tools.schemas());
    }

    @Override
    public List<EventSource<?, MeetingCluster>> prepareEventSources(EventSourceContext<MeetingCluster> context) {
        var made = new Watches<>(
                context, Part.MANAGED_BY + "=" + Part.OPERATOR + ",!" + Part.EDGE + ",!" + Part.RECORDING);
        KINDS.forEach(made::on);
        made.on(
                InformerEventSourceConfiguration.from(RegionEdge.class, MeetingCluster.class)
                        .withName("edges")
                        .withNamespacesInheritedFromController()
                        .withSecondaryToPrimaryMapper(edge -> Set.of(new ResourceID(
                                edge.getSpec().clusterRef().name(),
                                edge.getMetadata().getNamespace())))
                        .withOnUpdateFilter((now, before) -> !Objects.equals(region(now), region(before)))
                        .build(),
                RegionEdge.class);
        watches = Optional.of(made);
        return made.sources();
    }

    private static List<Region> region(RegionEdge edge) {
        return SystemReport.regions(List.of(edge));
    }

    @Override
    public UpdateControl<MeetingCluster> reconcile(MeetingCluster cluster, Context<MeetingCluster> context) {
        if (cluster.getSpec().paused()) {
            tell(cluster, paused(cluster));
            return UpdateControl.noUpdate();
        }
        Optional<Outdated> outdated = tools.schemas().outdated(MeetingCluster.class);
        if (outdated.isPresent()) {
            boolean serving = Conditions.wasReady(conditions(cluster));
            tell(
                    cluster,
                    new Verdict.Stalled(
                            ClusterReason.CRD_OUTDATED, outdated.get().message(), serving));
            return UpdateControl.<MeetingCluster>noUpdate().rescheduleAfter(LOOK_SOON);
        }
        secrets.ensure(cluster);
        var changes = applyAll(cluster);
        tools.news().tell(cluster, changes);
        Verdict verdict = secrets.trouble(cluster)
                .orElseGet(() -> SystemReport.of(signaling(cluster).orElse(null)));
        tell(cluster, verdict);
        return UpdateControl.<MeetingCluster>noUpdate()
                .rescheduleAfter(verdict instanceof Verdict.Ready ? LOOK_AGAIN : LOOK_SOON);
    }

    /// What works goes on working.
    private Verdict paused(MeetingCluster cluster) {
        String message = "spec.paused is set: nothing is changed";
        return SystemReport.of(signaling(cluster).orElse(null)) instanceof Verdict.Ready
                ? new Verdict.Ready(ClusterReason.PAUSED, message)
                : new Verdict.NotReady(ClusterReason.PAUSED, message);
    }

    private List<Change> applyAll(MeetingCluster cluster) {
        var meeting = new Meeting(cluster, tools.release());
        var offers = offered.now();
        var owned = watches().owned(cluster, SystemObjects.optional(meeting, offers), KINDS);
        return applier.apply(SystemObjects.of(meeting, offers), owned);
    }

    private Optional<Deployment> signaling(MeetingCluster cluster) {
        String name = new Meeting(cluster, tools.release()).signaling();
        return watches()
                .all(Deployment.class, cluster)
                .filter(it -> it.getMetadata().getName().equals(name))
                .findFirst();
    }

    private void tell(MeetingCluster cluster, Verdict verdict) {
        var before = conditions(cluster);
        var meeting = new Meeting(cluster, tools.release());
        long generation = cluster.getMetadata().getGeneration();
        var conditions = new Conditions(before, generation, tools.clock().instant()).of(verdict);
        var edges = new ArrayList<>(watches().all(RegionEdge.class, cluster).toList());
        var regions = SystemReport.regions(edges);
        var status = new MeetingClusterStatus(
                generation,
                conditions,
                Release.versionOf(meeting.image()),
                SystemObjects.url(meeting),
                SystemReport.instances(meeting.name(), signaling(cluster).orElse(null)),
                regions,
                regions.stream().mapToInt(Region::rooms).sum(),
                regions.stream().mapToInt(Region::participants).sum());
        door.write(cluster, status, MeetingCluster::new);
        tools.news().tell(cluster, before, verdict);
    }

    private static List<Condition> conditions(MeetingCluster cluster) {
        return cluster.getStatus() == null ? List.of() : cluster.getStatus().conditions();
    }

    @Override
    public ErrorStatusUpdateControl<MeetingCluster> updateErrorStatus(
            MeetingCluster cluster, Context<MeetingCluster> context, Exception failure) {
        tell(cluster, Failures.verdict(ClusterReason.PROGRESSING, failure, Conditions.wasReady(conditions(cluster))));
        return ErrorStatusUpdateControl.noStatusUpdate();
    }

    @Override
    public long stalled(Reason reason) {
        return watches.stream()
                .flatMap(Watches::primaries)
                .filter(it -> Conditions.isStalled(conditions(it), reason))
                .count();
    }

    private Watches<MeetingCluster> watches() {
        return watches.orElseThrow(() -> new IllegalStateException("not started"));
    }
}
