package dev.parley.kubectl.options;

import dev.parley.crds.MeetingCluster;
import dev.parley.kubectl.kube.Clusters;
import dev.parley.kubectl.kube.Kube;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which MeetingCluster.
public final class ClusterOption {
    @Option(
            names = {"-c", "--cluster"},
            paramLabel = "CLUSTER",
            description = "The MeetingCluster. Absent: the only one.")
    private @Nullable String name;

    public MeetingCluster of(Kube kube) {
        return Clusters.one(kube, name);
    }
}
