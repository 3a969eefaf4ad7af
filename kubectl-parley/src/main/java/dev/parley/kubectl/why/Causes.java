package dev.parley.kubectl.why;

/// Causes of a node's way out, as the operator writes them down, in words.
public final class Causes {
    private Causes() {}

    /// Goes on after "because". A cause that a newer operator knows is told as it is.
    public static String because(String cause) {
        return switch (cause) {
            case "Evicted" -> "somebody else deletes its pod: an eviction, or a hand (Evicted)";
            case "ScaleIn" -> "there are to be fewer nodes, and it is the last (ScaleIn)";
            case "HostCordoned" -> "its machine was cordoned, and drain.onNodeCordon is Drain (HostCordoned)";
            case "CordonedWithHost" -> "its machine was cordoned, and drain.onNodeCordon is Cordon (CordonedWithHost)";
            case "AskedToReplace" -> "somebody asked for another in its place (AskedToReplace)";
            case "AskedToDrain" -> "somebody asked for it to give its rooms away and stay (AskedToDrain)";
            case "AskedToCordon" -> "somebody asked for it to take no new rooms (AskedToCordon)";
            case "Outdated" -> "it runs something else than the spec says now (Outdated)";
            default -> "of " + cause;
        };
    }

    /// Whether `uncordon` ends it.
    public static boolean isAsked(String cause) {
        return cause.startsWith("Asked");
    }

    /// What ends it, where that is not `uncordon`.
    static String end(String cause, String machine) {
        return switch (cause) {
            case "HostCordoned", "CordonedWithHost" ->
                "kubectl uncordon " + machine + ", if its machine is to be used again";
            case "ScaleIn" -> "raise spec.replicas of its RegionEdge, if it is to stay";
            case "Outdated" ->
                "nothing: it is replaced by one that runs what the spec says; spec.update bounds how many at once";
            default -> "nothing: another comes in its place";
        };
    }
}
