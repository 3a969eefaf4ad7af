package dev.parley.kubectl.completion;

import dev.parley.crds.MeetingCluster;
import dev.parley.crds.RecordingJob;
import dev.parley.crds.RegionEdge;
import dev.parley.kubectl.kube.Fleet;
import dev.parley.kubectl.kube.Kube;
import dev.parley.kubectl.kube.Mistake;
import dev.parley.kubectl.kube.Where;
import dev.parley.kubectl.why.Target;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;

/// Asks the cluster that is meant. Whatever goes wrong, nothing is offered: a shell that completes is no
/// place for errors.
public final class KubeKnown implements Known {
    @Override
    public List<String> names(Kind kind, Where where) {
        try (Kube kube = Kube.open(where)) {
            return names(kind, kube);
        } catch (Mistake | KubernetesClientException _) {
            return List.of();
        }
    }

    private static List<String> names(Kind kind, Kube kube) {
        return switch (kind) {
            case CLUSTER ->
                kube.list(MeetingCluster.class).stream()
                        .map(it -> it.getMetadata().getName())
                        .toList();
            case EDGE ->
                kube.list(RegionEdge.class).stream()
                        .map(it -> it.getMetadata().getName())
                        .toList();
            case NODE ->
                Fleet.of(kube.list(RegionEdge.class)).members().stream()
                        .map(Fleet.Member::name)
                        .toList();
            case RECORDING ->
                kube.list(RecordingJob.class).stream()
                        .map(it -> it.getMetadata().getName())
                        .toList();
            case ANYTHING ->
                new Target.All(
                                kube.list(MeetingCluster.class),
                                kube.list(RegionEdge.class),
                                kube.list(RecordingJob.class))
                        .stream().map(Target::path).toList();
            case NAMESPACE ->
                kube.client().namespaces().list().getItems().stream()
                        .map(it -> it.getMetadata().getName())
                        .toList();
        };
    }
}
