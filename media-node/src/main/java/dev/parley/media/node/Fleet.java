package dev.parley.media.node;

import dev.parley.media.cache.SlabPool;
import dev.parley.media.control.LoopPulse;
import dev.parley.media.control.NodeSettings;
import dev.parley.media.control.NodeStatus;
import dev.parley.media.custody.CopyTicket;
import dev.parley.media.custody.Self;
import dev.parley.media.egress.BurstWriter;
import dev.parley.media.egress.PacketComposer;
import dev.parley.media.ingress.MediaPacket;
import dev.parley.media.load.DoorLoads;
import dev.parley.media.loop.LoopPorts;
import dev.parley.media.loop.MediaLoop;
import dev.parley.media.loop.Onward;
import dev.parley.media.path.PacketCounters;
import dev.parley.media.session.LoopKit;
import dev.parley.media.session.MediaSession;
import dev.parley.media.session.RoutingContext;
import dev.parley.media.session.SessionRecord;
import dev.parley.media.udp.DoorSettings;
import dev.parley.media.udp.UdpDoor;
import dev.parley.media.udp.WaysOut;
import dev.parley.protocol.node.NodeEvent;
import dev.parley.room.SessionId;
import dev.parley.rtc.ice.Candidate;
import dev.parley.rtc.ice.IcePriority;
import dev.parley.rtc.packets.feedback.FrequentFeedback;
import dev.parley.rtc.srtp.SrtpCiphers;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The loops of a node, with their doors.
final class Fleet implements LoopPorts, AutoCloseable {
    /// The loop's slow clock: NACKs, feedback and probes at this grain. Finer costs as much as forwarding
    /// (DESIGN).
    static final long TICK_NS = 25_000_000;

    /// A turn's packets to all receivers before the socket takes them: 4 MiB is some 3,000 packets.
    static final int EGRESS_BYTES = 4 << 20;

    /// The local preference (RFC 8445 §5.1.2.1) of a node's first candidates. Every move raises it, so that
    /// the new port is better than all that a client was told before.
    static final int FIRST_PREFERENCE = 16_384;

    /// Announced addresses that keep their order within one such step.
    static final int MAX_ADDRESSES = 16;

    private final NodeSettings settings;
    private final long unixOffsetNs;
    /// The loops' own doors at the first address, in their order, then those at the second, and so on.
    private final List<UdpDoor> doors = new ArrayList<>();

    private final List<MediaLoop> loops = new ArrayList<>();
    private final List<LoopKit> kits = new ArrayList<>();
    private final List<MemorySegment> relaySlabs = new ArrayList<>();
    private final Roster roster;
    private final Switchboard switchboard;
    private final DoorLoads loads;
    private final Custodian custodian;
    private volatile Consumer<NodeEvent> listener = _ -> {};

    Fleet(NodeSettings settings, InstantSource wallClock, @Nullable Linking linking) {
        this.settings = settings;
        this.roster = new Roster(settings.loops());
        this.switchboard = new Switchboard(this, roster, settings.loops());
        Instant now = wallClock.instant();
        this.unixOffsetNs = now.getEpochSecond() * 1_000_000_000L
                + now.getNano()
                - settings.clock().getAsLong();
        SrtpCiphers ciphers = SrtpCiphers.best();
        try {
            for (int i = 0; i < settings.loops(); i++) {
                open(i, ciphers);
            }
            for (int address = 1; address < settings.bind().size(); address++) {
                for (int i = 0; i < settings.loops(); i++) {
                    doors.add(doors.get(i).beside(at(address, i), loops.get(i).behind(doors.size())));
                }
            }
        } catch (RuntimeException e) {
            closeDoors();
            throw e;
        }
        this.loads = new DoorLoads(doors.subList(0, settings.loops()), settings.capacity());
        this.custodian = new Custodian(
                new Self(settings.node(), settings.instance(), settings.machine()),
                this,
                desk -> linking == null
                        ? null
                        : new FleetLinks(settings.node(), linking, settings.random(), now, desk));
    }

    private void open(int index, SrtpCiphers ciphers) {
        var kit = new LoopKit(
                new BurstWriter(Arena.ofAuto().allocate(EGRESS_BYTES, 64)),
                new PacketComposer(),
                new PacketCounters(),
                new SlabPool(),
                ciphers,
                waysOut(),
                nowNs -> nowNs + unixOffsetNs,
                new MediaPacket(),
                new FrequentFeedback());
        var loop = new MediaLoop(index, kit, this);
        doors.add(UdpDoor.open(DoorSettings.of(at(0, index), index, TICK_NS, settings.clock()), loop));
        loops.add(loop);
        kits.add(kit);
        relaySlabs.add(Arena.ofAuto().allocate(UdpDoor.DATAGRAM_BYTES, 64));
    }

