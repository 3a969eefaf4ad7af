package dev.parley.protocol.placement;

import dev.parley.room.NodeId;
import dev.parley.room.RoomId;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Rendezvous hashing (Thaler and Ravishankar, 1998) with bounded loads (Mirrokni, Thorup, Zadimoghaddam,
/// 2016). Every pair of room and node has a score; a room goes to its best-scored node that has room left. So a
/// node that comes takes only what it wins, a node that goes gives away only what it had, and no node holds
/// much more than its share.
public final class Placement {
    /// A node may hold a quarter more than the mean: a tighter bound moves more rooms when nodes change, a looser one
    /// leaves a node hotter than the others.
    static final double LOAD_FACTOR = 1.25;

    private Placement() {}

    /// Empty when there is no node.
    public static Optional<NodeId> choose(RoomId room, List<NodeLoad> nodes) {
        int capacity = capacity(nodes);
        return nodes.stream()
                .filter(node -> node.rooms() < capacity)
                .max(Comparator.<NodeLoad>comparingLong(node -> score(room, node.node()))
                        .thenComparing(node -> node.node().value()))
                .map(NodeLoad::node);
    }

    /// The most rooms a node may hold once one more has been placed. At least one node is always below it.
    static int capacity(List<NodeLoad> nodes) {
        long rooms = nodes.stream().mapToLong(NodeLoad::rooms).sum() + 1;
        return nodes.isEmpty() ? 0 : (int) Math.ceil(LOAD_FACTOR * rooms / nodes.size());
    }

    /// FNV-1a over both names, then the finalizer of SplitMix64, since FNV alone mixes its last bytes too little.
    static long score(RoomId room, NodeId node) {
        long hash = 0xcbf29ce484222325L;
        for (byte b : (room.value() + '\n' + node.value()).getBytes(StandardCharsets.US_ASCII)) {
            hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
        }
        hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
        hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
        return hash ^ (hash >>> 31);
    }
}
