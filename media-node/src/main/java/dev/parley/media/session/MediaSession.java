package dev.parley.media.session;

import dev.parley.media.custody.CopyTicket;
import dev.parley.media.custody.Lease;
import dev.parley.media.egress.Departure;
import dev.parley.media.egress.Downlink;
import dev.parley.media.egress.PacketWriter;
import dev.parley.media.egress.SendRate;
import dev.parley.media.egress.SenderReports;
import dev.parley.media.ingress.MediaPacket;
import dev.parley.media.ingress.PublishedStream;
import dev.parley.media.ingress.SourceTrack;
import dev.parley.media.ingress.StreamRecord;
import dev.parley.media.ingress.Uplink;
import dev.parley.media.ingress.UplinkFeedback;
import dev.parley.media.negotiation.SessionPlan;
import dev.parley.media.path.Verdict;
import dev.parley.media.udp.RemoteAddress;
import dev.parley.media.udp.WaysOut;
import dev.parley.protocol.SlotView;
import dev.parley.protocol.SlotWish;
import dev.parley.protocol.node.NodeEvent;
import dev.parley.protocol.node.PublishedSource;
import dev.parley.room.ParticipantId;
import dev.parley.room.RoomId;
import dev.parley.room.SessionId;
import dev.parley.room.Source;
import dev.parley.rtc.ice.IceCredentials;
import dev.parley.rtc.packets.rtcp.RtcpMessage;
import dev.parley.rtc.srtp.SrtpFailure;
import dev.parley.rtc.srtp.SrtpKeys;
import dev.parley.rtc.srtp.SrtpReceiver;
import dev.parley.rtc.srtp.SrtpSender;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A session at work on its loop. Made of a [SessionRecord], and can be turned back into one at any moment
/// between two packets. Only its loop touches it.
public final class MediaSession {
    /// Until a receiver report tells (RFC 3550 §6.4.1).
    static final long FIRST_RTT_NS = 100_000_000;

    private final LoopKit kit;
    private final SessionPlan plan;
    private final Uplink uplink;
    private final UplinkFeedback uplinkFeedback;
    private final Downlink downlink;
    private final SenderReports senderReports;
    private final RtcpReader rtcpReader;
    private final RtcpBatches batches;
    private final List<RtcpMessage> due = new ArrayList<>();
    private Tenure tenure = new Tenure();
    private SessionIdentity identity;
    private IceState ice;
    private @Nullable Secured secured;
    private long consentNs;
    private final QualityGauge quality = new QualityGauge();
    private long rttNs = FIRST_RTT_NS;

    private byte @Nullable [] writtenPlan;

    /// What exists once there are keys.
    private record Secured(SrtpKeys keys, SrtpSender out, SrtpReceiver in, PacketWriter writer, Departure departure) {}

    public MediaSession(SessionRecord record, LoopKit kit, long nowNs) {
        this.kit = kit;
        this.identity = record.identity();
        this.ice = record.ice();
        this.plan = record.plan();
        this.consentNs = nowNs;
        this.uplink = new Uplink(plan, tracks(identity), kit.slabs(), kit.counters());
        this.uplinkFeedback = new UplinkFeedback(uplink, plan.feedbackSsrc());
        SendRate rate = new SendRate(record.rate(), plan.extensions().transportCc() != 0);
        this.downlink = new Downlink(plan, identity.participant(), record.slots(), rate);
        this.senderReports = new SenderReports(downlink, plan.feedbackSsrc());
        this.rtcpReader = new RtcpReader(this);
        this.batches = new RtcpBatches(plan.feedbackSsrc());
        for (StreamRecord stream : record.streams()) {
            uplink.resume(stream, nowNs);
        }
        if (record.secure() != null) {
            secure(record.secure());
            rate.rerouted(nowNs);
        }
    }

    private static Map<Source, SourceTrack> tracks(SessionIdentity identity) {
        var tracks = new EnumMap<Source, SourceTrack>(Source.class);
        for (PublishedSource allowed : identity.sources()) {
            var track = new SourceTrack(identity.participant(), allowed.source(), (int) allowed.csrc());
            track.mute(allowed.muted());
            tracks.put(allowed.source(), track);
        }
        return tracks;
    }

    public SessionId id() {
        return identity.id();
    }

    public RoomId room() {
        return identity.room();
    }

    public RoutingContext context() {
        return identity.context();
    }

