package dev.parley.media.custody;

import dev.parley.media.link.LinkFrame;
import dev.parley.media.link.SessionCopy;
import dev.parley.protocol.node.Dispute;
import dev.parley.protocol.node.Party;
import dev.parley.room.NodeId;
import dev.parley.room.RoomId;
import dev.parley.room.SessionId;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// One process of a node: the real custody, with loops and a network that are modelled.
final class ModelNode implements CustodyActs {
    static final long TICK_NS = 25_000_000;

    private final ModelWorld world;
    private final Self self;
    private final Custody custody;
    private final ModelLoop loop;
    /// What came while the process stood still.
    private final Queue<Runnable> waiting = new ArrayDeque<>();

    private boolean alive = true;
    private boolean paused;
    private boolean cut;
    private boolean deaf;

    ModelNode(ModelWorld world, NodeId node, String instance, @Nullable String machine) {
        this.world = world;
        this.self = new Self(node, instance, machine);
        this.custody = new Custody(self, this);
        this.loop = new ModelLoop(node + "/" + instance, world.ledger(), world.bug());
    }

    Self self() {
        return self;
    }

    Custody custody() {
        return custody;
    }

    ModelLoop loop() {
        return loop;
    }

    boolean isAlive() {
        return alive;
    }

    boolean isPaused() {
        return paused;
    }

    boolean isCut() {
        return cut;
    }

    boolean isWell() {
        return alive && !paused && !cut;
    }

    void cut(boolean now) {
        cut = now;
    }

    /// Signaling does not reach it, and others do.
    void deafen(boolean now) {
        deaf = now;
    }

    boolean isDeaf() {
        return deaf;
    }

    void kill() {
        alive = false;
    }

    void pause() {
        paused = true;
    }

    /// The clock may tick before the process reads what lies in its sockets.
    void wake() {
        paused = false;
        if (world.random().nextBoolean()) {
            tick();
        }
        while (alive && !waiting.isEmpty()) {
            waiting.remove().run();
        }
    }

    /// Something reaches this process: now, when it wakes, or never.
    void reach(Runnable what) {
        if (alive) {
            if (paused) {
                waiting.add(what);
            } else {
                what.run();
            }
        }
    }

    void tick() {
        if (alive && !paused) {
            custody.tick(world.nowNs());
            loop.tick(custody, world.random(), world.nowNs());
        }
    }

    /// Loops do what they are told a little later, in order.
    private void later(Runnable deed) {
        world.onLoop(this, deed);
    }

    @Override
    public void dial(NodeId peer) {
        world.net().dial(this, peer);
    }

    @Override
    public void send(NodeId peer, LinkFrame.FromHolder frame) {
        world.net().send(this, peer, frame);
    }

    @Override
    public void answer(NodeId peer, LinkFrame.FromKeeper frame) {
        world.net().answer(this, peer, frame);
    }

    @Override
    public void probe(NodeId peer) {
        world.net().probe(this, peer);
    }

    @Override
    public void ask(Dispute dispute, Party claimant, boolean refused) {
        world.signaling().asked(this, dispute, claimant, refused);
    }

    @Override
    public void keptBy(SessionId session, Lease lease) {
        later(() -> loop.keptBy(session, lease));
    }

    @Override
    public void export(Move move, List<SessionId> sessions) {
        later(() -> {
            List<SessionCopy> copies = loop.export(sessions);
            custody.exported(move, copies, world.nowNs());
        });
    }

    @Override
    public boolean understands(SessionCopy copy) {
        return true;
    }

    @Override
    public void take(Taking taking) {
        world.signaling().taken(this, taking);
        later(() -> loop.take(taking));
    }

    @Override
    public void resume(List<SessionCopy> copies) {
        later(() -> loop.resume(copies));
    }

    @Override
    public void surrender(List<SessionId> sessions) {
        later(() -> sessions.forEach(loop::close));
    }

    @Override
    public void lost(List<SessionId> sessions) {}

    @Override
    public void moved(RoomId room, NodeId to, List<SessionId> sessions) {}

    @Override
    public void moveFailed(RoomId room, NodeId to, String reason) {}
}
