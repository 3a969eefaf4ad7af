package dev.parley.media.custody;

import dev.parley.protocol.node.Dispute;
import dev.parley.protocol.node.NodeCommand;
import dev.parley.protocol.node.Party;
import dev.parley.protocol.placement.Placement;
import dev.parley.room.NodeId;
import dev.parley.room.RoomId;
import dev.parley.room.SessionId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What signaling does for nodes: settles disputes, knows where rooms are, and lets clients begin anew
/// where all is lost.
final class ModelSignaling {
    /// A room that nobody serves for so long is placed anew.
    private static final long LOST_NS = 1_700_000_000;

    private static final double WORDS_LOST = 0.05;

    private final ModelWorld world;
    private final Map<Dispute, NodeCommand.Verdict> verdicts = new HashMap<>();
    private final Map<RoomId, NodeId> placements = new TreeMap<>(Comparator.comparing(RoomId::value));
    private final Map<RoomId, Long> unservedSinceNs = new HashMap<>();
    private boolean away;
    private int sessions;

    ModelSignaling(ModelWorld world) {
        this.world = world;
    }

    void away(boolean now) {
        away = now;
    }

    boolean isAway() {
        return away;
    }

    private boolean isHeard(ModelNode node) {
        return !away && !node.isCut() && !node.isDeaf() && world.random().nextDouble() >= WORDS_LOST;
    }

    // --- disputes ----------------------------------------------------------------------------------------------

    void asked(ModelNode from, Dispute dispute, Party claimant, boolean refused) {
        if (isHeard(from)) {
            world.in(world.delayNs(), () -> settle(dispute, claimant, refused));
        }
    }

    private void settle(Dispute dispute, Party claimant, boolean refused) {
        boolean dead = refused && (isDead(dispute, claimant.other()) || world.bug() == Bug.DEATH_IS_GUESSED);
        var mine = new NodeCommand.Verdict(dispute, claimant, dead);
        NodeCommand.Verdict holds =
                world.bug() == Bug.VERDICT_IS_NOT_KEPT ? mine : verdicts.getOrDefault(dispute, mine);
        verdicts.put(dispute, holds);
        if (world.bug() == Bug.NOBODY_TAKES && holds.winner() == Party.KEEPER) {
            return;
        }
        tell(dispute.holder(), dispute.holderInstance(), holds);
        tell(dispute.keeper(), dispute.keeperInstance(), holds);
    }

    private boolean isDead(Dispute dispute, Party party) {
        NodeId node = party == Party.HOLDER ? dispute.holder() : dispute.keeper();
        String instance = party == Party.HOLDER ? dispute.holderInstance() : dispute.keeperInstance();
        ModelNode now = world.process(node);
        return !now.isCut() && (!now.isAlive() || !now.self().instance().equals(instance));
    }

    private void tell(NodeId node, String instance, NodeCommand.Verdict verdict) {
        world.in(world.delayNs(), () -> {
            ModelNode process = world.process(node);
            if (isHeard(process) && process.self().instance().equals(instance)) {
                process.reach(() -> process.custody().settled(verdict, world.nowNs()));
            }
        });
    }

    // --- rooms -------------------------------------------------------------------------------------------------

    void taken(ModelNode by, Taking taking) {
        placements.put(taking.room(), by.self().node());
    }

    List<RoomId> rooms() {
        return List.copyOf(placements.keySet());
    }

    NodeId placement(RoomId room) {
        return placements.getOrDefault(room, world.nodes().getFirst());
    }

    /// Somebody comes into a room.
    void join(RoomId room) {
        List<NodeId> well = world.well();
        if (away || well.isEmpty()) {
            return;
        }
        NodeId node =
                placements.computeIfAbsent(room, it -> Placement.rank(it, well).getFirst());
        if (well.contains(node)) {
            open(room, world.process(node));
        }
    }

    private void open(RoomId room, ModelNode node) {
        sessions++;
        var session = new SessionId("s-" + sessions);
        node.loop().open(room, session);
        node.custody().opened(room, session);
    }

    /// How long nobody serves a room that has people in it.
    void look() {
        for (RoomId room : rooms()) {
            boolean served = world.processes().stream()
                    .anyMatch(it -> it.isWell() && it.loop().serves(room, world.nowNs()));
            List<NodeId> well = world.well();
            if (served || away || well.isEmpty()) {
                unservedSinceNs.remove(room);
                continue;
            }
            long sinceNs = Math.max(unservedSinceNs.computeIfAbsent(room, _ -> world.nowNs()), world.disturbedNs());
            long forNs = world.nowNs() - sinceNs;
            if (forNs > world.longestLeaseNs() + 1_000_000_000) {
                world.ledger().broken(room + ": nobody serves it for " + forNs / 1_000_000 + " ms", world.nowNs());
            }
            if (world.nowNs() - unservedSinceNs.get(room) > LOST_NS && world.bug() != Bug.NOBODY_TAKES) {
                NodeId anew = Placement.rank(room, well).getFirst();
                placements.put(room, anew);
                open(room, world.process(anew));
            }
        }
    }
}
