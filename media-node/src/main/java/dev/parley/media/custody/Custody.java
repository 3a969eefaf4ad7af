package dev.parley.media.custody;

import dev.parley.media.link.LinkFrame;
import dev.parley.media.link.SessionCopy;
import dev.parley.protocol.node.NodeCommand;
import dev.parley.protocol.node.Party;
import dev.parley.protocol.node.Peer;
import dev.parley.protocol.node.TakeReason;
import dev.parley.protocol.placement.Placement;
import dev.parley.room.NodeId;
import dev.parley.room.RoomId;
import dev.parley.room.SessionId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What one node holds and keeps (ADR-0013). One thread at a time calls it; it never waits, and wants things
/// done by its [CustodyActs].
public final class Custody {
    private final Self self;
    private final CustodyActs acts;
    private final Holdings holdings;
    private final Epochs epochs = new Epochs();
    private final Pauses pauses = new Pauses();
    private final Map<NodeId, HolderSide> towards = new HashMap<>();
    /// Processes of peers that were replaced by another, with disputes to settle.
    private final List<HolderSide> replaced = new ArrayList<>();

    private final List<KeeperSide> keeping = new ArrayList<>();
    private boolean draining;
    private boolean full;
    private long moves;
    private long handOvers;

    public Custody(Self self, CustodyActs acts) {
        this.self = self;
        this.acts = acts;
        this.holdings = new Holdings(acts);
    }

    // --- sessions of this node ---------------------------------------------------------------------------------

    /// A session has its keys: it can be carried from now on.
    public void opened(RoomId room, SessionId session) {
        epochs.note(session, 1);
        holdings.add(new Held(session, room, 1));
    }

    /// Whether this node holds a session, and nobody may have gone on with it meanwhile: a node that stood still does
    /// not know before its keepers have answered.
    public boolean holds(SessionId session, long nowNs) {
        return holdings.isSure(session, nowNs);
    }

    public void closed(SessionId session) {
        holdings.close(session);
    }

    /// A loop has written a session down, under this lease.
    public void copied(SessionId session, Lease lease, byte[] record, CopyTicket ticket) {
        holdings.copy(session, lease, record, ticket);
    }

    /// Hands sessions of a room over to another node, as soon as their keepers have dropped them.
    public void move(RoomId room, NodeId to, List<SessionId> sessions, long nowNs) {
        String obstacle = obstacle(to, nowNs);
        if (obstacle != null) {
            acts.moveFailed(room, to, obstacle);
            return;
        }
        moves++;
        holdings.move(new Move(moves, room, to), sessions);
        settle(nowNs);
    }

    /// The other places for this room, best first.
    public List<NodeId> refuges(RoomId room, long nowNs) {
        List<NodeId> ready = towards.values().stream()
                .filter(side -> side.isReady(nowNs) && keeper(side.peer(), nowNs) != null)
                .map(HolderSide::peer)
                .toList();
        return Placement.rank(room, ready);
    }

    private @Nullable String obstacle(NodeId to, long nowNs) {
        if (to.equals(self.node())) {
            return "already-there";
        }
        HolderSide side = towards.get(to);
        if (side == null) {
            return "unknown-node";
        }
        return side.isDraining() ? "draining" : keeper(to, nowNs) == null ? "no-link" : null;
    }

    /// A loop has written down some of what a move was waiting for; from here on it is frozen.
    public void exported(Move move, List<SessionCopy> written, long nowNs) {
        List<SessionCopy> copies = holdings.thawed(move, written);
        if (copies.isEmpty()) {
            return;
        }
        KeeperSide side = keeper(move.to(), nowNs);
        if (side == null) {
            acts.moveFailed(move.room(), move.to(), "link-broke");
            resume(copies);
        } else {
            inFrames(copies).forEach(some -> {
                handOvers++;
                side.handOver(new Move(handOvers, move.room(), move.to()), some);
            });
        }
    }

    /// So many at once that a frame of the link can hold them.
    private static List<List<SessionCopy>> inFrames(List<SessionCopy> copies) {
        var frames = new ArrayList<List<SessionCopy>>();
        int bytes = Terms.IMPORT_BYTES;
        for (SessionCopy copy : copies) {
            bytes += copy.record().length;
            if (bytes > Terms.IMPORT_BYTES) {
                frames.add(new ArrayList<>());
                bytes = copy.record().length;
            }
            frames.getLast().add(copy);
        }
        return frames;
    }

