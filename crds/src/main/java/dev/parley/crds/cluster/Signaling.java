package dev.parley.crds.cluster;

import dev.parley.crds.parts.Resources;
import dev.parley.crds.parts.Scheduling;
import dev.parley.crds.schema.Default;
import dev.parley.crds.schema.Range;
import dev.parley.crds.schema.Rule;
import org.jspecify.annotations.Nullable;

/// The servers that clients and applications speak with.
public record Signaling(
        // How many instances there are; with autoscale, how many to begin with.
        @Default("2") @Range(min = 1, max = 100) int replicas,
        // How their number follows the load. Absent: it does not.
        @Nullable Autoscale autoscale,
        // How clients reach them.
        @Default("{}") Exposure exposure,
        // WebSockets at one instance (`PARLEY_SOCKETS`).
        @Default("8000") @Range(min = 1, max = 100_000) int sockets,
        // WebSockets from one address that have not joined (`PARLEY_STRANGERS_PER_ADDRESS`). Behind a
        // proxy all clients have its address.
        @Default("500") @Range(min = 1, max = 100_000) int strangersPerAddress,
        // Joins a second from one address (`PARLEY_JOINS_PER_ADDRESS`); bursts of ten times that are let
        // through.
        @Default("50") @Range(min = 1, max = 100_000) int joinsPerAddress,
        // Joins a second into one room (`PARLEY_JOINS_PER_ROOM`); likewise.
        @Default("100") @Range(min = 1, max = 100_000) int joinsPerRoom,
        // What each pod may use.
        @Nullable Resources resources,
        // Where pods run.
        @Default("{}") Scheduling scheduling) {

    /// How the number of instances follows their load, by a HorizontalPodAutoscaler.
    @Rule(
            value = "self.minReplicas <= self.maxReplicas",
            says = "minReplicas: %s (expected: at most maxReplicas, %s)",
            with = "self.minReplicas, self.maxReplicas",
            at = ".minReplicas")
    public record Autoscale(
            // The fewest instances.
            @Default("2") @Range(min = 1, max = 100) int minReplicas,
            // The most instances.
            @Range(min = 1, max = 100) int maxReplicas,
            // The share of its requested CPU at which an instance has enough to do, in percent.
            @Default("60") @Range(min = 10, max = 95) int cpuPercent) {}
}
