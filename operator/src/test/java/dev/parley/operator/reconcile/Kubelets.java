package dev.parley.operator.reconcile;

import dev.parley.operator.sight.Pods;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// What a StatefulSet's controller and the kubelets would do, one look at a time: the API server of the tests is alone.
final class Kubelets {
    private static final int CONFLICT = 409;
    private static final int NOT_FOUND = 404;

    private final KubernetesClient client;
    private final String namespace;
    private final String set;
    private volatile boolean isFull;
    /// Every pod that ever ran.
    final Set<String> uids = new HashSet<>();

    Kubelets(KubernetesClient client, String namespace, String set) {
        this.client = client;
        this.namespace = namespace;
        this.set = set;
    }

    /// No machine takes a pod any more; those that are there stay.
    void full() {
        isFull = true;
    }

    /// There is one again.
    void room() {
        isFull = false;
        client.pods().inNamespace(namespace).list().getItems().stream()
                .filter(pod -> pod.getSpec().getNodeName() == null)
                .forEach(pod -> client.resource(pod).withGracePeriod(0).delete());
    }

    /// Whoever comes second, looks again next time, as every controller does.
    void look(FakeNodes nodes) {
        try {
            work(nodes);
        } catch (KubernetesClientException refused) {
            if (refused.getCode() != CONFLICT && refused.getCode() != NOT_FOUND) {
                throw refused;
            }
        }
    }

    private void work(FakeNodes nodes) {
        StatefulSet wished = client.apps()
                .statefulSets()
                .inNamespace(namespace)
                .withName(set)
                .get();
        if (wished == null) {
            return;
        }
        String image = image(wished);
        if (wished.getStatus() == null
                || !wished.getMetadata()
                        .getGeneration()
                        .equals(wished.getStatus().getObservedGeneration())) {
            seen(wished, image);
        }
        for (int ordinal = 0; ordinal < wished.getSpec().getReplicas(); ordinal++) {
            pod(wished, ordinal, image, nodes);
        }
        for (Pod pod : client.pods()
                .inNamespace(namespace)
                .withLabels(selector(wished))
                .list()
                .getItems()) {
            boolean tooMany = Pods.ordinal(pod) >= wished.getSpec().getReplicas();
            if (tooMany || pod.getMetadata().getDeletionTimestamp() != null) {
                client.resource(pod).withGracePeriod(0).delete();
                nodes.gone(pod.getMetadata().getName());
            }
        }
    }

    private static Map<String, String> selector(StatefulSet wished) {
        return wished.getSpec().getSelector().getMatchLabels();
    }

    private static String image(StatefulSet wished) {
        return wished.getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst()
                .getImage();
    }

    /// The revision is the image: nothing else of the template changes in these tests.
    private void seen(StatefulSet wished, String image) {
        client.resource(wished)
                .editStatus(it -> new StatefulSetBuilder(it)
                        .withNewStatus()
                        .withObservedGeneration(it.getMetadata().getGeneration())
                        .withReplicas(it.getSpec().getReplicas())
                        .withUpdateRevision(revision(image))
                        .endStatus()
                        .build());
    }

    private static String revision(String image) {
        return image.substring(image.lastIndexOf(':') + 1);
    }

    private void pod(StatefulSet wished, int ordinal, String image, FakeNodes nodes) {
        String name = set + "-" + ordinal;
        Pod there = client.pods().inNamespace(namespace).withName(name).get();
        if (there != null) {
            return;
        }
        var template = wished.getSpec().getTemplate();
        Pod made = client.resource(new PodBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(namespace)
                        .withLabels(template.getMetadata().getLabels())
                        .addToLabels("controller-revision-hash", revision(image))
                        .endMetadata()
                        .withSpec(template.getSpec())
                        .editSpec()
                        .withNodeName(isFull ? null : "machine-a")
                        .endSpec()
                        .build())
                .create();
        if (isFull) {
            client.resource(made).editStatus(Kubelets::refused);
            return;
        }
        uids.add(made.getMetadata().getUid());
        nodes.come(name);
        client.resource(made)
                .editStatus(it -> new PodBuilder(it)
                        .withNewStatus()
                        .withPhase("Running")
                        .withPodIP("10.1.0." + (10 + ordinal))
                        .withConditions(new PodConditionBuilder()
                                .withType("Ready")
                                .withStatus("True")
                                .build())
                        .withContainerStatuses(new ContainerStatusBuilder()
                                .withName("media-node")
                                .withImage(image)
                                .withImageID(image)
                                .withReady(true)
                                .withRestartCount(0)
                                .withState(new ContainerStateBuilder()
                                        .withNewRunning()
                                        .endRunning()
                                        .build())
                                .build())
                        .endStatus()
                        .build());
    }

    /// For so long that nobody waits any more.
    private static Pod refused(Pod pod) {
        return new PodBuilder(pod)
                .withNewStatus()
                .withPhase("Pending")
                .withConditions(new PodConditionBuilder()
                        .withType("PodScheduled")
                        .withStatus("False")
                        .withReason("Unschedulable")
                        .withLastTransitionTime(Instant.now()
                                .minus(Duration.ofHours(1))
                                .truncatedTo(ChronoUnit.SECONDS)
                                .toString())
                        .build())
                .endStatus()
                .build();
    }
}
