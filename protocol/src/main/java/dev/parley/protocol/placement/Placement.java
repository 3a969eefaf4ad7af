package dev.parley.protocol.placement;

import dev.parley.room.NodeId;
import dev.parley.room.RoomId;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/// Rendezvous hashing (Thaler and Ravishankar, 1998) with bounded loads (Mirrokni, Thorup, Zadimoghaddam,
/// 2016). Every pair of room and node has a score; a room goes to its best-scored node that has room left. So a
/// node that comes takes only what it wins, a node that goes gives away only what it had, and no node holds
/// much more than its share. Who counts the rooms, decides: see ADR-0010.
public final class Placement {
    /// A node may hold a quarter more than the mean: a tighter bound moves more rooms when nodes change, a looser one
    /// leaves a node hotter than the others.
    public static final double LOAD_FACTOR = 1.25;

    private Placement() {}

    /// The nodes for this room, best first.
    public static List<NodeId> rank(RoomId room, Collection<NodeId> nodes) {
        return nodes.stream()
                .distinct()
                .sorted(Comparator.<NodeId>comparingLong(node -> score(room, node))
                        .thenComparing(NodeId::value)
                        .reversed())
                .toList();
    }

    /// The first that is below its bound; empty only when there is no node.
    public static Optional<NodeId> choose(List<NodeId> ranked, ToLongFunction<NodeId> rooms) {
        long bound = bound(ranked.stream().mapToLong(rooms).sum() + 1, ranked.size());
        return ranked.stream().filter(node -> rooms.applyAsLong(node) < bound).findFirst();
    }

    /// The most rooms one of so many nodes may hold. At least one node is below it before the last room is placed.
    public static long bound(long rooms, int nodes) {
        return nodes == 0 ? 0 : (long) Math.ceil(LOAD_FACTOR * rooms / nodes);
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
