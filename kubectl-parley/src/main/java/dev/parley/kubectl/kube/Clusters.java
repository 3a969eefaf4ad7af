package dev.parley.kubectl.kube;

import dev.parley.crds.MeetingCluster;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Which MeetingCluster is meant.
public final class Clusters {
    private Clusters() {}

    /// The named one; without a name the only one there is.
    public static MeetingCluster one(Kube kube, @Nullable String name) {
        List<MeetingCluster> there = kube.list(MeetingCluster.class);
        List<MeetingCluster> meant = there.stream()
                .filter(it -> name == null || it.getMetadata().getName().equals(name))
                .toList();
        if (meant.size() == 1) {
            return meant.getFirst();
        }
        if (there.isEmpty()) {
            throw new Mistake("MeetingCluster: none " + kube.place() + " (expected: one; -n or -A looks elsewhere)");
        }
        String which = name == null ? there.size() + " of them " + kube.place() : name;
        throw new Mistake("MeetingCluster: " + which + " (expected: --cluster with one of " + names(there) + ")");
    }

    private static String names(List<MeetingCluster> clusters) {
        return clusters.stream().map(it -> it.getMetadata().getName()).collect(Collectors.joining(", "));
    }
}
