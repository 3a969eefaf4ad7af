package dev.parley.operator.desired.edge;

import dev.parley.crds.MeetingCluster;
import dev.parley.crds.RegionEdge;
import dev.parley.crds.cluster.MeetingClusterSpec;
import dev.parley.crds.edge.Exposure;
import dev.parley.operator.desired.Part;
import dev.parley.operator.desired.Release;
import java.util.Map;

/// A RegionEdge with its MeetingCluster, and what follows from both: what all of its objects are made of.
public record Edge(RegionEdge resource, MeetingCluster cluster, Release release, MediaWish wish) {

    public static Edge of(RegionEdge resource, MeetingCluster cluster, Release release) {
        return new Edge(resource, cluster, release, MediaWish.of(resource, cluster));
    }

    public String name() {
        return resource.getMetadata().getName();
    }

    public String clusterName() {
        return cluster.getMetadata().getName();
    }

    public String namespace() {
        return resource.getMetadata().getNamespace();
    }

    public Exposure exposure() {
        return resource.getSpec().exposure();
    }

    public MeetingClusterSpec system() {
        return cluster.getSpec();
    }

    public String image() {
        return release.mediaNode(system().images());
    }

    public Map<String, String> selector() {
        return Part.MEDIA_NODE.selector(clusterName(), name());
    }

    public Map<String, String> labels() {
        return Part.with(
                Part.MEDIA_NODE.labels(clusterName()),
                Map.of(Part.EDGE, name(), Part.REGION, resource.getSpec().region()));
    }

    /// The most nodes that there can be: for as many there are ports and settings before they are needed. One more than
    /// is wished for, which takes the rooms of a single node while that is replaced.
    public int mostNodes(int replicas) {
        var autoscale = resource.getSpec().autoscale();
        int wished = Math.max(resource.getSpec().replicas(), autoscale == null ? 0 : autoscale.maxNodes());
        return Math.max(wished + 1, replicas);
    }
}
