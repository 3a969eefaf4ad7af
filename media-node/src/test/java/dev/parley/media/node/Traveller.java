package dev.parley.media.node;

import dev.parley.media.control.OpenResult;
import dev.parley.protocol.node.PublishedSource;
import dev.parley.protocol.node.SessionKind;
import dev.parley.protocol.node.SessionRequest;
import dev.parley.room.BreakoutId;
import dev.parley.room.ParticipantId;
import dev.parley.room.RoomId;
import dev.parley.room.SessionId;
import dev.parley.room.Source;
import dev.parley.rtc.client.ClientListener;
import dev.parley.rtc.client.ConnectResult;
import dev.parley.rtc.client.RtcClient;
import dev.parley.rtc.client.RtcClients;
import dev.parley.rtc.client.offer.OfferPlan;
import dev.parley.rtc.client.offer.OfferPlan.Publish;
import dev.parley.rtc.client.receive.SlotPacket;
import dev.parley.rtc.client.send.EncodedFrame;
import dev.parley.rtc.client.send.MediaSource;
import dev.parley.rtc.packets.payload.Vp8Descriptor;
import dev.parley.rtc.packets.rtp.RtpPacket;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jspecify.annotations.Nullable;

/// A participant who is routed from context to context. Every packet it sends carries its number and a stamp that the
/// test chooses, and it keeps all that it receives.
final class Traveller implements ClientListener {
    static final int SLOTS = 3;
    private static final long LATE_NS = 100_000_000;
    private static final int STAMPS = 128;

    /// @param publisher as the packet itself says
    /// @param stamp as its publisher wore it when it was sent
    /// @param pictureId of VP8; -1 for sound
    record Received(
            String mid,
            long sequence,
            int publisher,
            int stamp,
            boolean startsKeyFrame,
            int pictureId,
            boolean repaired,
            long atNs) {
        boolean video() {
            return pictureId >= 0;
        }
    }

    private final int number;
    private final ParticipantId id;
    private final RtcClient client;
    private final WireLedger ledger = new WireLedger();
    private final Queue<Received> received = new ConcurrentLinkedQueue<>();
    private final AtomicIntegerArray pictures = new AtomicIntegerArray(STAMPS);
    private final Vp8Descriptor vp8 = new Vp8Descriptor();
    private @Nullable SessionId session;
    private volatile int stamp;
    private final AtomicInteger voiceFrames = new AtomicInteger();

    Traveller(int number, RtcClients clients) {
        this.number = number;
        this.id = new ParticipantId("t" + number);
        var plan = OfferPlan.watching(SLOTS, SLOTS).with(new Publish.Audio()).with(new Publish.Video(List.of()));
        client = clients.open(plan, this, ledger);
    }

    int number() {
        return number;
    }

    ParticipantId id() {
        return id;
    }

    RtcClient client() {
        return client;
    }

    WireLedger ledger() {
        return ledger;
    }

    SessionId session() {
        return Objects.requireNonNull(session, "not yet joined");
    }

    Queue<Received> received() {
        return received;
    }

    /// Packets of video with this stamp.
    int pictures(int ofStamp) {
        return pictures.get(ofStamp);
    }

    int voiceFrames() {
        return voiceFrames.get();
    }

    /// What its packets say from now on, 0..127.
    void wear(int newStamp) {
        stamp = newStamp;
    }

    void join(MediaNode node, RoomId room, @Nullable BreakoutId breakout) {
        connect(open(node, room, breakout, false));
    }

    /// The first half of joining: the node's answer.
    String open(MediaNode node, RoomId room, @Nullable BreakoutId breakout, boolean muted) {
        var sources = List.of(
                new PublishedSource(Source.MICROPHONE, csrc(), muted),
                new PublishedSource(Source.CAMERA, csrc() + 1L, muted));
        String sdp = client.offer().sdp();
        var request = new SessionRequest(id, null, sources, breakout, sdp, SessionKind.MEETING);
        if (!(Caller.await(node.open(room, request)) instanceof OpenResult.Opened(var answer))) {
            throw new AssertionError(id + " was not let in");
        }
        session = answer.session();
        return answer.sdp();
    }

