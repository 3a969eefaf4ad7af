package dev.parley.media.node;

import dev.parley.media.control.CounterSink;
import dev.parley.media.control.LoopPulse;
import dev.parley.media.custody.CopyTicket;
import dev.parley.media.custody.Custody;
import dev.parley.media.custody.CustodyActs;
import dev.parley.media.custody.Lease;
import dev.parley.media.custody.Move;
import dev.parley.media.custody.Self;
import dev.parley.media.custody.Taking;
import dev.parley.media.custody.Terms;
import dev.parley.media.drain.Departures;
import dev.parley.media.link.LinkFrame;
import dev.parley.media.link.SessionCopy;
import dev.parley.media.loop.Onward;
import dev.parley.media.session.MediaSession;
import dev.parley.media.session.SessionCodec;
import dev.parley.media.session.SessionRecord;
import dev.parley.protocol.node.Dispute;
import dev.parley.protocol.node.NodeCommand;
import dev.parley.protocol.node.NodeEvent;
import dev.parley.protocol.node.Party;
import dev.parley.room.NodeId;
import dev.parley.room.ParticipantId;
import dev.parley.room.RoomId;
import dev.parley.room.SessionId;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/// The custody of a node: has done, one deed at a time, what links, loops and signaling say. On a packet's way
/// it is only for clients that have not found their session's new node, and while a session is handed over. So
/// what a link says is done by the link's own thread, and what a loop then says by the loop's, unless it would
/// have to wait. All else has a thread here.
final class Custodian implements CustodyActs, FleetLinks.Desk, AutoCloseable {
    private static final long TICK_MS = 25;
    private static final Logger LOG = System.getLogger(Custodian.class.getName());

    private final Fleet fleet;
    private final Carrier carrier;
    private final Drainer drainer;
    private final Custody custody;
    private final @Nullable FleetLinks links;
    private final Map<CustodyCount, LongAdder> counts = new EnumMap<>(CustodyCount.class);
    private final Departures departures = new Departures();

