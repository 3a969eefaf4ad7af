package dev.parley.operator.desired;

/// The names of what is made. Each has an end of its own, so that a MeetingCluster and a RegionEdge of one name do not
/// meet.
public final class Names {
    private Names() {}

    public static String signaling(String cluster) {
        return cluster + "-signaling";
    }

    /// The Service without an address of its own by which signaling finds all media nodes.
    public static String nodes(String cluster) {
        return cluster + "-nodes";
    }

    public static String redis(String cluster) {
        return cluster + "-redis";
    }

    /// The Secret that the operator makes where none is named.
    public static String nodeSecret(String cluster) {
        return cluster + "-node-secret";
    }

    public static String defaultDeny(String cluster) {
        return cluster + "-default-deny";
    }

    /// The ServiceAccount of all recorders and composers of a MeetingCluster, and the NetworkPolicy for them.
    public static String recorders(String cluster) {
        return cluster + "-recorders";
    }

    /// The Job of one recorder: the first is 1, those that take its place are 2, 3…
    public static String recorder(String recording, int number) {
        return recording + "-recorder-" + number;
    }

    public static String composer(String recording) {
        return recording + "-composer";
    }

    public static String media(String edge) {
        return edge + "-media";
    }

    /// The pod of a media node, and so the node's name, and the name of the Service that leads to it alone.
    public static String node(String edge, int ordinal) {
        return media(edge) + "-" + ordinal;
    }

    public static String nodeSettings(String edge) {
        return edge + "-media-nodes";
    }

    public static String hostSettings(String edge) {
        return edge + "-media-hosts";
    }
}
