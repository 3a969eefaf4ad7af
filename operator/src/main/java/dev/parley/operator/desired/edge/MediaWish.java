package dev.parley.operator.desired.edge;

import dev.parley.crds.MeetingCluster;
import dev.parley.crds.RegionEdge;
import dev.parley.crds.cluster.MeetingClusterSpec;
import dev.parley.crds.edge.Drain;
import dev.parley.crds.edge.Exposure;
import dev.parley.crds.edge.RegionEdgeSpec;
import dev.parley.crds.edge.Update;
import dev.parley.crds.parts.Capacity;
import dev.parley.crds.parts.DrainPolicy;
import dev.parley.crds.parts.OnNodeCordon;
import dev.parley.crds.parts.Resources;
import dev.parley.operator.desired.Amounts;
import io.fabric8.kubernetes.api.model.IntOrString;
import org.jspecify.annotations.Nullable;

/// What the media nodes of a region should be like, all told: what a RegionEdge leaves open is as its
/// MeetingCluster says.
public record MediaWish(
        int loops, int firstPort, @Nullable Resources resources, Capacity capacity, Draining drain, Replacing update) {
    private static final int HIGHEST_PORT = 65_535;
    private static final int FIRST_NODE_PORT = 30_000;
    private static final int HIGHEST_NODE_PORT = 32_767;

    /// How rooms are given away.
    public record Draining(DrainPolicy policy, int deadlineSeconds, int roomsPerSecond, OnNodeCordon onNodeCordon) {}

    /// How nodes are replaced by those of another version.
    public record Replacing(IntOrString maxUnavailable, int maxSurge, int canary, boolean pauseAfterCanary) {
        private static final int PERCENT = 100;

        /// How many nodes of so many may be away at once: at least one, or nothing would ever be replaced.
        public int maxUnavailable(int of) {
            if (maxUnavailable.getIntVal() != null) {
                return maxUnavailable.getIntVal();
            }
            int share = Integer.parseInt(maxUnavailable.getStrVal().replace("%", ""));
            return Math.max(1, of * share / PERCENT);
        }
    }

    public static MediaWish of(RegionEdge edge, MeetingCluster cluster) {
        RegionEdgeSpec spec = edge.getSpec();
        MeetingClusterSpec base = cluster.getSpec();
        Resources resources = or(spec.resources(), base.media().resources());
        Integer loops = or(or(spec.loops(), base.media().loops()), Amounts.cores(resources));
        return new MediaWish(
                loops == null ? 1 : loops,
                firstPort(spec.exposure(), base.media().firstPort()),
                resources,
                otherwise(spec.capacity(), base.media().capacity()),
                drain(spec.drain(), base.drain()),
                update(spec.update(), base.update()));
    }

    /// The port of the first loop of a node.
    public int port(Exposure exposure, int ordinal) {
        return portsDiffer(exposure) ? firstPort + ordinal * loops : firstPort;
    }

    /// Whether nodes share an address, and so are told apart by their ports.
    public static boolean portsDiffer(Exposure exposure) {
        return switch (exposure.type()) {
            case NODE_PORT, SHARED_LOAD_BALANCER -> true;
            case HOST_PORT, LOAD_BALANCER -> false;
        };
    }

    /// All ports of some nodes, both ends included.
    public record Ports(int first, int last) {
        public boolean has(int port) {
            return first <= port && port <= last;
        }

        @Override
        public String toString() {
            return first + " to " + last;
        }
    }

    public Ports ports(Exposure exposure, int nodes) {
        return new Ports(firstPort, port(exposure, Math.max(0, nodes - 1)) + loops - 1);
    }

    /// What is wrong with the ports of so many nodes; null if nothing is. The schema cannot know all of it.
    public @Nullable String portTrouble(Exposure exposure, int nodes) {
        int most = exposure.type() == Exposure.Type.NODE_PORT ? HIGHEST_NODE_PORT : HIGHEST_PORT;
        return ports(exposure, nodes).last() <= most
                ? null
                : "exposure.firstPort: %d (expected: room for %d nodes of %d loops up to port %d)"
                        .formatted(firstPort, nodes, loops, most);
    }

    private static int firstPort(Exposure exposure, int otherwise) {
        if (exposure.firstPort() != null) {
            return exposure.firstPort();
        }
        return exposure.type() == Exposure.Type.NODE_PORT ? FIRST_NODE_PORT : otherwise;
    }

    private static Draining drain(@Nullable Drain own, dev.parley.crds.cluster.Drain base) {
        return own == null
                ? new Draining(base.policy(), base.deadlineSeconds(), base.roomsPerSecond(), base.onNodeCordon())
                : new Draining(
                        otherwise(own.policy(), base.policy()),
                        otherwise(own.deadlineSeconds(), base.deadlineSeconds()),
                        otherwise(own.roomsPerSecond(), base.roomsPerSecond()),
                        otherwise(own.onNodeCordon(), base.onNodeCordon()));
    }

    private static Replacing update(@Nullable Update own, dev.parley.crds.cluster.Update base) {
        return own == null
                ? new Replacing(base.maxUnavailable(), base.maxSurge(), base.canary(), base.pauseAfterCanary())
                : new Replacing(
                        otherwise(own.maxUnavailable(), base.maxUnavailable()),
                        otherwise(own.maxSurge(), base.maxSurge()),
                        otherwise(own.canary(), base.canary()),
                        otherwise(own.pauseAfterCanary(), base.pauseAfterCanary()));
    }

    private static <T> T otherwise(@Nullable T own, T base) {
        return own == null ? base : own;
    }

    private static <T> @Nullable T or(@Nullable T own, @Nullable T base) {
        return own == null ? base : own;
    }
}
