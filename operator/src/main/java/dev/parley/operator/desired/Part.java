package dev.parley.operator.desired;

import java.util.Map;
import java.util.TreeMap;

/// One program of a meeting system, and the labels by which its objects and pods are known.
public enum Part {
    SIGNALING("signaling"),
    MEDIA_NODE("media-node"),
    RECORDER("recorder"),
    REDIS("redis");

    public static final String NAME = "app.kubernetes.io/name";
    public static final String INSTANCE = "app.kubernetes.io/instance";
    public static final String COMPONENT = "app.kubernetes.io/component";
    public static final String VERSION = "app.kubernetes.io/version";
    public static final String MANAGED_BY = "app.kubernetes.io/managed-by";

    /// Which RegionEdge an object belongs to; what has no such label belongs to the MeetingCluster itself.
    public static final String EDGE = "parley.dev/edge";

    public static final String REGION = "parley.dev/region";

    /// Which RecordingJob an object belongs to.
    public static final String RECORDING = "parley.dev/recording";

    /// Who manages fields by server-side apply, and the word in the label.
    public static final String OPERATOR = "parley-operator";

    private static final String PARLEY = "parley";

    private final String component;

    Part(String component) {
        this.component = component;
    }

    /// What pods are selected by. It never changes: a selector cannot.
    public Map<String, String> selector(String cluster) {
        return sorted(Map.of(NAME, PARLEY, INSTANCE, cluster, COMPONENT, component));
    }

    /// Of one RegionEdge alone.
    public Map<String, String> selector(String cluster, String edge) {
        return with(selector(cluster), Map.of(EDGE, edge));
    }

    public Map<String, String> labels(String cluster) {
        return with(selector(cluster), Map.of(MANAGED_BY, OPERATOR));
    }

    /// Everything of a meeting system.
    public static Map<String, String> all(String cluster) {
        return sorted(Map.of(NAME, PARLEY, INSTANCE, cluster));
    }

    public static Map<String, String> with(Map<String, String> labels, Map<String, String> more) {
        var both = new TreeMap<>(labels);
        both.putAll(more);
        return both;
    }

    private static Map<String, String> sorted(Map<String, String> labels) {
        return new TreeMap<>(labels);
    }
}
