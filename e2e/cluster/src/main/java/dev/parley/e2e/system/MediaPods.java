package dev.parley.e2e.system;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The pods of a run, by the labels that the operator and the chart give them.
public record MediaPods(Installation installation) {
    private static final String COMPONENT = "app.kubernetes.io/component";
    private static final String NAME = "app.kubernetes.io/name";

    public List<Pod> all() {
        return labelled(COMPONENT, "media-node");
    }

    /// Redis, or signaling.
    public List<Pod> of(String component) {
        return labelled(COMPONENT, component);
    }

    /// Those that lead, or wait to.
    public List<Pod> operators() {
        return labelled(NAME, "parley-operator");
    }

    private List<Pod> labelled(String label, String value) {
        return installation
                .client()
                .pods()
                .inNamespace(installation.namespace())
                .withLabel(label, value)
                .list()
                .getItems();
    }

    /// Which pods there are, and how often each was started again: equal before and after, nothing was restarted.
    public Map<String, Integer> lives() {
        var lives = new TreeMap<String, Integer>();
        all().forEach(pod ->
                lives.put(pod.getMetadata().getName() + " " + pod.getMetadata().getUid(), restarts(pod)));
        return lives;
    }

    private static int restarts(Pod pod) {
        return pod.getStatus().getContainerStatuses().stream()
                .mapToInt(ContainerStatus::getRestartCount)
                .sum();
    }
}