    private void resume(List<SessionCopy> copies) {
        if (!copies.isEmpty()) {
            holdings.returned(copies);
            acts.resume(copies);
        }
    }

    /// The side of us that keeps for this peer, if it can be handed a session now.
    private @Nullable KeeperSide keeper(NodeId peer, long nowNs) {
        return keeping.stream()
                .filter(it -> it.peer().equals(peer) && it.isReady(nowNs))
                .findFirst()
                .orElse(null);
    }

    // --- the fleet ---------------------------------------------------------------------------------------------

    public void peers(List<Peer> peers, long nowNs) {
        for (Peer peer : peers) {
            if (peer.node().equals(self.node())) {
                draining = peer.draining();
            } else {
                towards.computeIfAbsent(peer.node(), node -> new HolderSide(self, node, acts, nowNs))
                        .named(peer, nowNs);
            }
        }
    }

    /// Whether this node has as much as it may: what others would move here stays where it is.
    public void full(boolean now) {
        full = now;
    }

    public void linked(NodeId peer) {
        HolderSide side = towards.get(peer);
        if (side != null) {
            side.linked();
        }
    }

    /// The link that this node dialed is gone, or could not be had.
    ///
    /// @param refused the peer's port refuses connections
    public void unlinked(NodeId peer, boolean refused) {
        HolderSide side = towards.get(peer);
        if (side != null) {
            side.unlinked(refused);
            holdings.forgetDrops(side);
        }
    }

    // --- what keepers say --------------------------------------------------------------------------------------

    public void heard(NodeId peer, LinkFrame.FromKeeper frame, long nowNs) {
        HolderSide side = towards.get(peer);
        if (side == null) {
            return;
        }
        switch (frame) {
            case LinkFrame.Welcome(var _, var instance) -> welcomed(side, instance, nowNs);
            case LinkFrame.Ack ack -> side.acknowledged(ack);
            case LinkFrame.Over(var term) -> {
                if (term == side.term()) {
                    surrender(side, nowNs);
                }
            }
            case LinkFrame.Import it -> imported(side, it, nowNs);
            case LinkFrame.Inward _ -> throw new IllegalArgumentException("datagrams are no business of the custody");
        }
        settle(nowNs);
    }

    private void welcomed(HolderSide side, String instance, long nowNs) {
        if (!side.welcome(instance, nowNs, pauses.leaseNs())) {
            HolderSide fresh = side.replacement(nowNs);
            replaced.add(side);
            towards.put(side.peer(), fresh);
            fresh.welcome(instance, nowNs, pauses.leaseNs());
        }
    }

    private void surrender(HolderSide side, long nowNs) {
        List<SessionId> taken = holdings.surrender(side);
        if (!taken.isEmpty()) {
            acts.surrender(taken);
        }
        side.nextTerm(nowNs);
    }

    private void imported(HolderSide side, LinkFrame.Import it, long nowNs) {
        List<SessionCopy> fresh = it.copies().stream()
                .filter(copy -> epochs.of(copy.session()) <= copy.epoch())
                .toList();
        String obstacle = draining
                ? "draining"
                : full
                        ? "full"
                        : !side.isSure(nowNs)
                                ? "no-lease"
                                : fresh.stream().allMatch(acts::understands) ? null : "other-release";
        if (fresh.isEmpty()) { // said before, or older than what is known here
            acts.send(side.peer(), new LinkFrame.Imported(it.move()));
        } else if (obstacle != null) {
            acts.send(side.peer(), new LinkFrame.Declined(it.move(), obstacle));
        } else {
            fresh.forEach(copy -> hold(copy).keptBy(side));
            acts.take(new Taking(side.peer(), fresh, true, side.lease(), TakeReason.MOVED));
            acts.send(side.peer(), new LinkFrame.Imported(it.move()));
        }
    }

    private Held hold(SessionCopy copy) {
        var held = new Held(copy.session(), copy.room(), copy.epoch() + 1);
        epochs.note(held.id(), held.epoch());
        holdings.add(held);
        return held;
    }

    // --- what holders say --------------------------------------------------------------------------------------

