package dev.parley.media.custody;

import dev.parley.media.link.LinkFrame;
import dev.parley.media.link.SessionCopy;
import dev.parley.protocol.node.Dispute;
import dev.parley.protocol.node.Party;
import dev.parley.protocol.node.Peer;
import dev.parley.room.NodeId;
import dev.parley.room.SessionId;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// This node as a holder towards one process of a peer, which keeps copies for it.
final class HolderSide {
    private final Self self;
    private final NodeId peer;
    private final CustodyActs acts;
    private @Nullable String instance;
    private long term = 1;
    private Lease lease;
    private long operation;
    /// Sent on this link and not yet confirmed.
    private final Deque<CopyTicket> unconfirmed = new ArrayDeque<>();

    private boolean linked;
    private boolean welcomed;
    private boolean refused;
    private boolean draining;
    private boolean beside;
    private boolean replaced;
    private int exposed;
    private long beatNs;
    private long askedNs;
    private boolean dialing;
    private long dialedNs;
    private long namedNs;

    HolderSide(Self self, NodeId peer, CustodyActs acts, long nowNs) {
        this.self = self;
        this.peer = peer;
        this.acts = acts;
        this.lease = Lease.notYet(nowNs);
        this.askedNs = nowNs - Terms.AGAIN_NS;
        this.dialedNs = nowNs - Terms.AGAIN_NS;
        this.namedNs = nowNs;
    }

    /// The same peer, as another process: this one can only be settled now.
    HolderSide replacement(long nowNs) {
        unconfirmed.clear();
        var next = new HolderSide(self, peer, acts, nowNs);
        next.term = term; // that of the Hello which was answered
        next.linked = linked;
        next.draining = draining;
        next.beside = beside;
        linked = false;
        welcomed = false;
        replaced = true;
        return next;
    }

    NodeId peer() {
        return peer;
    }

    Lease lease() {
        return lease;
    }

    void exposed(int more) {
        exposed += more;
    }

    boolean isExposed() {
        return exposed > 0;
    }

    boolean isDraining() {
        return draining;
    }

    /// On the same machine, which takes both with it when it dies.
    boolean isBeside() {
        return beside;
    }

    /// Signaling has named this peer.
    void named(Peer as, long nowNs) {
        draining = as.draining();
        beside = self.machine() != null && self.machine().equals(as.machine());
        namedNs = nowNs;
    }

    /// Nobody names it any more, it cannot be reached, and nothing of ours is there.
    boolean isForgotten(long nowNs) {
        return !linked && !isExposed() && nowNs - namedNs > Terms.FORGOTTEN_NS;
    }

    boolean is(Dispute dispute) {
        return dispute.keeper().equals(peer)
                && dispute.keeperInstance().equals(instance)
                && dispute.term() == term
                && dispute.holder().equals(self.node())
                && dispute.holderInstance().equals(self.instance());
    }

    /// Whether another session may be kept here.
    boolean isReady(long nowNs) {
        return isSure(nowNs) && !draining;
    }

    /// Whether this node may hold what the peer keeps.
    boolean isSure(long nowNs) {
        return welcomed && lease.leftNs(nowNs) > Terms.LEASE_NS / 2;
    }

    // --- the link ----------------------------------------------------------------------------------------------

    void linked() {
        dialing = false;
        linked = true;
        welcomed = false;
        refused = false;
        acts.send(peer, new LinkFrame.Hello(self.node(), self.instance(), term));
    }

    /// What was not confirmed may have arrived or not: it never will be.
    void unlinked(boolean portRefused) {
        dialing = false;
        linked = false;
        welcomed = false;
        refused = portRefused;
        unconfirmed.forEach(CopyTicket::revoke);
        unconfirmed.clear();
    }

    /// False when this is another process than the one that was asked to keep.
    boolean welcome(String greeting, long nowNs, long leaseNs) {
        if (instance != null && !instance.equals(greeting)) {
            return false;
        }
        instance = greeting;
        welcomed = true;
        beat(nowNs, leaseNs);
        return true;
    }

    void acknowledged(LinkFrame.Ack ack) {
        if (welcomed) {
            lease.confirm(ack.operation());
            while (!unconfirmed.isEmpty() && lease.isConfirmed(unconfirmed.peek())) {
                unconfirmed.remove();
            }
            lease.extend(ack.untilNs());
        }
    }

    // --- operations --------------------------------------------------------------------------------------------

    void copy(SessionCopy copy, CopyTicket ticket) {
        if (welcomed) {
            operation++;
            acts.send(peer, new LinkFrame.Copy(operation, copy));
            ticket.sent(operation);
            unconfirmed.add(ticket);
        }
    }

    /// 0 without a link: then nothing is dropped, and it has to be asked again once there is one.
    long drop(SessionId session) {
        if (!welcomed) {
            return 0;
        }
        operation++;
        acts.send(peer, new LinkFrame.Drop(operation, session));
        return operation;
    }

    /// Asks for a confirmation of what was sent.
    void beat(long nowNs, long leaseNs) {
        if (welcomed) {
            beatNs = nowNs;
            acts.send(peer, new LinkFrame.Beat(nowNs + leaseNs, leaseNs));
        }
    }

    // --- time --------------------------------------------------------------------------------------------------

    void tick(long nowNs, long leaseNs) {
        if (!linked && !dialing && !replaced && nowNs - dialedNs >= Terms.AGAIN_NS) {
            dialing = true;
            dialedNs = nowNs;
            acts.dial(peer);
        }
        if (welcomed && nowNs - beatNs >= Terms.BEAT_NS) {
            beat(nowNs, leaseNs);
        }
        boolean unsure = lease.leftNs(nowNs) < Terms.LEASE_NS / 2 || (refused && !linked) || replaced;
        if (isExposed() && unsure && instance != null && nowNs - askedNs >= Terms.AGAIN_NS) {
            askedNs = nowNs;
            var dispute = new Dispute(self.node(), self.instance(), peer, instance, term);
            acts.ask(dispute, Party.HOLDER, refused && !linked);
        }
    }

    /// The dispute is settled, or the keeper says that it was: what comes is another matter.
    void nextTerm(long nowNs) {
        term++;
        lease = Lease.notYet(nowNs);
        operation = 0;
        unconfirmed.clear(); // they are of a lease that ends here
        if (linked) {
            linked();
        }
    }

    long term() {
        return term;
    }
}
