package dev.parley.media.custody;

import dev.parley.media.link.LinkFrame;
import dev.parley.media.link.SessionCopy;
import dev.parley.protocol.node.Dispute;
import dev.parley.protocol.node.Party;
import dev.parley.protocol.node.TakeReason;
import dev.parley.room.NodeId;
import dev.parley.room.SessionId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// This node as the keeper of what one process of a peer holds.
final class KeeperSide {
    private final Self self;
    private final NodeId peer;
    private final String instance;
    private final CustodyActs acts;
    private final Map<SessionId, SessionCopy> kept = new LinkedHashMap<>();
    /// Handed over to the peer, who has not said yet that it has them.
    private final Map<Long, HandOver> imports = new LinkedHashMap<>();

    private record HandOver(Move move, List<SessionCopy> copies) {
        List<SessionId> sessions() {
            return copies.stream().map(SessionCopy::session).toList();
        }
    }

    private long term;
    private long operation;
    private long grantedUntilNs;
    private boolean linked;
    private boolean refused;
    private boolean won;
    private boolean dead;
    private boolean yielded;
    private boolean over;
    private long askedNs;
    private long probedNs;

    KeeperSide(Self self, LinkFrame.Hello hello, CustodyActs acts, long nowNs) {
        this.self = self;
        this.peer = hello.node();
        this.instance = hello.instance();
        this.acts = acts;
        this.term = hello.term();
        this.grantedUntilNs = nowNs;
        this.askedNs = nowNs - Terms.AGAIN_NS;
        this.probedNs = nowNs - Terms.AGAIN_NS;
    }

    NodeId peer() {
        return peer;
    }

    boolean is(NodeId node, String process) {
        return peer.equals(node) && instance.equals(process);
    }

    boolean is(Dispute dispute) {
        return is(dispute.holder(), dispute.holderInstance())
                && dispute.term() == term
                && dispute.keeper().equals(self.node())
                && dispute.keeperInstance().equals(self.instance());
    }

    boolean isLinked(NodeId node) {
        return linked && peer.equals(node);
    }

    boolean isReady(long nowNs) {
        return linked && !won && !over && grantedUntilNs - nowNs > Terms.LEASE_NS / 2;
    }

    int keeps() {
        return kept.size();
    }

    // --- the link ----------------------------------------------------------------------------------------------

    void greeted(long newTerm) {
        refused = false;
        if (newTerm < term || (newTerm == term && (won || over))) {
            linked = false;
            acts.answer(peer, new LinkFrame.Over(newTerm));
            return;
        }
        if (newTerm > term) { // the holder has won the last one
            settled();
            term = newTerm;
            over = false;
        }
        linked = true;
        acts.answer(peer, new LinkFrame.Welcome(self.node(), self.instance()));
        imports.forEach((id, handOver) -> acts.answer(peer, new LinkFrame.Import(id, handOver.copies())));
    }

    void lostSight() {
        linked = false;
    }

    void probed(boolean portRefused) {
        refused = portRefused && !linked;
    }

    void beat(LinkFrame.Beat beat, long nowNs) {
        if (linked && !won) {
            grantedUntilNs = Math.max(grantedUntilNs, nowNs + Math.min(beat.leaseNs(), Terms.LONGEST_LEASE_NS));
            acts.answer(peer, new LinkFrame.Ack(beat.untilNs(), operation));
        }
    }

    // --- operations --------------------------------------------------------------------------------------------

    /// @param room whether there is room for one more
    void copy(LinkFrame.Copy copy, boolean room) {
        if (linked && !won) {
            operation = copy.operation();
            SessionCopy before = kept.get(copy.copy().session());
            if (before == null ? room : before.epoch() <= copy.copy().epoch()) {
                kept.put(copy.copy().session(), copy.copy());
            }
        }
    }

    void drop(LinkFrame.Drop drop) {
        if (linked && !won) {
            operation = drop.operation();
            kept.remove(drop.session());
        }
    }

    // --- moves -------------------------------------------------------------------------------------------------

    void handOver(Move move, List<SessionCopy> copies) {
        copies.forEach(copy -> kept.put(copy.session(), copy));
        imports.put(move.id(), new HandOver(move, copies));
        if (linked) {
            acts.answer(peer, new LinkFrame.Import(move.id(), copies));
        }
    }

    /// The peer holds them.
    void imported(long id) {
        HandOver done = imports.remove(id);
        if (done != null) {
            acts.moved(done.move().room(), peer, done.sessions());
        }
    }

    /// The peer does not hold them and never did.
    List<SessionCopy> declined(long id, String reason) {
        HandOver failed = imports.remove(id);
        if (failed == null) {
            return List.of();
        }
        failed.copies().forEach(copy -> kept.remove(copy.session()));
        acts.moveFailed(failed.move().room(), peer, reason);
        return failed.copies();
    }

    // --- time and verdicts -------------------------------------------------------------------------------------

    /// @param patient this node stood still a moment ago: what it has not heard says nothing yet
    void tick(long nowNs, boolean patient) {
        if (kept.isEmpty() || won || over) {
            return;
        }
        if (!linked && nowNs - probedNs >= Terms.AGAIN_NS) {
            probedNs = nowNs;
            acts.probe(peer);
        }
        boolean silent = nowNs - grantedUntilNs > Terms.MARGIN_NS && !patient;
        if ((silent || (refused && !linked)) && nowNs - askedNs >= Terms.AGAIN_NS) {
            askedNs = nowNs;
            var dispute = new Dispute(peer, instance, self.node(), self.instance(), term);
            acts.ask(dispute, Party.KEEPER, refused && !linked);
        }
    }

    void won(boolean holderIsDead) {
        won = true;
        dead |= holderIsDead;
    }

    /// The holder has come to a later term, so it has given up what it lost in this one.
    void yielded(long newTerm) {
        yielded |= won && newTerm > term;
    }

    /// What is to be gone on with here, once nobody else can be encrypting for it any more.
    List<SessionCopy> takeDue(long nowNs) {
        boolean certain = dead || yielded || nowNs - grantedUntilNs > Terms.MARGIN_NS;
        if (!won || over || !certain) {
            return List.of();
        }
        over = true;
        if (linked) {
            linked = false;
            acts.answer(peer, new LinkFrame.Over(term));
        }
        List<SessionCopy> copies = List.copyOf(kept.values());
        imports.clear();
        settled();
        return copies;
    }

    TakeReason reason() {
        return dead ? TakeReason.DIED : TakeReason.SILENT;
    }

    /// The holder has won. Whether it has what was handed over to it last, it will say when it comes back.
    void lost() {
        if (!won) {
            kept.clear();
        }
    }

    private void settled() {
        kept.clear();
        operation = 0;
        won = false;
        dead = false;
        yielded = false;
    }

    /// What was handed over to a process that never said whether it had it.
    List<SessionId> forget() {
        List<SessionId> lost = imports.values().stream()
                .flatMap(handOver -> handOver.sessions().stream())
                .toList();
        imports.clear();
        return lost;
    }

    /// Nothing of this process can be waiting here any more.
    boolean isForgotten(long nowNs) {
        return !linked && kept.isEmpty() && nowNs - grantedUntilNs > Terms.FORGOTTEN_NS;
    }
}
