package dev.parley.media.node;

import dev.parley.media.cache.SlabPool;
import dev.parley.media.control.LoopPulse;
import dev.parley.media.control.NodeSettings;
import dev.parley.media.egress.BurstWriter;
import dev.parley.media.egress.PacketComposer;
import dev.parley.media.ingress.MediaPacket;
import dev.parley.media.loop.LoopPorts;
import dev.parley.media.loop.MediaLoop;
import dev.parley.media.path.PacketCounters;
import dev.parley.media.router.Room;
import dev.parley.media.session.LoopKit;
import dev.parley.media.session.MediaSession;
import dev.parley.media.session.SessionCodec;
import dev.parley.media.session.SessionRecord;
import dev.parley.media.udp.DoorSettings;
import dev.parley.media.udp.UdpDoor;
import dev.parley.media.udp.WaysOut;
import dev.parley.protocol.node.NodeCommand;
import dev.parley.protocol.node.NodeCommand.CloseParticipant;
import dev.parley.protocol.node.NodeCommand.CloseRoom;
import dev.parley.protocol.node.NodeCommand.MoveRoom;
import dev.parley.protocol.node.NodeCommand.SetMuted;
import dev.parley.protocol.node.NodeCommand.Wish;
import dev.parley.protocol.node.NodeEvent;
import dev.parley.room.RoomId;
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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The loops of a node and who is on which. The maps are read by any thread and written when a room or session comes,
/// goes or moves.
final class Fleet implements LoopPorts, AutoCloseable {
    /// The loop's slow clock: NACKs, feedback and probes at this grain. Finer costs as much as forwarding (DESIGN).
    static final long TICK_NS = 25_000_000;

    /// A turn's packets to all receivers before the socket takes them: 4 MiB is some 3,000 packets.
    static final int EGRESS_BYTES = 4 << 20;

    /// The local preference (RFC 8445 §5.1.2.1) of a node's first candidates. Every move raises it, so that the new
    /// port is better than all that a client was told before.
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
    private final Map<RoomId, Integer> loopOfRoom = new ConcurrentHashMap<>();
    private final Map<SessionId, Integer> loopOfSession = new ConcurrentHashMap<>();
    private final LoopLoads loads = new LoopLoads();
    private final AtomicInteger moves = new AtomicInteger();
    private volatile Consumer<NodeEvent> listener = _ -> {};

