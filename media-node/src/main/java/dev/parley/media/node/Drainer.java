package dev.parley.media.node;

import dev.parley.media.control.CounterSink;
import dev.parley.media.control.DrainReport;
import dev.parley.media.drain.Drain;
import dev.parley.media.drain.DrainAct;
import dev.parley.media.drain.DrainOrder;
import dev.parley.media.drain.DrainState;
import dev.parley.media.drain.Latecomers;
import dev.parley.media.drain.Scene;
import dev.parley.room.NodeId;
import dev.parley.room.RoomId;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/// Does what a [Drain] decides. Runs within deeds of the custody, where moves begin and end; any thread may ask how
/// far it is.
final class Drainer implements Scene {
    private static final long TURN_NS = 100_000_000;
    /// Of a datagram with SRTP or SRTCP in it, the first byte (RFC 7983 section 7).
    private static final int FIRST_OF_MEDIA = 128;
    private static final Logger LOG = System.getLogger(Drainer.class.getName());

    private final Fleet fleet;
    private final Custodian custodian;
    private final Drain drain = new Drain();
    private final Latecomers latecomers = new Latecomers();
    private final AtomicLong moved = new AtomicLong();
    private final AtomicLong closed = new AtomicLong();
    private volatile DrainState state = DrainState.ACTIVE;
    private volatile boolean aboutToEnd;
    private long turnedNs;

    Drainer(Fleet fleet, Custodian custodian) {
        this.fleet = fleet;
        this.custodian = custodian;
    }

    // --- for any thread ----------------------------------------------------------------------------------------

    boolean isCordoned() {
        return state.phase().isCordoned();
    }

    /// Not even who comes to a room that is here is let in: it will be gone in a moment.
    boolean isAboutToEnd() {
        return aboutToEnd;
    }

    DrainReport report() {
        return DrainReport.of(state, fleet.unixOffsetNs());
    }

    void counters(CounterSink sink) {
        sink.count("parley_drain_rooms_moved", Map.of(), moved.get());
        sink.count("parley_drain_rooms_closed", Map.of(), closed.get());
    }

    // --- within deeds of the custody -----------------------------------------------------------------------------

    void order(DrainOrder order, long nowNs) {
        aboutToEnd |= order instanceof DrainOrder.Stop stop && stop.isHasty();
        if (drain.order(order, nowNs)) {
            LOG.log(
                    Level.INFO,
                    "to be drained: {0}, {1} rooms",
                    order,
                    fleet.roster().rooms());
            turn(nowNs);
        }
    }

    void callOff(long nowNs) {
        if (drain.callOff()) {
            LOG.log(Level.INFO, "the drain is called off");
            turn(nowNs);
        }
    }

    void moved(RoomId room, NodeId to) {
        drain.moved(room, to);
    }

    void moveFailed(RoomId room, String reason, long nowNs) {
        drain.moveFailed(room, reason, nowNs);
    }

    /// For a session that went to another node. Checks go to every port that a client knows, for ever.
    void handedOn(byte[] datagram) {
        if ((datagram[0] & 0xFF) >= FIRST_OF_MEDIA) {
            latecomers.heard(fleet.nowNs());
        }
    }

    void tick(long nowNs) {
        if (isCordoned() && nowNs - turnedNs >= TURN_NS) {
            turn(nowNs);
        }
    }

    private void turn(long nowNs) {
        turnedNs = nowNs;
        for (DrainAct act : drain.turn(nowNs, this)) {
            switch (act) {
                case DrainAct.Move(var room, var to) -> custodian.move(room, null, to);
                case DrainAct.Close(var room, var reason) -> {
                    LOG.log(Level.WARNING, "{0}: closed, since it could not be moved: {1}", room, reason);
                    fleet.switchboard().tell(fleet.roster().of(room), Order.close(reason));
                }
            }
        }
        changed(state, drain.state(nowNs));
    }

    /// Signaling hears at once whether new rooms may come here.
    private void changed(DrainState before, DrainState now) {
        state = now;
        boolean same = before.startNs() != null && before.startNs().equals(now.startNs());
        moved.addAndGet(now.moved() - (same ? before.moved() : 0));
        closed.addAndGet(now.closed() - (same ? before.closed() : 0));
        if (before.phase() != now.phase() || before.reason() != now.reason()) {
            LOG.log(Level.INFO, "{0} -> {1}, reason: {2}", before.phase(), now.phase(), now.reason());
        }
        if (before.phase().isCordoned() != now.phase().isCordoned()) {
            fleet.events().accept(fleet.status().hello());
        }
    }

    // --- what the drain looks at -------------------------------------------------------------------------------

    @Override
    public Map<RoomId, Integer> rooms() {
        Map<RoomId, Integer> rooms = fleet.roster().sizes();
        custodian.carrier().handedOver().forEach(room -> rooms.merge(room, 1, Integer::sum));
        return rooms;
    }

    @Override
    public boolean hasLatecomers() {
        return latecomers.any(fleet.nowNs());
    }

    @Override
    public List<NodeId> refuges(RoomId room) {
        return custodian.refuges(room);
    }
}
