package dev.parley.crds.edge;

import dev.parley.crds.parts.DrainPolicy;
import dev.parley.crds.parts.OnNodeCordon;
import dev.parley.crds.schema.Range;
import org.jspecify.annotations.Nullable;

/// How the nodes of this region give away their rooms, where it differs from the MeetingCluster.
public record Drain(
        // What becomes of their rooms.
        @Nullable DrainPolicy policy,
        // After how long rooms that are still there are ended.
        @Range(min = 10, max = 86_400) @Nullable Integer deadlineSeconds,
        // How many rooms are moved a second.
        @Range(min = 1, max = 1_000) @Nullable Integer roomsPerSecond,
        // What happens when the machine below is cordoned.
        @Nullable OnNodeCordon onNodeCordon) {}
