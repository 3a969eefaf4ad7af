package dev.parley.crds.cluster;

import dev.parley.crds.parts.Capacity;
import dev.parley.crds.parts.Resources;
import dev.parley.crds.schema.Default;
import dev.parley.crds.schema.Range;
import dev.parley.crds.schema.Rule;
import org.jspecify.annotations.Nullable;

/// What media nodes are like, unless their RegionEdge says otherwise.
@Rule(
        value = "!has(self.loops) || self.firstPort + self.loops - 1 <= 65535",
        says = "firstPort: %s (expected: room for %s ports up to 65535, one for each loop)",
        with = "self.firstPort, self.loops",
        at = ".firstPort")
public record Media(
        // Loops, so threads and UDP ports, of a node (`PARLEY_LOOPS`). Absent: one for each core of its
        // CPU limit.
        @Range(min = 1, max = 128) @Nullable Integer loops,
        // The UDP port of a node's first loop; each further loop has the next one (`PARLEY_MEDIA_PORT`).
        @Default("10000") @Range(min = 1_024, max = 65_535) int firstPort,
        // How long a node may rehearse before it is ready (`PARLEY_WARM_UP_SECONDS`). 0: not at all.
        @Default("20") @Range(max = 60) int warmUpSeconds,
        // What one node takes on.
        @Default("{}") Capacity capacity,
        // What each pod may use.
        @Nullable Resources resources) {}