    private final ReentrantLock oneAtATime = new ReentrantLock();
    /// Deeds that the thread here is to do, the one that it is at among them.
    private final AtomicInteger waiting = new AtomicInteger();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("parley-custody").daemon().factory());

    /// @param openLinks to other nodes, with this custodian as their desk; answers null where there are none
    Custodian(Self self, Fleet fleet, LinksMaker openLinks) {
        this.fleet = fleet;
        for (CustodyCount count : CustodyCount.values()) {
            counts.put(count, new LongAdder());
        }
        this.custody = new Custody(self, this);
        oneAtATime.lock(); // the first word may come over a link before there is anybody to carry it out
        try {
            this.links = openLinks.open(this);
            this.carrier = new Carrier(fleet, links, this);
            this.drainer = new Drainer(fleet, this);
        } finally {
            oneAtATime.unlock();
        }
        var _ = thread.scheduleAtFixedRate(this::tick, TICK_MS, TICK_MS, TimeUnit.MILLISECONDS);
    }

    /// Opens the links of a node.
    @FunctionalInterface
    interface LinksMaker {
        @Nullable
        FleetLinks open(FleetLinks.Desk desk);
    }

    Carrier carrier() {
        return carrier;
    }

    Drainer drainer() {
        return drainer;
    }

    /// Where other nodes find this one; null when they do not.
    @Nullable
    String announced() {
        return links == null ? null : links.announced();
    }

    /// A node whose loops hang says nothing to its keepers, and so is taken for what it is.
    private void tick() {
        if (fleet.pulses().stream().mapToLong(LoopPulse::quietNs).max().orElse(0) < Terms.LEASE_NS) {
            guarded(() -> {
                custody.full(fleet.isFull());
                custody.tick(fleet.nowNs());
            });
        }
        guarded(() -> {
            departures.tick(fleet.nowNs());
            carrier.tick(fleet.nowNs());
            drainer.tick(fleet.nowNs());
        });
    }

    @Override
    public void custody(Consumer<Custody> deed) {
        later(() -> deed.accept(custody));
    }

    void custodyNow(ObjLongConsumer<Custody> deed) {
        later(() -> deed.accept(custody, fleet.nowNs()));
    }

    @Override
    public void atOnce(ObjLongConsumer<Custody> deed) {
        guarded(() -> deed.accept(custody, fleet.nowNs()));
    }

    @Override
    public void datagram(NodeId peer, LinkFrame frame) {
        guarded(() -> carrier.datagram(peer, frame));
    }

    void later(Runnable deed) {
        waiting.incrementAndGet();
        try {
            thread.execute(() -> {
                try {
                    guarded(deed);
                } finally {
                    waiting.decrementAndGet();
                }
            });
        } catch (RejectedExecutionException _) {
            // the node is stopping
        }
    }

    /// By the thread of a loop, while packets wait: at once, unless others are at it or were before it.
    void promptly(ObjLongConsumer<Custody> deed) {
        if (waiting.get() == 0 && oneAtATime.tryLock()) {
            try {
                atOnce(deed);
            } finally {
                oneAtATime.unlock();
            }
        } else {
            custodyNow(deed);
        }
    }

    /// A mistake in one deed must not end the thread on which every lease depends.
    private void guarded(Runnable deed) {
        oneAtATime.lock();
        try {
            deed.run();
        } catch (RuntimeException bug) {
            LOG.log(Level.ERROR, "bug in the custody", bug);
        } finally {
            oneAtATime.unlock();
        }
    }

    void count(CustodyCount count, long more) {
        counter(count).add(more);
    }

    private LongAdder counter(CustodyCount count) {
        return Objects.requireNonNull(counts.get(count), "all are made at the start");
    }

    void counters(CounterSink sink) {
        for (CustodyCount count : CustodyCount.values()) {
            sink.count(count.metric(), Map.of(), counter(count).sum());
        }
        drainer.counters(sink);
        if (links != null) {
            links.counters(sink);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        if (links != null) {
            links.close();
        }
    }

    // --- what signaling says -----------------------------------------------------------------------------------

    void know(NodeCommand.Peers peers) {
        if (links != null) {
            links.know(peers.peers());
            custodyNow((it, nowNs) -> it.peers(peers.peers(), nowNs));
        }
    }

    void settled(NodeCommand.Verdict verdict) {
        LOG.log(Level.INFO, "{0}: {1} wins, dead: {2}", verdict.dispute(), verdict.winner(), verdict.dead());
        custodyNow((it, nowNs) -> it.settled(verdict, nowNs));
    }

    /// The room, or what one participant has of it.
    void move(RoomId room, @Nullable ParticipantId participant, NodeId to) {
        departures.begin(room, participant, to, fleet.nowNs());
        List<SessionId> sessions =
                participant == null ? fleet.roster().of(room) : fleet.roster().of(room, participant);
        custodyNow((it, nowNs) -> it.move(room, to, sessions, nowNs));
    }

    /// Only within a deed: the nodes that could take the room now, best first.
    List<NodeId> refuges(RoomId room) {
        return custody.refuges(room, fleet.nowNs());
    }

    /// Answers when it is ordered.
    CompletableFuture<Void> drain(ObjLongConsumer<Drainer> deed) {
        var ordered = new CompletableFuture<Void>();
        later(() -> {
            deed.accept(drainer, fleet.nowNs());
            ordered.complete(null);
        });
        return ordered;
    }

    /// Where the room is on its way to; null when it is here to stay.
    @Nullable
    NodeId destination(RoomId room) {
        return departures.of(room, fleet.nowNs());
    }

    // --- what loops say ----------------------------------------------------------------------------------------

    void connected(MediaSession session) {
        RoomId room = session.room();
        SessionId id = session.id();
        ParticipantId who = session.participant();
        custodyNow((it, nowNs) -> {
            it.opened(room, id);
            NodeId to = departures.of(room, who, nowNs);
            if (to != null) {
                it.move(room, to, List.of(id), nowNs);
            }
        });
    }

    void closed(SessionId session) {
        custody(it -> it.closed(session));
    }

    void copied(MediaSession session, SessionRecord record, CopyTicket ticket) {
        byte[] bytes = carrier.written(record, session.writtenPlan());
        count(CustodyCount.COPIES, 1);
        count(CustodyCount.COPY_BYTES, bytes.length);
        SessionId id = session.id();
        Lease lease = session.tenure().lease();
        custody(it -> it.copied(id, lease, bytes, ticket));
    }

    /// Behind the record of the session, on the same link.
    void handOn(Onward.ToNode to, byte[] datagram, InetSocketAddress from, int door) {
        promptly((_, _) -> {
            drainer.handedOn(datagram);
            if (links != null && links.answer(to.node(), new LinkFrame.Inward(to.session(), door, from, datagram))) {
                count(CustodyCount.RELAYED_INWARD, 1);
            }
        });
    }

    // --- what the custody wants --------------------------------------------------------------------------------

    @Override
    public void dial(NodeId peer) {
        if (links != null) {
            links.dial(peer);
        }
    }

    @Override
    public void send(NodeId peer, LinkFrame.FromHolder frame) {
        if (links != null) {
            links.send(peer, frame);
        }
    }

    @Override
    public void answer(NodeId peer, LinkFrame.FromKeeper frame) {
        if (links != null) {
            links.answer(peer, frame);
        }
    }

    @Override
    public void probe(NodeId peer) {
        if (links != null) {
            links.probe(peer);
        }
    }

    @Override
    public void ask(Dispute dispute, Party claimant, boolean refused) {
        count(CustodyCount.DISPUTES, 1);
        fleet.events().accept(new NodeEvent.Disputed(dispute, claimant, refused));
    }

    @Override
    public void keptBy(SessionId session, Lease lease) {
        fleet.switchboard().tell(session, Order.of((_, known) -> known.keptBy(lease)));
    }

    @Override
    public void export(Move move, List<SessionId> sessions) {
        carrier.export(move, sessions);
    }

    @Override
    public boolean understands(SessionCopy copy) {
        return SessionCodec.isKnown(copy.record());
    }

    @Override
    public void take(Taking taking) {
        departures.arrived(taking.room());
        count(
                switch (taking.reason()) {
                    case MOVED -> CustodyCount.TAKEN_MOVED;
                    case DIED -> CustodyCount.TAKEN_DIED;
                    case SILENT -> CustodyCount.TAKEN_SILENT;
                },
                taking.copies().size());
        LOG.log(
                Level.INFO,
                "{0}: {1} sessions taken from {2}: {3}",
                taking.room(),
                taking.copies().size(),
                taking.from(),
                taking.reason());
        carrier.take(taking);
    }

    @Override
    public void resume(List<SessionCopy> copies) {
        carrier.resume(copies);
    }

    @Override
    public void surrender(List<SessionId> sessions) {
        count(CustodyCount.SURRENDERED, sessions.size());
        LOG.log(Level.INFO, "{0} sessions are another node''s now", sessions.size());
        fleet.switchboard().tell(sessions, Order.of((media, session) -> media.release(session)));
    }

    @Override
    public void lost(List<SessionId> sessions) {
        count(CustodyCount.LOST, sessions.size());
        carrier.lost(sessions);
    }

    @Override
    public void moved(RoomId room, NodeId to, List<SessionId> sessions) {
        count(CustodyCount.MOVED, sessions.size());
        LOG.log(Level.INFO, "{0}: {1} sessions moved to {2}", room, sessions.size(), to);
        carrier.moved(sessions);
        drainer.moved(room, to);
    }

    @Override
    public void moveFailed(RoomId room, NodeId to, String reason) {
        departures.failed(room, to);
        count(CustodyCount.MOVES_FAILED, 1);
        LOG.log(Level.WARNING, "{0}: not moved to {1}: {2}", room, to, reason);
        drainer.moveFailed(room, reason, fleet.nowNs());
        fleet.events().accept(new NodeEvent.MoveFailed(room, to, reason));
    }
}