    private InetSocketAddress at(int address, int loop) {
        return new InetSocketAddress(settings.bind().get(address), settings.portOf(loop));
    }

    UdpDoor door(int loop) {
        return doors.get(loop);
    }

    PacketCounters counters(int loop) {
        return kits.get(loop).counters();
    }

    Roster roster() {
        return roster;
    }

    Switchboard switchboard() {
        return switchboard;
    }

    Custodian custodian() {
        return custodian;
    }

    int loops() {
        return loops.size();
    }

    /// This node's own, at all addresses.
    int doors() {
        return doors.size();
    }

    /// For one thread.
    WaysOut waysOut() {
        return new WaysOut(doors, number -> custodian().carrier().through(number));
    }

    /// From the loops' clock to the wall clock.
    long unixOffsetNs() {
        return unixOffsetNs;
    }

    MediaLoop loop(int index) {
        return loops.get(index);
    }

    /// Runs on a loop's thread. False when that loop has too much waiting.
    boolean onLoop(int loop, Consumer<MediaLoop> command) {
        return doors.get(loop).execute(() -> command.accept(loops.get(loop)));
    }

    /// Likewise, but a piece of long work, between which that loop looks at its socket.
    void pieceOnLoop(int loop, Consumer<MediaLoop> command) {
        doors.get(loop).executePiece(() -> command.accept(loops.get(loop)));
    }

    @Override
    public boolean offer(int loop, Runnable command) {
        return doors.get(loop).execute(command);
    }

    @Override
    public MemorySegment relaySlab(int loop) {
        return relaySlabs.get(loop);
    }

    @Override
    public long nowNs() {
        return settings.clock().getAsLong();
    }

    @Override
    public Consumer<NodeEvent> events() {
        return event -> listener.accept(event);
    }

    void onEvent(Consumer<NodeEvent> newListener) {
        listener = newListener;
    }

    @Override
    public int loopOf(RoutingContext context) {
        return roster.loopOf(context);
    }

    @Override
    public void deliver(MediaLoop loop) {
        switchboard.deliver(loop);
    }

    @Override
    public void connected(MediaSession session) {
        custodian.connected(session);
    }

    @Override
    public void closed(SessionId session) {
        roster.leave(session);
        custodian.closed(session);
    }

    @Override
    public void copied(MediaSession session, SessionRecord record, CopyTicket ticket) {
        custodian.copied(session, record, ticket);
    }

    @Override
    public void handOn(Onward.ToNode to, byte[] datagram, InetSocketAddress from, int door) {
        custodian.handOn(to, datagram, from, door);
    }

    /// One candidate for each announced address, best first (RFC 8445 §5.1.2.1).
    ///
    /// @param moves of the session
    List<Candidate> candidates(int loop, int moves) {
        int best = Math.min(IcePriority.ONLY_ADDRESS, FIRST_PREFERENCE + moves * MAX_ADDRESSES);
        return IntStream.range(0, settings.announce().size())
                .mapToObj(i ->
                        Candidate.host(new InetSocketAddress(settings.announce().get(i), portAt(i, loop)), best - i))
                .toList();
    }

    private int portAt(int address, int loop) {
        int bound = settings.bind().size() == 1 ? 0 : address;
        return doors.get(bound * settings.loops() + loop).port();
    }

    /// The client is told the new port as one more candidate, better than all before it.
    void announce(MediaSession session, int loop) {
        String mid = session.plan().firstMid();
        for (Candidate candidate : candidates(loop, session.ice().moves())) {
            listener.accept(new NodeEvent.Candidate(
                    session.room(),
                    session.participant(),
                    session.id(),
                    candidate.toSdp(),
                    mid,
                    session.ice().local().ufrag()));
        }
    }

    List<LoopPulse> pulses() {
        return doors.stream()
                .map(door -> new LoopPulse(door.index(), door.quietNs()))
                .toList();
    }

    /// As many sessions as somebody said it may have.
    boolean isFull() {
        return settings.capacity().isFull(roster.sessions());
    }

    NodeStatus status() {
        int sessions = roster.sessions();
        return new NodeStatus(
                new NodeStatus.Self(
                        settings.node(),
                        settings.instance(),
                        settings.loops(),
                        custodian.announced(),
                        settings.machine()),
                roster.rooms(),
                roster.participants(),
                sessions,
                loads.load(sessions, nowNs()),
                custodian.drainer().report());
    }

    /// The doors first: from the moment that the port for links refuses, others may go on with what was
    /// held here.
    @Override
    public void close() {
        closeDoors();
        custodian.close();
    }

    private void closeDoors() {
        doors.forEach(UdpDoor::close); // ends the threads that use the senders
        for (LoopKit kit : kits) {
            kit.waysOut().close();
        }
    }
}
