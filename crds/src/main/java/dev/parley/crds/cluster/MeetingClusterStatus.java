package dev.parley.crds.cluster;

import dev.parley.crds.conditions.Condition;
import dev.parley.crds.schema.Absent;
import dev.parley.crds.schema.Items;
import dev.parley.crds.schema.Range;
import dev.parley.crds.schema.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a meeting system is like.
public record MeetingClusterStatus(
        // The generation that everything here speaks of.
        @Range(max = Long.MAX_VALUE) @Nullable Long observedGeneration,
        // Where it stands.
        @Items(max = 8, keys = "type") List<Condition> conditions,
        // The release that runs.
        @Text(max = 128) @Nullable String version,
        // Where clients find it.
        @Text(max = 2_048) @Nullable String url,
        // Its signaling instances.
        @Nullable Instances signaling,
        // Its regions, by name.
        @Items(max = 64, keys = "name") List<Region> regions,
        // Rooms that are open.
        @Range(max = Integer.MAX_VALUE) @Nullable Integer rooms,
        // Participants with a session, in all regions.
        @Range(max = Integer.MAX_VALUE) @Nullable Integer participants) {

    public MeetingClusterStatus {
        conditions = Absent.asEmpty(conditions);
        regions = Absent.asEmpty(regions);
    }

    /// Instances of a program.
    public record Instances(
            // How many there are.
            @Range(max = 1_000) int replicas,
            // How many of them are ready.
            @Range(max = 1_000) int readyReplicas,
            // Which pods they are.
            @Text(max = 1_024) String selector) {}

    /// A region in short; its RegionEdge tells more.
    public record Region(
            // The name of the region.
            @Text(max = 32) String name,
            // The RegionEdge.
            @Text(max = 40) String edge,
            // Nodes that take rooms.
            @Range(max = 256) int activeNodes,
            // Nodes that are wished for.
            @Range(max = 256) int nodes,
            // Rooms at its nodes.
            @Range(max = Integer.MAX_VALUE) int rooms,
            // Participants at its nodes.
            @Range(max = Integer.MAX_VALUE) int participants) {}
}
