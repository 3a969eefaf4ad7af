package dev.parley.media.loop;

import dev.parley.media.ingress.MediaPacket;
import dev.parley.media.path.Verdict;
import dev.parley.media.router.Room;
import dev.parley.media.session.LoopKit;
import dev.parley.media.session.MediaSession;
import dev.parley.media.session.RoutingContext;
import dev.parley.media.session.SessionRecord;
import dev.parley.media.udp.BurstSender;
import dev.parley.media.udp.DatagramHandler;
import dev.parley.media.udp.RemoteAddress;
import dev.parley.protocol.node.NodeEvent;
import dev.parley.room.SessionId;
import dev.parley.rtc.ice.IceLite;
import dev.parley.rtc.ice.IceOutcome;
import dev.parley.rtc.packets.Wire;
import dev.parley.rtc.packets.rtcp.RtcpCompound;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Owns one UDP port and every room pinned to it. Only the thread of its doors touches what is in here, so
/// nothing is locked; other threads come in through the door's bounded queue of commands.
///
/// One turn: drain the socket → by first byte to STUN, DTLS or SRTP (RFC 7983) → route → commands → timers
/// → one burst to each receiver.
public final class MediaLoop implements DatagramHandler {
    /// A client that has not connected by then will not (a browser gives up after 15 to 30 s).
    static final long CONNECT_NS = 30_000_000_000L;

    /// The loop's slow work: consent, relays, empty rooms.
    static final long SWEEP_NS = 1_000_000_000L;

    private final int index;
    private final LoopKit kit;
    private final LoopPorts ports;
    private final Directory directory = new Directory();
    private final Relays<Onward> relays = new Relays<>();
    private final Handshakes handshakes;
    private final Map<RoutingContext, Room> rooms = new HashMap<>();
    /// Sessions between two contexts, or not yet where theirs is.
    private final Set<MediaSession> adrift = new LinkedHashSet<>();

    private final List<Room> busy = new ArrayList<>();
    private final Arrival arrival = new Arrival();
    private long sweepNs;

    public MediaLoop(int index, LoopKit kit, LoopPorts ports) {
        this.index = index;
        this.kit = kit;
        this.ports = ports;
        this.handshakes = new Handshakes(this, kit.counters(), ports);
    }

    public int index() {
        return index;
    }

    // --- datagrams ---------------------------------------------------------------------------------------------

    @Override
    public void datagram(MemorySegment slab, long offset, int length, InetSocketAddress from, long nowNs) {
        receive(arrival.of(slab, offset, length, from, index), nowNs);
    }

    /// What stands behind another door of this loop, at another address.
    public DatagramHandler behind(int door) {
        return new SideDoor(this, door);
    }

    /// The one datagram that is looked at.
    Arrival arrival() {
        return arrival;
    }

    void receive(Arrival arrival, long nowNs) {
        int first = arrival.length() == 0 ? 255 : Wire.u8(arrival.slab(), arrival.offset());
        if (first >= 128 && first < 192) {
            media(arrival, nowNs);
        } else if (first < 4) {
            stun(arrival, nowNs);
        } else if (first >= 20 && first < 64) {
            dtls(arrival);
        } else {
            kit.counters().count(Verdict.NOT_DEMULTIPLEXED);
        }
    }

    private void media(Arrival arrival, long nowNs) {
        MediaSession session = directory.of(arrival.from());
        if (session == null) {
            handOn(arrival, relays.of(arrival.from()), Verdict.UNKNOWN_ADDRESS);
            return;
        }
        MemorySegment slab = arrival.slab();
        if (RtcpCompound.isRtcp(slab, arrival.offset(), arrival.length())) {
            session.receiveRtcp(slab, arrival.offset(), arrival.length(), nowNs);
            return;
        }
        Room room = rooms.get(session.context());
        MediaPacket packet = room == null ? kit.scratch() : room.next();
        boolean accepted = session.receiveRtp(slab, arrival.offset(), arrival.length(), packet, nowNs);
        if (room != null && session.uplink().takeBegun()) {
            room.touch();
        }
        if (accepted && room != null) {
            if (!room.hasPackets()) {
                busy.add(room);
            }
            room.keep();
        }
    }

