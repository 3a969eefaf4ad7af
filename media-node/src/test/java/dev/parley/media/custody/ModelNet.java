package dev.parley.media.custody;

import dev.parley.media.link.LinkFrame;
import dev.parley.room.NodeId;
import dev.parley.room.SessionId;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;

/// TCP between modelled nodes: in order, late, stalled by cuts, broken at times, and then each side learns
/// of it when it does.
final class ModelNet {
    private static final long CONNECT_TIMEOUT_NS = 500_000_000;
    private static final long HANDSHAKE_TIMEOUT_NS = 2_000_000_000;
    private static final long STALLED_NS = 20_000_000;

    private record Pair(NodeId one, NodeId other) {}

    /// One way of a connection.
    private final class Way {
        private final Wire wire;
        private final ModelNode from;
        private final ModelNode to;
        private final Queue<Runnable> queue = new ArrayDeque<>();

        Way(Wire wire, ModelNode from, ModelNode to) {
            this.wire = wire;
            this.from = from;
            this.to = to;
        }

        void put(Runnable arrival) {
            queue.add(arrival);
            if (queue.size() == 1) {
                world.in(world.delayNs(), this::deliver);
            }
        }

        private void deliver() {
            if (wire.broken || queue.isEmpty()) {
                return;
            }
            if (isBlocked(from, to)) {
                world.in(STALLED_NS, this::deliver);
                return;
            }
            Runnable arrival = queue.remove();
            to.reach(() -> {
                if (!wire.broken) {
                    arrival.run();
                }
            });
            if (!queue.isEmpty()) {
                world.in(world.random().nextLong(300_000), this::deliver);
            }
        }
    }

    private final class Wire {
        private final ModelNode dialer;
        private final ModelNode acceptor;
        private final Way there;
        private final Way back;
        private boolean broken;

        Wire(ModelNode dialer, ModelNode acceptor) {
            this.dialer = dialer;
            this.acceptor = acceptor;
            this.there = new Way(this, dialer, acceptor);
            this.back = new Way(this, acceptor, dialer);
        }
    }

    private final ModelWorld world;
    private final Map<Pair, Wire> wires = new LinkedHashMap<>();
    private final Set<Pair> cuts = new HashSet<>();

    ModelNet(ModelWorld world) {
        this.world = world;
    }

    private boolean isBlocked(ModelNode one, ModelNode other) {
        return one.isCut()
                || other.isCut()
                || cuts.contains(pair(one.self().node(), other.self().node()));
    }

    private static Pair pair(NodeId one, NodeId other) {
        return one.value().compareTo(other.value()) < 0 ? new Pair(one, other) : new Pair(other, one);
    }

    void cut(NodeId one, NodeId other, boolean now) {
        if (now) {
            cuts.add(pair(one, other));
        } else {
            cuts.remove(pair(one, other));
        }
    }

    void dial(ModelNode dialer, NodeId peer) {
        ModelNode target = world.process(peer);
        if (isBlocked(dialer, target)) {
            world.in(
                    CONNECT_TIMEOUT_NS,
                    () -> dialer.reach(() -> dialer.custody().unlinked(peer, false)));
        } else if (!target.isAlive()) {
            world.in(world.delayNs(), () -> dialer.reach(() -> dialer.custody().unlinked(peer, true)));
        } else if (target.isPaused()) {
            world.in(
                    HANDSHAKE_TIMEOUT_NS,
                    () -> dialer.reach(() -> dialer.custody().unlinked(peer, false)));
        } else {
            world.in(world.delayNs(), () -> connect(dialer, target));
        }
    }

    private void connect(ModelNode dialer, ModelNode target) {
        dialer.reach(() -> {
            Wire before = wires.put(new Pair(dialer.self().node(), target.self().node()), new Wire(dialer, target));
            if (before != null) {
                before.broken = true;
            }
            dialer.custody().linked(target.self().node());
        });
    }

    void send(ModelNode from, NodeId to, LinkFrame.FromHolder frame) {
        Wire wire = wires.get(new Pair(from.self().node(), to));
        if (wire != null && wire.dialer == from) {
            LinkFrame.FromHolder sent = world.bug() == Bug.DROP_IS_IGNORED ? withoutDrop(frame) : frame;
            wire.there.put(() -> wire.acceptor.custody().heard(from.self().node(), sent, world.nowNs()));
        }
    }

    private static LinkFrame.FromHolder withoutDrop(LinkFrame.FromHolder frame) {
        return frame instanceof LinkFrame.Drop(var operation, var session)
                ? new LinkFrame.Drop(operation, new SessionId("not-" + session))
                : frame;
    }

    void answer(ModelNode from, NodeId to, LinkFrame.FromKeeper frame) {
        Wire wire = wires.get(new Pair(to, from.self().node()));
        if (wire != null && wire.acceptor == from) {
            wire.back.put(() -> wire.dialer.custody().heard(from.self().node(), frame, world.nowNs()));
        }
    }

    void probe(ModelNode from, NodeId peer) {
        ModelNode target = world.process(peer);
        boolean refused = !isBlocked(from, target) && (!target.isAlive() || world.bug() == Bug.DEATH_IS_GUESSED);
        world.in(world.delayNs(), () -> from.reach(() -> from.custody().probed(peer, refused)));
    }

    /// A connection breaks for no reason of its ends'.
    void breakWire(NodeId dialer, NodeId acceptor) {
        Wire wire = wires.remove(new Pair(dialer, acceptor));
        if (wire != null) {
            broken(wire);
        }
    }

    /// Whoever can be told, is told that the process is gone.
    void died(ModelNode node) {
        for (Wire wire : List.copyOf(wires.values())) {
            if (wire.dialer == node || wire.acceptor == node) {
                wires.values().remove(wire);
                broken(wire);
            }
        }
    }

    private void broken(Wire wire) {
        wire.broken = true;
        notice(
                wire,
                wire.dialer,
                () -> wire.dialer.custody().unlinked(wire.acceptor.self().node(), false));
        notice(
                wire,
                wire.acceptor,
                () -> wire.acceptor.custody().lostSight(wire.dialer.self().node()));
    }

    private void notice(Wire wire, ModelNode who, Runnable what) {
        world.in(world.delayNs(), () -> {
            if (isBlocked(wire.dialer, wire.acceptor)) {
                notice(wire, who, what);
            } else if (!isReplaced(wire)) {
                who.reach(what);
            }
        });
    }

    /// The two have a newer connection: the end of the old one is no news.
    private boolean isReplaced(Wire wire) {
        Wire now = wires.get(
                new Pair(wire.dialer.self().node(), wire.acceptor.self().node()));
        return now != null && now != wire && now.dialer == wire.dialer && now.acceptor == wire.acceptor;
    }
}