    /// From now on the session belongs to another context: its slots are empty, nothing of the old context
    /// is sent again, and wishes for people there are void.
    public void route(RoutingContext to) {
        identity = identity.routed(to);
        downlink.vacate();
        tenure.changed();
    }

    public ParticipantId participant() {
        return identity.participant();
    }

    public SessionIdentity identity() {
        return identity;
    }

    public IceState ice() {
        return ice;
    }

    public Uplink uplink() {
        return uplink;
    }

    public Downlink downlink() {
        return downlink;
    }

    public SessionPlan plan() {
        return plan;
    }

    /// The plan in binary, which never changes.
    public byte[] writtenPlan() {
        byte[] known = writtenPlan;
        if (known == null) {
            known = SessionCodec.plan(plan);
            writtenPlan = known;
        }
        return known;
    }

    /// DTLS is done: media can flow.
    public boolean connected() {
        return secured != null;
    }

    /// When the client last proved that it still wants our packets (RFC 7675).
    public long consentNs() {
        return consentNs;
    }

    public void connect(SrtpKeys keys) {
        secure(SecureState.fresh(keys));
    }

    private void secure(SecureState state) {
        SrtpKeys keys = state.keys();
        var out = new SrtpSender(kit.ciphers(), keys.profile(), keys.local(), state.sent());
        var in = new SrtpReceiver(kit.ciphers(), keys.profile(), keys.remote(), state.received());
        InetSocketAddress path = ice.path();
        if (path == null) {
            throw new IllegalStateException(id() + ": keys before any connectivity check");
        }
        var writer = new PacketWriter(out, RemoteAddress.of(path));
        secured =
                new Secured(keys, out, in, writer, new Departure(kit.burst(), kit.composer(), kit.counters(), writer));
    }

    /// An authentic connectivity check came from this address through this door. A nominating one moves the
    /// path; the first one opens it.
    public void checked(InetSocketAddress from, int door, boolean nominated, long nowNs) {
        consentNs = nowNs;
        boolean moves = ice.path() == null
                || ice.door() == WaysOut.NO_DOOR
                || (nominated && !(from.equals(ice.path()) && door == ice.door()));
        if (moves) {
            ice = ice.onPath(door, from);
            tenure.changed();
            downlink.rate().rerouted(nowNs);
            Secured now = secured;
            if (now != null) {
                now.writer().to(RemoteAddress.of(from));
            }
        }
    }

    /// The session goes on at another loop, whose port its client is yet to learn.
    public void moved() {
        ice = ice.moved();
    }

    public void restart(IceCredentials newLocal, IceCredentials newRemote) {
        ice = ice.restarted(newLocal, newRemote);
        tenure.changed();
    }

    /// An SRTP packet. True when it was read into `into` and is to be forwarded.
    public boolean receiveRtp(MemorySegment slab, long offset, int length, MediaPacket into, long nowNs) {
        Secured now = secured;
        if (now == null) {
            kit.counters().count(Verdict.NO_KEYS);
            return false;
        }
        int opened = now.in().unprotect(slab, offset, length);
        if (opened < 0) {
            kit.counters().count(verdictOf(opened));
            return false;
        }
        return uplink.receive(slab, offset, opened, into, nowNs);
    }

    /// An SRTCP compound.
    public void receiveRtcp(MemorySegment slab, long offset, int length, long nowNs) {
        Secured now = secured;
        if (now == null) {
            kit.counters().count(Verdict.NO_KEYS);
            return;
        }
        int opened = now.in().unprotectRtcp(slab, offset, length);
        if (opened < 0) {
            kit.counters().count(verdictOf(opened));
            return;
        }
        if (tenure.runs(nowNs, kit.counters())) {
            rtcpReader.read(slab, offset, opened, departure(now, nowNs));
            now.writer().endReceiver(kit.burst());
        }
    }

    private static Verdict verdictOf(int code) {
        return switch (SrtpFailure.ofCode(code).orElse(SrtpFailure.NOT_AUTHENTIC)) {
            case NOT_AUTHENTIC, NOT_ENCRYPTED -> Verdict.NOT_AUTHENTIC;
            case REPLAYED -> Verdict.REPLAYED;
            case TOO_SHORT -> Verdict.TOO_SHORT;
            case TOO_MANY_STREAMS -> Verdict.TOO_MANY_STREAMS;
        };
    }