    private void stun(Arrival arrival, long nowNs) {
        switch (IceLite.answer(arrival.copy(), arrival.from(), directory::credentials)) {
            case IceOutcome.Answered answered -> {
                MediaSession session = directory.of(answered.localUfrag());
                if (session != null) {
                    session.checked(arrival.from(), arrival.door(), answered.nominated(), nowNs);
                    directory.vouch(arrival.from(), session);
                    reply(answered.reply(), arrival);
                }
            }
            case IceOutcome.Refused refused -> {
                Onward elsewhere = relays.of(refused.localUfrag(), arrival.from(), nowNs);
                if (elsewhere != null) {
                    handOn(arrival, elsewhere, Verdict.BAD_STUN);
                } else {
                    kit.counters().count(Verdict.BAD_STUN);
                    reply(refused.reply(), arrival);
                }
            }
            case IceOutcome.Dropped(var why) -> {
                if (why != IceOutcome.Drop.INDICATION) {
                    kit.counters().count(Verdict.BAD_STUN);
                }
            }
        }
    }

    private void dtls(Arrival arrival) {
        MediaSession session = directory.of(arrival.from());
        if (session == null) {
            handOn(arrival, relays.of(arrival.from()), Verdict.UNKNOWN_ADDRESS);
            return;
        }
        handshakes.receive(session, arrival.copy());
    }

    private void handOn(Arrival arrival, @Nullable Onward onward, Verdict otherwise) {
        InetSocketAddress from = arrival.from();
        int door = arrival.door();
        switch (onward) {
            case null -> kit.counters().count(otherwise);
            case Onward.ToNode node -> ports.handOn(node, arrival.copy(), from, door);
            case Onward.ToLoop(var to) -> {
                byte[] copy = arrival.copy();
                if (!ports.offer(to.index, () -> to.relayed(copy, from, door))) {
                    kit.counters().count(Verdict.RELAY_FULL);
                }
            }
        }
    }

    /// A datagram that came in elsewhere, for a session that is here now.
    public void relayed(byte[] bytes, InetSocketAddress from, int door) {
        MemorySegment slab = ports.relaySlab(index);
        MemorySegment.copy(bytes, 0, slab, ValueLayout.JAVA_BYTE, 0, bytes.length);
        receive(arrival.of(slab, 0, bytes.length, from, door), ports.nowNs());
    }

    private void reply(ByteBuffer bytes, Arrival to) {
        var copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        send(copy, to.from(), to.door());
    }

    /// Sends bytes that need no protection: STUN and DTLS.
    void send(byte[] bytes, InetSocketAddress to, int door) {
        BurstSender sender = kit.waysOut().through(door);
        kit.burst().through(sender);
        kit.burst().addPlain(RemoteAddress.of(to), bytes);
    }

    @Override
    public void turnEnd(long nowNs) {
        try {
            for (int i = 0; i < busy.size(); i++) {
                busy.get(i).flush(nowNs);
            }
        } finally {
            busy.clear();
        }
        kit.burst().flush();
    }

    @Override
    public void tick(long nowNs) {
        ports.deliver(this);
        for (Room room : rooms.values()) {
            room.tick(nowNs);
        }
        for (MediaSession session : directory.all()) {
            session.tick(nowNs);
            if (session.tenure().isCopyDue(nowNs)) {
                copy(session, nowNs);
            }
        }
        if (nowNs - sweepNs >= SWEEP_NS) {
            sweepNs = nowNs;
            sweep(nowNs);
        }
    }

    private void copy(MediaSession session, long nowNs) {
        SessionRecord record = session.record();
        ports.copied(session, record, session.copied(record, nowNs));
    }

    private void sweep(long nowNs) {
        relays.expire(nowNs);
        for (MediaSession session : List.copyOf(directory.all())) {
            long allowed = session.connected() ? IceLite.CONSENT_NS : CONNECT_NS;
            if (nowNs - session.consentNs() > allowed) {
                close(session, session.connected() ? "consent-expired" : "never-connected");
            }
        }
    }

    // --- commands: all on the loop's thread --------------------------------------------------------------------

    /// Opens a session that was just negotiated.
    public void open(SessionRecord record, Handshakes.Expected expected, long nowNs) {
        var session = new MediaSession(record, kit, nowNs);
        directory.add(session);
        handshakes.expect(session, expected);
        place(session);
    }

    public @Nullable MediaSession session(SessionId id) {
        return directory.of(id);
    }

    /// Notes new credentials after an ICE restart.
    public void reindex(MediaSession session) {
        directory.index(session);
    }

