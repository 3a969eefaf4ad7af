package dev.parley.operator.fleet;

import dev.parley.crds.parts.DrainPolicy;

/// Something to do to a node, after it was written down. Doing it again does nothing more.
public sealed interface Act {
    String node();

    /// It takes no new rooms.
    record Cordon(String node) implements Act {}

    /// It gives away its rooms.
    record Drain(String node, DrainPolicy policy, int deadlineSeconds, int roomsPerSecond) implements Act {}

    /// It takes rooms again.
    record Uncordon(String node) implements Act {}

    /// This very pod goes, if it is still as it was seen.
    record Delete(String node, String uid, String resourceVersion) implements Act {}
}