    Fleet(NodeSettings settings, InstantSource wallClock) {
        this.settings = settings;
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
            close();
            throw e;
        }
    }

    private void open(int index, SrtpCiphers ciphers) {
        var kit = new LoopKit(
                new BurstWriter(Arena.ofAuto().allocate(EGRESS_BYTES, 64)),
                new PacketComposer(),
                new PacketCounters(),
                new SlabPool(),
                ciphers,
                new WaysOut(doors),
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

    /// The loop of a room: where it already is, else where the fewest rooms are.
    int pin(RoomId room) {
        return loopOfRoom.computeIfAbsent(
                room,
                _ -> IntStream.range(0, settings.loops())
                        .boxed()
                        .min(Comparator.comparingLong(i ->
                                loopOfRoom.values().stream().filter(i::equals).count()))
                        .orElse(0));
    }

    int loopOf(RoomId room) {
        return loopOfRoom.getOrDefault(room, -1);
    }

    @Nullable
    Integer loopOf(SessionId session) {
        return loopOfSession.get(session);
    }

    void settle(SessionId session, int loop) {
        loopOfSession.put(session, loop);
    }

    /// Runs on a loop's thread. False when that loop has too much waiting.
    boolean onLoop(int loop, Consumer<MediaLoop> command) {
        return doors.get(loop).execute(() -> command.accept(loops.get(loop)));
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
    public void closed(SessionId session) {
        loopOfSession.remove(session);
    }

    @Override
    public void emptied(RoomId room) {
        loopOfRoom.remove(room);
    }

    /// One candidate for each announced address, best first (RFC 8445 §5.1.2.1).
    List<Candidate> candidates(int loop) {
        int best = Math.min(IcePriority.ONLY_ADDRESS, FIRST_PREFERENCE + moves.get() * MAX_ADDRESSES);
        return IntStream.range(0, settings.announce().size())
                .mapToObj(i ->
                        Candidate.host(new InetSocketAddress(settings.announce().get(i), portAt(i, loop)), best - i))
                .toList();
    }

    private int portAt(int address, int loop) {
        int bound = settings.bind().size() == 1 ? 0 : address;
        return doors.get(bound * settings.loops() + loop).port();
    }

    /// Commands name a room; one that is not here is nobody's business (the node answers for the rooms it has).
    boolean command(NodeCommand command) {
        int loop = loopOf(command.room());
        if (loop < 0) {
            return true;
        }
        return switch (command) {
            case SetMuted mute ->
                onLoop(loop, media -> {
                    media.sessionsOf(mute.room(), mute.participant()).forEach(s -> s.mute(mute.source(), mute.muted()));
                    touch(media, mute.room());
                });
            case Wish wish ->
                onLoop(loop, media -> {
                    media.sessionsOf(wish.room(), wish.participant()).forEach(s -> s.wish(wish.slots()));
                    touch(media, wish.room());
                });
            case CloseParticipant who ->
                onLoop(
                        loop,
                        media -> media.sessionsOf(who.room(), who.participant())
                                .forEach(s -> media.close(s, who.reason())));
            case CloseRoom gone ->
                onLoop(loop, media -> {
                    Room room = media.find(gone.room());
                    if (room != null) {
                        List.copyOf(room.sessions()).forEach(s -> media.close(s, gone.reason()));
                    }
                });
            case MoveRoom move -> move(move.room(), loop, move.loop());
        };
    }

    private static void touch(MediaLoop media, RoomId id) {
        Room room = media.find(id);
        if (room != null) {
            room.touch();
        }
    }

    /// Carries a room from one loop to another in the middle of a call. Both ways of the hand-over run on the loops'
    /// own threads, and the old loop's relays queue up behind the import: nothing is lost, nothing comes twice.
    private boolean move(RoomId id, int from, int to) {
        if (from == to || to < 0 || to >= settings.loops()) {
            return true;
        }
        return onLoop(from, media -> {
            Room room = media.find(id);
            List<SessionRecord> records = room == null ? List.of() : media.export(room, loops.get(to), nowNs());
            if (records.isEmpty()) {
                return;
            }
            loopOfRoom.put(id, to);
            List<byte[]> values = records.stream().map(SessionCodec::write).toList();
            if (!onLoop(to, target -> take(target, values))) {
                loopOfRoom.put(id, from);
                media.take(records, nowNs()); // the other loop is full: go on here, nobody notices
            }
        });
    }

    private void take(MediaLoop target, List<byte[]> values) {
        var records = values.stream()
                .map(bytes -> SessionCodec.read(bytes)
                        .orElseThrow(() -> new IllegalStateException("a session written here cannot be read here")))
                .toList();
        target.take(records, nowNs());
        moves.incrementAndGet();
        for (SessionRecord record : records) {
            settle(record.identity().id(), target.index());
            MediaSession session = target.session(record.identity().id());
            if (session != null) {
                announce(session, target.index());
            }
        }
    }

    /// The client is told the new port as one more candidate, better than all before it.
    private void announce(MediaSession session, int loop) {
        String mid = session.plan().firstMid();
        for (Candidate candidate : candidates(loop)) {
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

    int rooms() {
        return loopOfRoom.size();
    }

    int sessions() {
        return loopOfSession.size();
    }

    void unpinIfEmpty(RoomId room) {
        int loop = loopOf(room);
        if (loop >= 0) {
            onLoop(loop, media -> {
                if (media.find(room) == null) {
                    loopOfRoom.remove(room);
                }
            });
        }
    }

    /// The busiest loop's share of its core.
    double load() {
        return loads.busiest(doors.subList(0, settings.loops()), nowNs());
    }

    @Override
    public void close() {
        doors.forEach(UdpDoor::close); // ends the threads that use the senders
        for (LoopKit kit : kits) {
            kit.waysOut().close();
        }
    }
}