    public @Nullable Room find(RoutingContext context) {
        return rooms.get(context);
    }

    /// What this session publishes or wishes has changed.
    public void touch(MediaSession session) {
        Room room = rooms.get(session.context());
        if (room != null) {
            room.touch();
        }
    }

    /// The handshake of a session is done. If it belongs to another loop, it goes there at the next tick.
    void connected(MediaSession session) {
        touch(session);
        ports.connected(session);
        ports.events().accept(new NodeEvent.SessionConnected(session.room(), session.participant(), session.id()));
    }

    public void close(MediaSession session, String reason) {
        release(session);
        ports.events().accept(new NodeEvent.SessionClosed(session.room(), session.participant(), session.id(), reason));
    }

    /// The session is another node's now: it ends here without a word.
    public void release(MediaSession session) {
        handshakes.forget(session);
        directory.remove(session);
        displace(session, ports.nowNs());
        session.close();
        ports.closed(session.id());
    }

    // --- routing and moving (ADR-0011) -------------------------------------------------------------------------

    /// From here on the session is in another context of its meeting. What came from it in this turn still
    /// goes to the old one, what came for it still reaches it, and nothing after that.
    public void route(MediaSession session, RoutingContext to, long nowNs) {
        if (session.context().equals(to)) {
            return;
        }
        displace(session, nowNs);
        session.route(to);
        session.announce(ports.events(), nowNs);
        place(session);
    }

    /// Into its context if that lives here; else it waits to be carried, and hears and sees nobody meanwhile.
    private void place(MediaSession session) {
        if (ports.loopOf(session.context()) == index) {
            rooms.computeIfAbsent(session.context(), fresh -> new Room(fresh, ports.events()))
                    .enter(session);
        } else {
            adrift.add(session);
        }
    }

    private void displace(MediaSession session, long nowNs) {
        if (adrift.remove(session)) {
            return;
        }
        Room room = rooms.get(session.context());
        if (room != null) {
            if (room.hasPackets()) {
                room.flush(nowNs);
                kit.burst().flush(); // under way before anybody can be told that the session is out of here
            }
            room.leave(session);
            if (room.sessions().isEmpty()) {
                rooms.remove(room.context());
                busy.remove(room);
            }
        }
    }

    /// Up to `most` sessions whose context lives on another loop, by that loop. One that is still shaking
    /// hands waits: only what is a value can be carried.
    public Map<Integer, List<MediaSession>> strays(int most) {
        var byLoop = new TreeMap<Integer, List<MediaSession>>();
        int found = 0;
        for (MediaSession session : adrift.isEmpty() ? List.<MediaSession>of() : List.copyOf(adrift)) {
            int loop = ports.loopOf(session.context());
            if (loop == index) {
                adrift.remove(session);
                place(session);
            } else if (loop >= 0 && session.connected() && found++ < most) {
                byLoop.computeIfAbsent(loop, _ -> new ArrayList<>()).add(session);
            }
        }
        return byLoop;
    }

    /// Everybody of a room is adrift, because it is to live on another loop.
    public void unsettle(Room room, long nowNs) {
        for (MediaSession session : List.copyOf(room.sessions())) {
            displace(session, nowNs);
            adrift.add(session);
        }
    }

    /// Takes sessions out of this loop, as values. From here on their clients' datagrams are handed on.
    public List<SessionRecord> export(List<MediaSession> sessions, Function<MediaSession, Onward> onward, long nowNs) {
        sessions.forEach(session -> displace(session, nowNs));
        kit.burst().flush();
        var records = new ArrayList<SessionRecord>();
        for (MediaSession session : sessions) {
            records.add(session.record());
            relays.add(session.ice(), onward.apply(session), nowNs);
            handshakes.forget(session);
            directory.remove(session);
            session.close();
        }
        return records;
    }

    /// Goes on with sessions that came from elsewhere.
    public List<MediaSession> take(List<SessionRecord> records, long nowNs) {
        var sessions = new ArrayList<MediaSession>();
        for (SessionRecord record : records) {
            var session = new MediaSession(record, kit, nowNs);
            relays.remove(session.ice());
            directory.add(session);
            place(session);
            sessions.add(session);
        }
        sessions.stream().collect(Collectors.groupingBy(MediaSession::context)).forEach((context, newcomers) -> {
            Room room = rooms.get(context);
            if (room != null) {
                room.resume(newcomers);
            }
        });
        return sessions;
    }
}
