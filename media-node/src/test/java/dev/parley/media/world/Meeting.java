package dev.parley.media.world;

import static dev.parley.media.world.World.MS;

import dev.parley.media.cache.SlabPool;
import dev.parley.media.egress.BurstWriter;
import dev.parley.media.egress.Departure;
import dev.parley.media.egress.Downlink;
import dev.parley.media.egress.PacketComposer;
import dev.parley.media.egress.PacketWriter;
import dev.parley.media.egress.RoomView;
import dev.parley.media.egress.SendRate;
import dev.parley.media.egress.SlotRecord;
import dev.parley.media.ingress.MediaPacket;
import dev.parley.media.ingress.PublishedStream;
import dev.parley.media.ingress.SourceTrack;
import dev.parley.media.ingress.StreamPlan;
import dev.parley.media.ingress.StreamRecord;
import dev.parley.media.ingress.Uplink;
import dev.parley.media.ingress.UplinkFeedback;
import dev.parley.media.negotiation.ExtensionIds;
import dev.parley.media.negotiation.PayloadBinding;
import dev.parley.media.negotiation.PublishPlan;
import dev.parley.media.negotiation.SessionPlan;
import dev.parley.media.negotiation.SlotPlan;
import dev.parley.media.path.PacketCounters;
import dev.parley.media.rewriting.RewriterState;
import dev.parley.media.udp.BurstSender;
import dev.parley.media.udp.RemoteAddress;
import dev.parley.protocol.SlotWish;
import dev.parley.room.Codec;
import dev.parley.room.ParticipantId;
import dev.parley.room.Source;
import dev.parley.rtc.packets.rtcp.RtcpMessage;
import dev.parley.rtc.srtp.SrtpCiphers;
import dev.parley.rtc.srtp.SrtpMasterKey;
import dev.parley.rtc.srtp.SrtpProfile;
import dev.parley.rtc.srtp.SrtpReceiver;
import dev.parley.rtc.srtp.SrtpSender;
import dev.parley.rtc.srtp.SrtpState;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One publisher and one receiver at a node: the real ingress, slots, rewriting, SRTP and retransmission, with links of
/// the world on both sides.
final class Meeting implements RoomView {
    private static final int SLOT_SSRC = 0x5107;
    private static final int RTX_SSRC = 0x5108;
    private static final SrtpMasterKey KEY = new SrtpMasterKey(new byte[16], new byte[12]);
    private static final SrtpProfile PROFILE = SrtpProfile.AEAD_AES_128_GCM;

    private final World world;
    private final World.Link up;
    private final World.Link down;
    private final World.Link asks;
    private final Publisher publisher;
    private final Receiver receiver = new Receiver(RTX_SSRC);
    private final SourceTrack camera = new SourceTrack(new ParticipantId("ann"), Source.CAMERA, 11);
    private final PacketCounters counters = new PacketCounters();
    private final MemorySegment slab = Arena.ofAuto().allocate(2_048);
    private final SrtpReceiver opener = new SrtpReceiver(SrtpCiphers.best(), PROFILE, KEY, SrtpState.EMPTY);
    private final Uplink uplink;
    private final UplinkFeedback feedback;
    private final Downlink downlink;
    private final Departure departure;
    private int layer;
    private int switches;