    private Departure departure(Secured now, long nowNs) {
        kit.burst().through(kit.waysOut().through(ice.door()));
        return now.departure().at(nowNs);
    }

    /// This receiver's share of a turn.
    public void forward(List<MediaPacket> turn, int count, long nowNs) {
        Secured now = secured;
        if (now != null && downlink.receives() && tenure.runs(nowNs, kit.counters())) {
            downlink.forward(turn, count, departure(now, nowNs));
        }
    }

    /// Everything that is due by the clock: feedback to the publisher, reports and probes to the receiver.
    public void tick(long nowNs) {
        Secured now = secured;
        if (now == null || !tenure.runs(nowNs, kit.counters())) {
            return;
        }
        tenure.confirm(now.out());
        due.clear();
        uplinkFeedback.addDue(due, nowNs, rttNs);
        senderReports.addDue(due, kit.unixNs().applyAsLong(nowNs), nowNs);
        if (!due.isEmpty()) {
            Departure out = departure(now, nowNs);
            batches.write(due, now.writer(), out.burst());
            now.writer().endReceiver(out.burst());
        }
        if (downlink.receives()) {
            downlink.probe(departure(now, nowNs));
        }
    }

    // --- custody (ADR-0013) ------------------------------------------------------------------------------------

    /// From now on the session is sent for under this lease, and copies of it go to whoever gave it.
    public void keptBy(Lease lease) {
        Secured now = secured;
        tenure.keptBy(lease, now == null ? null : now.out());
    }

    /// The same, where the keeper has the session as it is now.
    public void handedOver(Lease lease) {
        Secured now = secured;
        if (now != null) {
            tenure.keptBy(lease, now.out().snapshot(), now.out());
        }
    }

    /// By what right it sends, for the loop of this node that goes on with it.
    public Tenure tenure() {
        return tenure;
    }

    /// Goes on by the right that it had at the loop before: its keeper's copy and lease are the same.
    public void goOn(Tenure before) {
        tenure = before;
        Secured now = secured;
        if (now != null) {
            tenure.goesOn(now.out());
        }
    }

    /// The session as it is now is written down for its keeper.
    public CopyTicket copied(SessionRecord record, long nowNs) {
        Secured now = secured;
        SecureState secure = record.secure();
        if (now == null || secure == null) {
            throw new IllegalStateException(id() + ": copied before its handshake");
        }
        return tenure.copy(secure.sent(), now.out(), nowNs);
    }

    /// What must be told about this participant: what its slots show, and how well its network carries it.
    public void announce(Consumer<NodeEvent> events, long nowNs) {
        if (quality.look(rttNs, nowNs)) {
            events.accept(new NodeEvent.ConnectionQuality(room(), participant(), quality.word()));
        }
        List<SlotView> changed = downlink.takeChanges();
        if (!changed.isEmpty()) {
            events.accept(new NodeEvent.SlotsChanged(room(), participant(), changed));
        }
    }

    public void wish(List<SlotWish> wishes) {
        downlink.wish(wishes);
        tenure.changed();
    }

    /// Mute is enforced here, whatever the client sends. True when this session publishes that source.
    public boolean mute(Source source, boolean muted) {
        SourceTrack track = uplink.tracks().get(source);
        if (track == null) {
            return false;
        }
        track.mute(muted);
        track.loudness().silence();
        identity = identity.withSources(identity.sources().stream()
                .map(s -> s.source() == source ? new PublishedSource(source, s.csrc(), muted) : s)
                .toList());
        tenure.changed();
        return true;
    }

    QualityGauge quality() {
        return quality;
    }

    void roundTrip(long ns) {
        rttNs = ns;
    }

    LoopKit kit() {
        return kit;
    }

    /// The session as a value. The caller lets nothing more be sent here afterwards, if another loop goes
    /// on with it.
    public SessionRecord record() {
        Secured now = secured;
        var secure = now == null
                ? null
                : new SecureState(now.keys(), now.out().snapshot(), now.in().snapshot());
        var streams = uplink.streams().stream().map(PublishedStream::record).toList();
        return new SessionRecord(
                identity,
                ice,
                plan,
                secure,
                streams,
                downlink.records(),
                downlink.rate().state());
    }

    /// Gives memory and native contexts back.
    public void close() {
        uplink.close();
        Secured now = secured;
        if (now != null) {
            now.out().close();
            now.in().close();
        }
        secured = null;
    }
}
