package dev.parley.crds.edge;

import dev.parley.crds.schema.Rule;
import dev.parley.crds.schema.Text;
import org.jspecify.annotations.Nullable;

/// A region at the other end of the backbone.
public record Peer(
        // Its name.
        @Text(max = 32, pattern = Text.NAME) String region,
        // Where its nodes take links of other nodes. Absent: it is in this Kubernetes cluster, and its
        // RegionEdge tells.
        @Rule(
                value = "self.matches('^([-._A-Za-z0-9]+|\\\\[[0-9a-fA-F:.]+\\\\]):[0-9]{1,5}$')",
                says = "address: %s (expected: host:port)",
                with = "self")
        @Text(max = 260)
        @Nullable
        String address) {}
