package dev.parley.operator.reconcile;

import dev.parley.crds.MeetingCluster;
import dev.parley.crds.RecordingJob;
import dev.parley.operator.desired.Part;
import dev.parley.operator.recording.Take;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// What a RecordingJob watches: its Jobs and their pods, who has which room, and its MeetingCluster.
final class RecordingWatches {
    private RecordingWatches() {}

    static Watches<RecordingJob> of(EventSourceContext<RecordingJob> context) {
        var watches = new Watches<>(context, Part.MANAGED_BY + "=" + Part.OPERATOR + "," + Part.RECORDING);
        watches.on(Job.class).on(PodDisruptionBudget.class);
        watches.on(
                watches.configuration(Pod.class)
                        .withSecondaryToPrimaryMapper(pod -> Set.of(named(pod)))
                        .build(),
                Pod.class);
        watches.on(
                watches.configuration(Lease.class)
                        .withSecondaryToPrimaryMapper(lease -> {
                            var concerned = recordings(context, it -> isWaiting(it) && isBeside(it, lease));
                            concerned.add(named(lease));
                            return concerned;
                        })
                        .build(),
                Lease.class);
        watches.on(
                InformerEventSourceConfiguration.from(MeetingCluster.class, RecordingJob.class)
                        .withName("clusters")
                        .withNamespacesInheritedFromController()
                        .withSecondaryToPrimaryMapper(cluster -> recordings(
                                context,
                                it -> isBeside(it, cluster)
                                        && !Take.of(it.getStatus()).isFinished()
                                        && it.getSpec()
                                                .clusterRef()
                                                .name()
                                                .equals(cluster.getMetadata().getName())))
                        .withOnUpdateFilter((now, before) -> !Objects.equals(now.getSpec(), before.getSpec()))
                        .build(),
                MeetingCluster.class);
        return watches;
    }

    private static boolean isWaiting(RecordingJob recording) {
        return Take.of(recording.getStatus()).isWaiting();
    }

    private static boolean isBeside(HasMetadata one, HasMetadata other) {
        return one.getMetadata().getNamespace().equals(other.getMetadata().getNamespace());
    }

    private static ResourceID named(HasMetadata object) {
        return new ResourceID(
                object.getMetadata().getLabels().get(Part.RECORDING),
                object.getMetadata().getNamespace());
    }

    private static Set<ResourceID> recordings(EventSourceContext<RecordingJob> context, Predicate<RecordingJob> which) {
        return context.getPrimaryCache()
                .list(which)
                .map(ResourceID::fromResource)
                .collect(Collectors.toSet());
    }
}
