package dev.parley.operator.sight;

import dev.parley.crds.Parley;
import dev.parley.operator.fleet.Seen;
import dev.parley.operator.fleet.Seen.Ask;
import dev.parley.operator.fleet.Seen.Host;
import dev.parley.operator.fleet.Seen.Life;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads off a pod what the fleet wants to know of it. Pure.
public final class Pods {
    private static final String REVISION = "controller-revision-hash";
    private static final String READY = "Ready";
    private static final String SCHEDULED = "PodScheduled";
    private static final String UNSCHEDULABLE = "Unschedulable";
    private static final Set<String> NOT_PULLED = Set.of("ImagePullBackOff", "ErrImagePull", "InvalidImageName");

    private Pods() {}

    public static int ordinal(Pod pod) {
        String name = pod.getMetadata().getName();
        return Integer.parseInt(name.substring(name.lastIndexOf('-') + 1));
    }

    public static Seen.Pod seen(Pod pod, @Nullable StatefulSet set, Host host) {
        var metadata = pod.getMetadata();
        return new Seen.Pod(
                metadata.getName(),
                metadata.getUid(),
                metadata.getResourceVersion(),
                life(pod),
                isCurrent(pod, set),
                host,
                ask(pod),
                metadata.getDeletionTimestamp() == null ? null : Instant.parse(metadata.getDeletionTimestamp()),
                condition(pod, SCHEDULED)
                        .filter(it -> UNSCHEDULABLE.equals(it.getReason()))
                        .map(it -> Instant.parse(it.getLastTransitionTime()))
                        .orElse(null));
    }

    private static Life life(Pod pod) {
        boolean runs = containers(pod)
                .anyMatch(it -> it.getState() != null && it.getState().getRunning() != null);
        if (!runs) {
            return Life.NONE;
        }
        return condition(pod, READY).filter(it -> "True".equals(it.getStatus())).isPresent()
                ? Life.READY
                : Life.RUNNING;
    }

    /// While nobody knows which form is the latest, nobody is replaced.
    private static boolean isCurrent(Pod pod, @Nullable StatefulSet set) {
        return set == null
                || !isLookedAt(set)
                || set.getStatus()
                        .getUpdateRevision()
                        .equals(pod.getMetadata().getLabels().get(REVISION));
    }

    /// Whether the StatefulSet's controller has looked at its latest form, so that it is known what its pods are to be.
    static boolean isLookedAt(StatefulSet set) {
        var status = set.getStatus();
        return status != null
                && status.getUpdateRevision() != null
                && set.getMetadata().getGeneration().equals(status.getObservedGeneration());
    }

    private static Ask ask(Pod pod) {
        var annotations = pod.getMetadata().getAnnotations();
        String wish = annotations == null ? null : annotations.get(Parley.WISH_ANNOTATION);
        return switch (wish) {
            case "cordon" -> Ask.CORDON;
            case "drain" -> Ask.DRAIN;
            case "replace" -> Ask.REPLACE;
            case null, default -> Ask.NOTHING;
        };
    }

    /// The image that cannot be pulled, if there is one.
    public static Optional<String> notPulled(Pod pod) {
        return containers(pod)
                .filter(it -> it.getState() != null && it.getState().getWaiting() != null)
                .filter(it -> NOT_PULLED.contains(it.getState().getWaiting().getReason()))
                .map(ContainerStatus::getImage)
                .findFirst();
    }

    private static Stream<ContainerStatus> containers(Pod pod) {
        return pod.getStatus() == null || pod.getStatus().getContainerStatuses() == null
                ? Stream.empty()
                : pod.getStatus().getContainerStatuses().stream();
    }

    private static Optional<PodCondition> condition(Pod pod, String type) {
        List<PodCondition> all =
                pod.getStatus() == null ? null : pod.getStatus().getConditions();
        return all == null
                ? Optional.empty()
                : all.stream().filter(it -> type.equals(it.getType())).findFirst();
    }
}
