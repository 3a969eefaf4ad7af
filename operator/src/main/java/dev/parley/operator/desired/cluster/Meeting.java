package dev.parley.operator.desired.cluster;

import dev.parley.crds.MeetingCluster;
import dev.parley.crds.cluster.MeetingClusterSpec;
import dev.parley.operator.desired.Names;
import dev.parley.operator.desired.Part;
import dev.parley.operator.desired.Release;
import java.util.Map;

/// A MeetingCluster, and what all of its objects are made of.
public record Meeting(MeetingCluster resource, Release release) {
    public String name() {
        return resource.getMetadata().getName();
    }

    public String namespace() {
        return resource.getMetadata().getNamespace();
    }

    public MeetingClusterSpec spec() {
        return resource.getSpec();
    }

    public String signaling() {
        return Names.signaling(name());
    }

    public String image() {
        return release.signaling(spec().images());
    }

    Map<String, String> selector(Part part) {
        return part.selector(name());
    }

    Map<String, String> labels(Part part) {
        return part.labels(name());
    }
}