    private int csrc() {
        return 100 + number * 10;
    }

    /// The second half: handshakes, and media begins to flow.
    void connect(String answer) {
        if (!(Caller.await(client.answered(answer)) instanceof ConnectResult.Connected)) {
            throw new AssertionError(id + " did not connect");
        }
        Caller.await(client.source(client.offer().tracks().get(0).mid(), new Voice()));
        Caller.await(client.source(client.offer().tracks().get(1).mid(), new Picture()));
    }

    @Override
    public void packet(SlotPacket packet) {
        RtpPacket header = packet.header();
        long end = header.payloadOffset() + header.payloadLength();
        int last = header.slab().get(ValueLayout.JAVA_BYTE, end - 1) & 0xFF;
        int before = header.slab().get(ValueLayout.JAVA_BYTE, end - 2) & 0xFF;
        int odd = (last & 1) == 1 ? last : before;
        int even = (last & 1) == 1 ? before : last;
        boolean video = !packet.audio() && vp8.parse(header.slab(), header.payloadOffset(), header.payloadLength());
        pictures.getAndAdd(odd >> 1, video ? 1 : 0);
        received.add(new Received(
                packet.mid(),
                packet.sequence(),
                even >> 1,
                odd >> 1,
                video && vp8.isKeyFrame(),
                video ? vp8.pictureId() : -1,
                packet.repaired(),
                packet.arrivedNs()));
    }

    /// Fills a frame with number and stamp by turns, so that the end of every packet shows both.
    private void sign(MemorySegment bytes, int from) {
        for (int i = from; i < bytes.byteSize(); i++) {
            bytes.set(ValueLayout.JAVA_BYTE, i, (byte) (i % 2 == 0 ? number << 1 : stamp << 1 | 1));
        }
    }

    /// A machine that stood still does not make up for it: no socket would hold all that at once.
    private static long notLongAgo(long dueNs, long nowNs) {
        return nowNs - dueNs > LATE_NS ? nowNs : dueNs;
    }

    /// Opus frames every 20 ms.
    private final class Voice implements MediaSource {
        private final MemorySegment bytes = Arena.ofAuto().allocate(80);
        private final EncodedFrame frame = new EncodedFrame();
        private long nextNs;
        private int timestamp;

        @Override
        public void due(long nowNs, FrameSink sink) {
            nextNs = notLongAgo(nextNs, nowNs);
            while (nextNs <= nowNs) {
                sign(bytes, 0);
                sink.send(frame.at(bytes, 0, (int) bytes.byteSize())
                        .timestamp(timestamp)
                        .sound(0x80 | 20));
                timestamp += 960;
                nextNs += 20_000_000;
                voiceFrames.incrementAndGet();
            }
        }
    }

    /// VP8 frames of three packets, 30 a second.
    private final class Picture implements MediaSource {
        private static final int HEADER = 10; // RFC 6386 §9.1: tag, start code, width, height

        private final MemorySegment bytes = Arena.ofAuto().allocate(3_000);
        private final EncodedFrame frame = new EncodedFrame();
        private long nextNs;
        private int timestamp;
        private boolean key = true;

        @Override
        public void due(long nowNs, FrameSink sink) {
            nextNs = notLongAgo(nextNs, nowNs);
            while (nextNs <= nowNs) {
                bytes.set(ValueLayout.JAVA_BYTE, 0, (byte) (key ? 0x10 : 0x11));
                sign(bytes, HEADER);
                sink.send(frame.at(bytes, 0, (int) bytes.byteSize())
                        .timestamp(timestamp)
                        .picture(0, key));
                key = false;
                timestamp += 3_000;
                nextNs += 33_333_333;
            }
        }

        @Override
        public void keyFrameWanted(int layer) {
            key = true;
        }
    }
}
