package dev.parley.operator.desired;

import dev.parley.crds.cluster.Images;
import dev.parley.crds.parts.Scheduling;
import dev.parley.crds.parts.Spread;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.AffinityBuilder;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.PodAffinityTerm;
import io.fabric8.kubernetes.api.model.PodAffinityTermBuilder;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.WeightedPodAffinityTerm;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// On which machines pods run, and what they are pulled with.
public final class Where {
    private static final String HOST = "kubernetes.io/hostname";
    private static final String ZONE = "topology.kubernetes.io/zone";

    /// The most there is, for machines as for zones: of what speaks for a machine, that it has none yet counts most.
    private static final int WEIGHT = 100;

    private Where() {}

    /// A pod as the scheduling says, restricted, with the images' secrets and a place for scratch files.
    public static PodSpecBuilder pod(Scheduling scheduling, Images images, Map<String, String> selector) {
        return new PodSpecBuilder()
                .withSecurityContext(Restricted.pod())
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .withNodeSelector(scheduling.nodeSelector().isEmpty() ? null : scheduling.nodeSelector())
                .withTolerations(
                        scheduling.tolerations().stream().map(Where::toleration).toList())
                .withAffinity(apart(scheduling, selector))
                .withPriorityClassName(scheduling.priorityClassName())
                .withImagePullSecrets(images.pullSecrets().stream()
                        .map(secret -> new LocalObjectReference(secret.name()))
                        .toList())
                .withVolumes(Restricted.scratch());
    }

    public static String pullPolicy(Images images) {
        return switch (images.pullPolicy()) {
            case ALWAYS -> "Always";
            case IF_NOT_PRESENT -> "IfNotPresent";
            case NEVER -> "Never";
        };
    }

    private static Toleration toleration(dev.parley.crds.parts.Toleration told) {
        return new Toleration(
                told.effect() == null
                        ? null
                        : switch (told.effect()) {
                            case NO_SCHEDULE -> "NoSchedule";
                            case PREFER_NO_SCHEDULE -> "PreferNoSchedule";
                            case NO_EXECUTE -> "NoExecute";
                        },
                told.key(),
                switch (told.operator()) {
                    case EQUAL -> "Equal";
                    case EXISTS -> "Exists";
                },
                told.tolerationSeconds() == null
                        ? null
                        : told.tolerationSeconds().longValue(),
                told.value());
    }

    /// A topology spread constraint would do for one key. Of two, a machine without a label for either counts for
    /// none of them, and few clusters of one's own have zones: there the pods would come to lie on one machine.
    private static @Nullable Affinity apart(Scheduling scheduling, Map<String, String> selector) {
        List<PodAffinityTerm> never = terms(scheduling, Spread.REQUIRED, selector);
        List<WeightedPodAffinityTerm> better = terms(scheduling, Spread.PREFERRED, selector).stream()
                .map(term -> new WeightedPodAffinityTerm(term, WEIGHT))
                .toList();
        return never.isEmpty() && better.isEmpty()
                ? null
                : new AffinityBuilder()
                        .withNewPodAntiAffinity()
                        .withRequiredDuringSchedulingIgnoredDuringExecution(never)
                        .withPreferredDuringSchedulingIgnoredDuringExecution(better)
                        .endPodAntiAffinity()
                        .build();
    }

    private static List<PodAffinityTerm> terms(Scheduling scheduling, Spread spread, Map<String, String> selector) {
        return keys(scheduling, spread)
                .map(key -> new PodAffinityTermBuilder()
                        .withTopologyKey(key)
                        .withNewLabelSelector()
                        .withMatchLabels(selector)
                        .endLabelSelector()
                        .build())
                .toList();
    }

    private static Stream<String> keys(Scheduling scheduling, Spread spread) {
        return Stream.of(HOST, ZONE)
                .filter(key -> (key.equals(HOST) ? scheduling.hosts() : scheduling.zones()) == spread);
    }
}
