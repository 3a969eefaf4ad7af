package dev.parley.crds.edge;

import dev.parley.crds.conditions.Condition;
import dev.parley.crds.parts.Capacity;
import dev.parley.crds.schema.Absent;
import dev.parley.crds.schema.Items;
import dev.parley.crds.schema.Moment;
import dev.parley.crds.schema.Range;
import dev.parley.crds.schema.Rule;
import dev.parley.crds.schema.Text;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the media nodes of a region are like.
public record RegionEdgeStatus(
        // The generation that everything here speaks of.
        @Range(max = Long.MAX_VALUE) @Nullable Long observedGeneration,
        // Where it stands.
        @Items(max = 8, keys = "type") List<Condition> conditions,
        // How many nodes there are.
        @Range(max = 1_000) @Nullable Integer replicas,
        // How many of them take rooms.
        @Range(max = 1_000) @Nullable Integer activeNodes,
        // Which pods they are.
        @Text(max = 1_024) @Nullable String selector,
        // The release that nodes are being brought to, or run.
        @Text(max = 128) @Nullable String version,
        // How many nodes run it already.
        @Range(max = 1_000) @Nullable Integer updatedNodes,
        // Counts the changes of the ring, which is who takes new rooms. Whoever writes by an older one
        // writes too late.
        @Rule(
                value = "self >= oldSelf",
                says = "ringEpoch: %s (expected: at least %s, or somebody writes who is no longer the " + "leader)",
                with = "self, oldSelf")
        @Range(max = Long.MAX_VALUE)
        @Nullable
        Long ringEpoch,
        // What all active nodes together take on.
        @Nullable Capacity capacity,
        // Rooms at all nodes.
        @Range(max = Integer.MAX_VALUE) @Nullable Integer rooms,
        // Participants at all nodes.
        @Range(max = Integer.MAX_VALUE) @Nullable Integer participants,
        // The mean load of the active nodes.
        @Range(max = 1_000) @Nullable Integer loadPercent,
        // What the autoscaler last decided.
        @Nullable Scaling scaling,
        // The nodes, by name.
        @Items(max = 512, keys = "name") List<Node> nodes) {

    public RegionEdgeStatus {
        conditions = Absent.asEmpty(conditions);
        nodes = Absent.asEmpty(nodes);
    }

    /// A decision of the autoscaler.
    public record Scaling(
            // How many nodes it wishes for.
            @Range(max = 256) int wanted,
            // Why, in a sentence.
            @Text(max = 1_024) String reason,
            // When it last changed its mind.
            @Moment Instant decidedAt) {}

    /// A media node.
    public record Node(
            // Its name, which is that of its pod.
            @Text(max = 63) String name,
            // Which pod of that name it speaks of: the next one begins anew.
            @Text(max = 36) @Nullable String uid,
            // Where it is in its life.
            NodePhase phase,
            // Why it is there, in one word: a drain has a cause.
            @Text(max = 64) @Nullable String reason,
            // The machine it runs on.
            @Text(max = 253) @Nullable String host,
            // The release it runs.
            @Text(max = 128) @Nullable String version,
            // The busiest of its loops, as a share of a core, or what else bounds it.
            @Range(max = 1_000) @Nullable Integer loadPercent,
            // Rooms it has.
            @Range(max = Integer.MAX_VALUE) @Nullable Integer rooms,
            // Participants with a session at it.
            @Range(max = Integer.MAX_VALUE) @Nullable Integer participants,
            // When its drain began.
            @Moment @Nullable Instant drainStartedAt,
            // When rooms that are still there will be ended.
            @Moment @Nullable Instant drainDeadline) {}
}
