package dev.parley.crds.edge;

import dev.parley.crds.parts.Capacity;
import dev.parley.crds.parts.ClusterRef;
import dev.parley.crds.parts.Resources;
import dev.parley.crds.parts.Scheduling;
import dev.parley.crds.schema.Absent;
import dev.parley.crds.schema.Default;
import dev.parley.crds.schema.Items;
import dev.parley.crds.schema.Range;
import dev.parley.crds.schema.Rule;
import dev.parley.crds.schema.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the media nodes of a region should be like. What may be absent here, and has no default, is as the
/// MeetingCluster says.
@Rule(
        value = "!(self.exposure.type in ['NodePort', 'SharedLoadBalancer'])"
                + " || !has(self.exposure.firstPort) && self.exposure.type != 'NodePort'"
                + " || " + RegionEdgeSpec.FIRST_PORT + " + " + RegionEdgeSpec.PORTS + " - 1"
                + " <= (self.exposure.type == 'NodePort' ? 32767 : 65535)",
        says = "firstPort: %s (expected: room for %s ports up to %s, one for each loop of each node)",
        with = RegionEdgeSpec.FIRST_PORT + ", " + RegionEdgeSpec.PORTS
                + ", (self.exposure.type == 'NodePort' ? 32767 : 65535)",
        at = ".exposure")
@Rule(
        value = "self.peers.all(it, it.region != self.region)",
        says = "peers: %s (expected: other regions than its own)",
        with = "self.region",
        at = ".peers")
public record RegionEdgeSpec(
        // The MeetingCluster that these nodes belong to. For the life of the RegionEdge.
        @Rule(
                value = "self == oldSelf",
                says = "clusterRef.name: %s (expected: %s, which cannot change: make another RegionEdge, and"
                        + " drain this one)",
                with = "self.name, oldSelf.name")
        ClusterRef clusterRef,
        // The region's name, one RegionEdge each. For the life of the RegionEdge: rooms are placed by it.
        @Rule(
                value = "self == oldSelf",
                says = "region: %s (expected: %s, which cannot change: make another RegionEdge, and drain "
                        + "this one)",
                with = "self, oldSelf")
        @Text(max = 32, pattern = Text.NAME)
        String region,
        // Where on earth it is, so that participants find the nearest. Absent: it is nobody's nearest.
        @Nullable Coordinates coordinates,
        // How many nodes are wished for. Written by the autoscaler, where there is one, and by kubectl
        // scale.
        @Default("2") @Range(max = 256) int replicas,
        // How the number of nodes follows their load. Absent: it does not.
        @Nullable Autoscale autoscale,
        // How clients reach the nodes.
        @Default("{}") Exposure exposure,
        // Loops, so threads and UDP ports, of a node (`PARLEY_LOOPS`).
        @Range(min = 1, max = 128) @Nullable Integer loops,
        // What one node takes on.
        @Nullable Capacity capacity,
        // What each pod may use.
        @Nullable Resources resources,
        // Where pods run.
        @Default("{}") Scheduling scheduling,
        // How nodes give away their rooms.
        @Nullable Drain drain,
        // How nodes are replaced by others of another version.
        @Nullable Update update,
        // Regions that this one exchanges media with over the backbone.
        @Default("[]") @Items(max = 64, keys = "region") List<Peer> peers,
        // While true the operator changes nothing, and says so.
        @Default("false") boolean paused) {

    /// What it is with NodePort where nobody says otherwise.
    static final String FIRST_PORT = "(has(self.exposure.firstPort) ? self.exposure.firstPort : 30000)";

    /// How many ports the region has where nodes share an address.
    static final String PORTS = "((has(self.autoscale) ? self.autoscale.maxNodes : self.replicas)"
            + " * (has(self.loops) ? self.loops : 1))";

    public RegionEdgeSpec {
        peers = Absent.asEmpty(peers);
    }

    /// Where on earth, in degrees.
    public record Coordinates(
            // Degrees to the north; to the south they are negative.
            @Range(min = -90, max = 90) double latitude,
            // Degrees to the east; to the west they are negative.
            @Range(min = -180, max = 180) double longitude) {}
}