    Meeting(World world, int lossPercent) {
        this.world = world;
        this.up = world.new Link(lossPercent, this::fromPublisher);
        this.down = world.new Link(lossPercent, this::toReceiver);
        this.asks = world.new Link(lossPercent, this::askedAgain);
        this.publisher = new Publisher(world, up);
        var plan = plan();
        uplink = new Uplink(plan, Map.of(Source.CAMERA, camera), new SlabPool(), counters);
        for (int i = 0; i < 3; i++) {
            var stream = new StreamPlan(100 + i, 200 + i, Source.CAMERA, i, "lmh".substring(i, i + 1));
            uplink.resume(new StreamRecord(stream, Codec.VP8, -1, List.of(), 0), world.nowNs());
        }
        uplink.streams().forEach(stream -> stream.enterRoomAt(stream.plan().layer()));
        feedback = new UplinkFeedback(uplink, 1);
        var slot =
                new SlotRecord(plan.slots().getFirst(), RewriterState.fresh(65_000, 7), wish(180), 60_000, 0, 0, 0, 0);
        downlink =
                new Downlink(plan, new ParticipantId("ben"), List.of(slot), new SendRate(SendRate.fresh(false), false));
        var writer = new PacketWriter(
                new SrtpSender(SrtpCiphers.best(), PROFILE, KEY, SrtpState.EMPTY),
                RemoteAddress.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 9)));
        var burst = new BurstWriter(Arena.ofAuto().allocate(1 << 20));
        burst.through(new Capture());
        departure = new Departure(burst, new PacketComposer(), counters, writer);
    }

    private static SessionPlan plan() {
        var slot = new SlotPlan("9", false, SLOT_SSRC, RTX_SSRC, List.of(new SlotPlan.SlotCodec(Codec.VP8, 120, 121)));
        return new SessionPlan(
                List.of(new PublishPlan("1", Source.CAMERA, List.of("l", "m", "h"), List.of())),
                List.of(slot),
                List.of(
                        new PayloadBinding(Publisher.VP8, Codec.VP8, false, Publisher.VP8),
                        new PayloadBinding(Publisher.RTX, Codec.VP8, true, Publisher.VP8)),
                new ExtensionIds(0, 0, 0, 0, 0, 0, 0),
                true,
                1);
    }

    private static SlotWish wish(int height) {
        return new SlotWish("9", null, null, height);
    }

    Receiver receiver() {
        return receiver;
    }

    int switches() {
        return switches;
    }

    void runWithSwitches(long ns, long switchNs) {
        publisher.start();
        downlink.assign(this);
        world.every(25 * MS, this::tick);
        world.every(40 * MS, () -> receiver.missing(lost -> asks.send(new byte[] {(byte) (lost >> 8), (byte) lost})));
        world.every(switchNs, this::wishAnother);
        world.runFor(ns);
    }

    /// The network heals, so that everything that can be repaired is.
    void settle(long ns) {
        up.heal();
        down.heal();
        asks.heal();
        world.runFor(ns);
    }

    private void wishAnother() {
        downlink.wish(List.of(wish(180 << world.random().nextInt(3))));
    }

    private void tick() {
        camera.offer(world.nowNs());
        downlink.allocate(world.nowNs());
        var due = new ArrayList<RtcpMessage>();
        feedback.addDue(due, world.nowNs(), 30 * MS);
        world.after(10 * MS, () -> publisher.hear(due));
    }

    private void fromPublisher(byte[] datagram) {
        MemorySegment.copy(MemorySegment.ofArray(datagram), 0, slab, 0, datagram.length);
        var packet = new MediaPacket();
        if (uplink.receive(slab, 0, datagram.length, packet, world.nowNs())) {
            downlink.forward(List.of(packet), 1, departure.at(world.nowNs()));
            departure.burst().flush();
        }
    }

    private void askedAgain(byte[] lost) {
        int number = (lost[0] & 0xFF) << 8 | (lost[1] & 0xFF);
        downlink.sendAgain(SLOT_SSRC, number, new MediaPacket(), departure.at(world.nowNs()));
        departure.writer().endReceiver(departure.burst());
        departure.burst().flush();
    }

    private void toReceiver(byte[] datagram) {
        MemorySegment.copy(MemorySegment.ofArray(datagram), 0, slab, 0, datagram.length);
        int length = opener.unprotect(slab, 0, datagram.length);
        if (length < 0) {
            throw new AssertionError("what the node sealed does not open: " + length);
        }
        receiver.receive(slab.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE));
        PublishedStream shown = downlink.slots().getFirst().track() == null ? null : camera.layer(layer);
        if (shown != null && receiver.seen().lastEntry().getValue().layer() != layer) {
            layer = receiver.seen().lastEntry().getValue().layer();
            switches++;
        }
    }

    @Override
    public @Nullable SourceTrack track(ParticipantId participant, Source source) {
        return camera;
    }

    @Override
    public List<SourceTrack> videoByPreference() {
        return List.of(camera);
    }

    @Override
    public List<SourceTrack> heard() {
        return List.of();
    }

    /// The node's socket, as far as this world has one: every datagram of a burst goes onto the link.
    private final class Capture implements BurstSender {
        @Override
        public void send(RemoteAddress to, MemorySegment from, long offset, int bytes, int segmentBytes) {
            for (int at = 0; at < bytes; at += segmentBytes) {
                int length = Math.min(segmentBytes, bytes - at);
                down.send(from.asSlice(offset + at, length).toArray(ValueLayout.JAVA_BYTE));
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
