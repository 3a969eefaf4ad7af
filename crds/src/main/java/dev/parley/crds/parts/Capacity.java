package dev.parley.crds.parts;

import dev.parley.crds.schema.Range;
import org.jspecify.annotations.Nullable;

/// What one media node takes on before it counts as full. What is absent does not bound it: the load it
/// measures does.
public record Capacity(
        // Participants with a session at the node (`PARLEY_CAPACITY_PARTICIPANTS`).
        @Range(min = 1, max = 100_000) @Nullable Integer participants,
        // Megabits a second that the node sends (`PARLEY_CAPACITY_EGRESS_MBPS`).
        @Range(min = 1, max = 400_000) @Nullable Integer egressMbps) {}
