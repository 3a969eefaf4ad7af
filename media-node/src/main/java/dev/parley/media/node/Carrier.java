package dev.parley.media.node;

import dev.parley.media.custody.Move;
import dev.parley.media.custody.Taking;
import dev.parley.media.custody.Terms;
import dev.parley.media.drain.Awaited;
import dev.parley.media.link.LinkFrame;
import dev.parley.media.link.SessionCopy;
import dev.parley.media.loop.MediaLoop;
import dev.parley.media.loop.Onward;
import dev.parley.media.session.MediaSession;
import dev.parley.media.session.RoutingContext;
import dev.parley.media.session.SessionCodec;
import dev.parley.media.session.SessionIdentity;
import dev.parley.media.session.SessionRecord;
import dev.parley.media.udp.BurstSender;
import dev.parley.media.udp.RemoteAddress;
import dev.parley.media.udp.WaysOut;
import dev.parley.protocol.node.CarriedSession;
import dev.parley.protocol.node.NodeEvent;
import dev.parley.room.NodeId;
import dev.parley.room.RoomId;
import dev.parley.room.SessionId;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Brings sessions out of this node's loops and into them, and the datagrams of those whose clients are
/// still on their way. Runs within deeds of the custody.
final class Carrier {
    /// Sessions that arrive at a loop before it looks at its socket again: some 100 µs each.
    private static final int ARRIVING = 32;

    /// More than a node holds; whoever left so long ago does not come this way any more.
    private static final int MOST_LEFT = 10_000;

    /// As long as a signaling instance may be without a link and still have sockets of these people.
    private static final long NEWS_NS = 60_000_000_000L;

    /// For what is told to a new link; the custody never waits, so it is late only when the machine is.
    private static final long NEWS_MS = 1_000;

    /// Rooms of a node that died, and some.
    private static final int MOST_RECENT = 2_000;

    private record Recent(NodeEvent.RoomTaken taken, long atNs) {}

    private final Queue<Recent> recent = new ConcurrentLinkedQueue<>();
    private final Fleet fleet;
    private final Custodian custodian;
    private final @Nullable RemoteDoors doors;
    private final WaysOut waysOut;
    private final MemorySegment slab = Arena.ofAuto().allocate(1 << 16, 64);
    /// Sessions that came here, and whose clients may still be on their way.
    private final Awaited awaited = new Awaited();
    /// Who the sessions are that were handed over and not yet confirmed.
    private final Map<SessionId, SessionIdentity> handedOver = new HashMap<>();

