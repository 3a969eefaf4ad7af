package dev.parley.crds.edge;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.crds.schema.Default;
import dev.parley.crds.schema.Range;
import dev.parley.crds.schema.Rule;

/// How the number of nodes follows their load: the greatest of packets, bits, CPU and loop lag, as one share.
@Rule(
        value = "self.minNodes <= self.maxNodes",
        says = "minNodes: %s (expected: at most maxNodes, %s)",
        with = "self.minNodes, self.maxNodes",
        at = ".minNodes")
@Rule(
        value = "self.scaleInPercent < self.scaleOutPercent",
        says = "scaleInPercent: %s (expected: less than scaleOutPercent, %s)",
        with = "self.scaleInPercent, self.scaleOutPercent",
        at = ".scaleInPercent")
public record Autoscale(
        // Whether it acts, or only says what it would do.
        @Default("Act") Mode mode,
        // The fewest nodes.
        @Default("1") @Range(min = 1, max = 256) int minNodes,
        // The most nodes.
        @Range(min = 1, max = 256) int maxNodes,
        // The mean load of the region above which nodes are added.
        @Default("60") @Range(min = 10, max = 95) int scaleOutPercent,
        // The mean load that the region would have with one node less, below which the emptiest tail is
        // taken away.
        @Default("40") @Range(min = 1, max = 90) int scaleInPercent,
        // For how long the load must be above before nodes are added.
        @Default("15") @Range(max = 3_600) int scaleOutAfterSeconds,
        // For how long the load must be below before a node is taken away.
        @Default("600") @Range(max = 86_400) int scaleInAfterSeconds) {

    public enum Mode {
        /// It changes spec.replicas.
        @JsonProperty("Act")
        ACT,
        /// It says in the status what it would do, and does not.
        @JsonProperty("DryRun")
        DRY_RUN
    }
}