    public void heard(NodeId peer, LinkFrame.FromHolder frame, long nowNs) {
        if (frame instanceof LinkFrame.Hello hello) {
            greeted(hello, nowNs);
            return;
        }
        keeping.stream().filter(it -> it.isLinked(peer)).findFirst().ifPresent(side -> {
            switch (frame) {
                case LinkFrame.Beat beat -> side.beat(beat, nowNs);
                case LinkFrame.Copy copy -> {
                    if (epochs.of(copy.copy().session()) <= copy.copy().epoch()) {
                        side.copy(copy, kept() < Terms.MAX_KEPT);
                    }
                }
                case LinkFrame.Drop drop -> side.drop(drop);
                case LinkFrame.Imported(var move) -> side.imported(move);
                case LinkFrame.Declined(var move, var reason) -> resume(side.declined(move, reason));
                case LinkFrame.Hello _, LinkFrame.Outward _ ->
                    throw new IllegalArgumentException("no business of the custody");
            }
        });
        settle(nowNs);
    }

    private int kept() {
        return keeping.stream().mapToInt(KeeperSide::keeps).sum();
    }

    private void greeted(LinkFrame.Hello hello, long nowNs) {
        keeping.stream().filter(it -> it.isLinked(hello.node())).forEach(KeeperSide::lostSight);
        KeeperSide side = keeping.stream()
                .filter(it -> it.is(hello.node(), hello.instance()))
                .findFirst()
                .orElseGet(() -> {
                    var fresh = new KeeperSide(self, hello, acts, nowNs);
                    keeping.add(fresh);
                    return fresh;
                });
        side.yielded(hello.term());
        take(side, nowNs);
        side.greeted(hello.term());
    }

    /// The link that this peer has dialed is gone.
    public void lostSight(NodeId peer) {
        keeping.stream().filter(it -> it.isLinked(peer)).forEach(KeeperSide::lostSight);
    }

    public void probed(NodeId peer, boolean refused) {
        keeping.stream().filter(it -> it.peer().equals(peer)).forEach(it -> it.probed(refused));
    }

    // --- verdicts and time -------------------------------------------------------------------------------------

    public void settled(NodeCommand.Verdict verdict, long nowNs) {
        holderSides().stream().filter(it -> it.is(verdict.dispute())).toList().forEach(side -> {
            if (verdict.winner() == Party.HOLDER) {
                holdings.freed(side);
                side.nextTerm(nowNs);
            } else {
                surrender(side, nowNs);
            }
        });
        keeping.stream().filter(it -> it.is(verdict.dispute())).toList().forEach(side -> {
            if (verdict.winner() == Party.KEEPER) {
                side.won(verdict.dead());
                take(side, nowNs);
            } else {
                side.lost();
            }
        });
        settle(nowNs);
    }

    private List<HolderSide> holderSides() {
        var all = new ArrayList<>(towards.values());
        all.addAll(replaced);
        return all;
    }

    /// What cannot be read is left behind: signaling does not hear of it, and its clients open other sessions.
    private void take(KeeperSide side, long nowNs) {
        TakeReason reason = side.reason();
        side.takeDue(nowNs).stream()
                .filter(acts::understands)
                .collect(Collectors.groupingBy(SessionCopy::room, LinkedHashMap::new, Collectors.toList()))
                .forEach((_, copies) -> {
                    copies.forEach(this::hold);
                    acts.take(new Taking(side.peer(), copies, false, Lease.FREE, reason));
                });
    }

    public void tick(long nowNs) {
        pauses.tick(nowNs);
        holderSides().forEach(side -> side.tick(nowNs, pauses.leaseNs()));
        replaced.removeIf(side -> !side.isExposed());
        towards.values().removeIf(side -> side.isForgotten(nowNs));
        for (KeeperSide side : List.copyOf(keeping)) {
            side.tick(nowNs, pauses.isWaking(nowNs));
            take(side, nowNs);
            if (side.isForgotten(nowNs)) {
                keeping.remove(side);
                lost(side.forget());
            }
        }
        settle(nowNs);
    }

    private void lost(List<SessionId> sessions) {
        if (!sessions.isEmpty()) {
            acts.lost(sessions);
        }
    }

    private void settle(long nowNs) {
        var ready = new HashMap<NodeId, HolderSide>();
        towards.forEach((peer, side) -> {
            if (side.isReady(nowNs)) {
                ready.put(peer, side);
            }
        });
        holdings.settle(ready, nowNs, pauses.leaseNs());
    }
}