    /// The loop that hands on what still comes for sessions that went to another node.
    private final Map<SessionId, Integer> left = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<SessionId, Integer> eldest) {
            return size() > MOST_LEFT;
        }
    };

    Carrier(Fleet fleet, @Nullable FleetLinks links, Custodian custodian) {
        this.fleet = fleet;
        this.custodian = custodian;
        this.doors = links == null ? null : new RemoteDoors(links, fleet.doors());
        this.waysOut = fleet.waysOut();
    }

    /// The way through a door of another node.
    BurstSender through(int number) {
        if (doors == null) {
            throw new IllegalStateException("door " + number + ": this node knows no other");
        }
        return doors.through(number);
    }

    /// As it is sent to other nodes: with times of the wall clock.
    byte[] written(SessionRecord record) {
        return SessionCodec.write(record.shifted(fleet.unixOffsetNs()));
    }

    /// @param plan of the session, written before
    byte[] written(SessionRecord record, byte[] plan) {
        return SessionCodec.write(record.shifted(fleet.unixOffsetNs()), plan);
    }

    private SessionRecord read(SessionCopy copy) {
        return SessionCodec.read(copy.record())
                .map(record -> record.shifted(-fleet.unixOffsetNs()))
                .orElseThrow(() -> new IllegalStateException(copy + ": not understood"));
    }

    // --- out ---------------------------------------------------------------------------------------------------

    /// Takes sessions out of their loops, those of a loop together.
    void export(Move move, List<SessionId> sessions) {
        var byLoop = new LinkedHashMap<Integer, List<SessionId>>();
        for (SessionId session : sessions) {
            for (int loop : fleet.roster().loopsOf(List.of(session))) {
                byLoop.computeIfAbsent(loop, _ -> new ArrayList<>()).add(session);
            }
        }
        byLoop.forEach((loop, here) -> {
            if (!fleet.onLoop(loop, media -> export(media, move, here))) {
                here.forEach(session -> exportOrdered(move, session)); // the loop is busy: it comes to it
            }
        });
    }

    private void export(MediaLoop media, Move move, List<SessionId> wanted) {
        var present = new ArrayList<MediaSession>();
        for (SessionId id : wanted) {
            fleet.switchboard().serve(media, id); // what it was told goes with it
            MediaSession session = media.session(id);
            if (session != null) {
                present.add(session);
            } else {
                exportOrdered(move, id); // on its way between two loops
            }
        }
        exportNow(media, move, present);
    }

    private void exportOrdered(Move move, SessionId id) {
        fleet.switchboard().tell(id, Order.of((media, session) -> exportNow(media, move, List.of(session))));
    }

    private void exportNow(MediaLoop media, Move move, List<MediaSession> sessions) {
        if (sessions.isEmpty()) {
            return;
        }
        List<SessionRecord> records =
                media.export(sessions, session -> new Onward.ToNode(move.to(), session.id()), fleet.nowNs());
        List<SessionCopy> copies = records.stream()
                .map(record -> new SessionCopy(
                        record.identity().id(), record.identity().room(), 0, written(record)))
                .toList();
        records.forEach(record -> fleet.roster().leave(record.identity().id()));
        int loop = media.index();
        custodian.promptly((custody, nowNs) -> {
            for (SessionRecord record : records) {
                handedOver.put(record.identity().id(), record.identity());
                left.put(record.identity().id(), loop);
            }
            custody.exported(move, copies, nowNs);
        });
    }

    /// The rooms of sessions that no node has confirmed yet, each as often as it has such.
    List<RoomId> handedOver() {
        return handedOver.values().stream().map(SessionIdentity::room).toList();
    }

    void moved(List<SessionId> sessions) {
        sessions.forEach(handedOver::remove);
    }

    /// Their clients have to open others.
    void lost(List<SessionId> sessions) {
        for (SessionId session : sessions) {
            SessionIdentity who = handedOver.remove(session);
            if (who != null) {
                fleet.events()
                        .accept(new NodeEvent.SessionClosed(who.room(), who.participant(), session, "move-failed"));
            }
        }
    }

    // --- in ----------------------------------------------------------------------------------------------------

    void take(Taking taking) {
        var carried = new ArrayList<CarriedSession>();
        var arriving = new LinkedHashMap<RoutingContext, List<SessionRecord>>();
        for (SessionCopy copy : taking.copies()) {
            SessionRecord record = read(copy);
            SessionIdentity who = record.identity();
            handedOver.remove(who.id());
            if (fleet.roster().hasNewer(who)) {
                custodian.closed(who.id()); // its client has opened another meanwhile
                continue;
            }
            carried.add(new CarriedSession(who.participant(), who.id()));
            SessionRecord here = taking.exact()
                    ? record.through(doorHere(taking.from(), record.ice().door()))
                    : record.ahead(Terms.HORIZON).through(WaysOut.NO_DOOR);
            arriving.computeIfAbsent(who.context(), _ -> new ArrayList<>()).add(here);
        }
        arriving.forEach((context, records) -> arrive(context, records, session -> {
            if (taking.exact()) {
                session.handedOver(taking.lease());
            }
            session.moved();
        }));
        announce(new NodeEvent.RoomTaken(taking.room(), taking.from(), carried, taking.reason()));
    }

    private void announce(NodeEvent.RoomTaken taken) {
        recent.add(new Recent(taken, fleet.nowNs()));
        if (recent.size() > MOST_RECENT) {
            recent.remove();
        }
        fleet.events().accept(taken);
    }

    /// For any other thread: what whoever links to this node has to hear at once. A node that woke a moment ago
    /// has lost what it would tell, or does not know yet: it tells only what nobody else may have.
    List<NodeEvent> news() {
        var news = new CompletableFuture<List<NodeEvent>>();
        custodian.custodyNow((it, nowNs) -> news.complete(news(session -> it.holds(session, nowNs))));
        try {
            return news.get(NEWS_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return List.of();
        } catch (ExecutionException | TimeoutException _) {
            return List.of();
        }
    }

    /// What was taken here in the last minute, as far as it is held here still.
    private List<NodeEvent> news(Predicate<SessionId> held) {
        long sinceNs = fleet.nowNs() - NEWS_NS;
        return recent.stream()
                .filter(it -> it.atNs() - sinceNs > 0)
                .map(it -> new NodeEvent.RoomTaken(
                        it.taken().room(),
                        it.taken().from(),
                        it.taken().sessions().stream()
                                .filter(session -> held.test(session.session()))
                                .toList(),
                        it.taken().reason()))
                .filter(it -> !it.sessions().isEmpty())
                .<NodeEvent>map(it -> it)
                .toList();
    }

    private int doorHere(NodeId from, int door) {
        return doors == null || door == WaysOut.NO_DOOR ? WaysOut.NO_DOOR : doors.numberOf(from, door);
    }

    /// They never left: as they were, at the doors of this node.
    void resume(List<SessionCopy> copies) {
        var arriving = new LinkedHashMap<RoutingContext, List<SessionRecord>>();
        for (SessionCopy copy : copies) {
            SessionRecord record = read(copy);
            handedOver.remove(copy.session());
            arriving.computeIfAbsent(record.identity().context(), _ -> new ArrayList<>())
                    .add(record);
        }
        arriving.forEach((context, records) -> arrive(context, records, _ -> {}));
    }

    private void arrive(RoutingContext context, List<SessionRecord> records, Consumer<MediaSession> welcome) {
        int loop = 0;
        for (SessionRecord record : records) {
            loop = fleet.roster().reserve(context);
            List<SessionId> replaced = fleet.roster().seat(record.identity(), loop);
            awaited.came(record.identity().id(), fleet.nowNs());
            fleet.switchboard().tell(replaced, Order.close("replaced"));
        }
        int to = loop;
        for (int first = 0; first < records.size(); first += ARRIVING) {
            List<SessionRecord> batch = records.subList(first, Math.min(records.size(), first + ARRIVING));
            fleet.pieceOnLoop(to, media -> {
                for (MediaSession session : media.take(batch, fleet.nowNs())) {
                    welcome.accept(session);
                    fleet.announce(session, to);
                }
            });
        }
    }

    /// To be called several times a second.
    void tick(long nowNs) {
        awaited.due(nowNs).forEach(this::tellAgain);
    }

    /// On the session's loop: its client has said something by way of signaling.
    void spoken(MediaSession session) {
        if (isOnItsWay(session)) {
            SessionId id = session.id();
            custodian.later(() -> awaited.speaks(id));
        }
    }

    /// Unless it is there by now.
    private void tellAgain(SessionId id) {
        for (int loop : fleet.roster().loopsOf(List.of(id))) {
            fleet.onLoop(loop, media -> {
                MediaSession session = media.session(id);
                if (session != null && isOnItsWay(session)) {
                    custodian.count(CustodyCount.TOLD_AGAIN, 1);
                    fleet.announce(session, loop);
                }
            });
        }
    }

    private boolean isOnItsWay(MediaSession session) {
        int door = session.ice().door();
        return door == WaysOut.NO_DOOR || door >= fleet.doors();
    }

    // --- datagrams ---------------------------------------------------------------------------------------------

    void datagram(NodeId peer, LinkFrame frame) {
        switch (frame) {
            case LinkFrame.Inward it -> inward(peer, it);
            case LinkFrame.Outward it -> outward(it);
            default -> throw new IllegalArgumentException(frame.getClass() + " (expected: a datagram)");
        }
    }

    private void inward(NodeId peer, LinkFrame.Inward it) {
        int door = doorHere(peer, it.door());
        Integer loop = fleet.roster().loopsOf(List.of(it.session())).stream()
                .findFirst()
                .orElse(left.get(it.session()));
        if (loop != null) {
            fleet.pieceOnLoop(loop, media -> media.relayed(it.datagram(), it.from(), door));
        }
    }

    private void outward(LinkFrame.Outward it) {
        if (it.datagrams().length > slab.byteSize()) {
            return;
        }
        MemorySegment.copy(it.datagrams(), 0, slab, ValueLayout.JAVA_BYTE, 0, it.datagrams().length);
        BurstSender sender = waysOut.through(it.door());
        sender.send(RemoteAddress.of(it.to()), slab, 0, it.datagrams().length, it.segmentBytes());
        sender.flush();
        custodian.count(CustodyCount.RELAYED_OUTWARD, 1);
    }
}
