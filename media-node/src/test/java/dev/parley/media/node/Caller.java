package dev.parley.media.node;

import dev.parley.media.control.OpenResult;
import dev.parley.protocol.node.PublishedSource;
import dev.parley.protocol.node.SessionKind;
import dev.parley.protocol.node.SessionRequest;
import dev.parley.room.ParticipantId;
import dev.parley.room.RoomId;
import dev.parley.room.Source;
import dev.parley.rtc.client.ClientListener;
import dev.parley.rtc.client.ClientStats;
import dev.parley.rtc.client.ConnectResult;
import dev.parley.rtc.client.RtcClient;
import dev.parley.rtc.client.RtcClients;
import dev.parley.rtc.client.offer.OfferPlan;
import dev.parley.rtc.client.offer.OfferPlan.Publish;
import dev.parley.rtc.client.receive.SlotPacket;
import dev.parley.rtc.client.send.EncodedFrame;
import dev.parley.rtc.client.send.MediaSource;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/// A participant without a browser, straight at a node: microphone and camera out, one voice and one picture in.
final class Caller implements ClientListener {
    private static final long WAIT_SECONDS = 20;

    private final ParticipantId id;
    private final RtcClient client;
    private final WireLedger ledger = new WireLedger();
    private final Map<String, ConcurrentSkipListSet<Long>> sequences = new ConcurrentHashMap<>();
    private final AtomicLong frames = new AtomicLong();
    private final AtomicLong longestHoleNs = new AtomicLong();
    private final Set<Integer> csrcs = ConcurrentHashMap.newKeySet();
    private long lastFrameNs;

    Caller(String name, RtcClients clients) {
        id = new ParticipantId(name);
        OfferPlan plan = OfferPlan.watching(1, 1).with(new Publish.Audio()).with(new Publish.Video(List.of()));
        client = clients.open(plan, this, ledger);
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

    void join(MediaNode node, RoomId room, int csrc) {
        join(node, room, csrc, sdp -> sdp);
    }

    /// @param reading what this caller takes from the node's answer
    void join(MediaNode node, RoomId room, int csrc, UnaryOperator<String> reading) {
        var sources = List.of(
                new PublishedSource(Source.MICROPHONE, csrc, false),
                new PublishedSource(Source.CAMERA, csrc + 1L, false));
        String sdp = client.offer().sdp();
        var request = new SessionRequest(id, null, sources, null, sdp, SessionKind.MEETING);
        OpenResult opened = await(node.open(room, request));
        if (!(opened instanceof OpenResult.Opened(var answer))) {
            throw new AssertionError(opened);
        }
        ConnectResult connected = await(client.answered(reading.apply(answer.sdp())));
        if (!(connected instanceof ConnectResult.Connected)) {
            throw new AssertionError(connected);
        }
        await(client.source(client.offer().tracks().get(0).mid(), new Voice()));
        await(client.source(client.offer().tracks().get(1).mid(), new Picture()));
    }

    @Override
    public void packet(SlotPacket packet) {
        sequences
                .computeIfAbsent(packet.mid(), _ -> new ConcurrentSkipListSet<>())
                .add(packet.sequence());
        csrcs.add(packet.csrc());
        if (!packet.audio() && packet.header().marker()) {
            long hole = lastFrameNs == 0 ? 0 : packet.arrivedNs() - lastFrameNs;
            longestHoleNs.accumulateAndGet(hole, Math::max);
            lastFrameNs = packet.arrivedNs();
            frames.incrementAndGet();
        }
    }

    long frames() {
        return frames.get();
    }

    Set<Integer> csrcs() {
        return csrcs;
    }

    long takeLongestHoleMs() {
        return longestHoleNs.getAndSet(0) / 1_000_000;
    }

    /// Numbers between the first and the last of a slot that never came.
    long holes() {
        return sequences.values().stream()
                .mapToLong(seen -> seen.last() - seen.first() + 1 - seen.size())
                .sum();
    }

    ClientStats stats() {
        return await(client.stats());
    }

    static <T> T await(CompletableFuture<T> future) {
        try {
            return future.get(WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("not within " + WAIT_SECONDS + " s", e);
        }
    }

    /// Opus frames every 20 ms.
    private static final class Voice implements MediaSource {
        private final MemorySegment bytes = Arena.ofAuto().allocate(80);
        private final EncodedFrame frame = new EncodedFrame();
        private long nextNs;
        private int timestamp;

        @Override
        public void due(long nowNs, FrameSink sink) {
            nextNs = nextNs == 0 ? nowNs : nextNs;
            while (nextNs <= nowNs) {
                sink.send(frame.at(bytes, 0, 80).timestamp(timestamp).sound(0x80 | 20));
                timestamp += 960;
                nextNs += 20_000_000;
            }
        }
    }

    /// VP8 frames of three packets, 30 a second.
    private static final class Picture implements MediaSource {
        private static final int BYTES = 3_000;

        private final MemorySegment bytes = Arena.ofAuto().allocate(BYTES);
        private final EncodedFrame frame = new EncodedFrame();
        private long nextNs;
        private int timestamp;
        private boolean key = true;

        @Override
        public void due(long nowNs, FrameSink sink) {
            nextNs = nextNs == 0 ? nowNs : nextNs;
            while (nextNs <= nowNs) {
                bytes.set(ValueLayout.JAVA_BYTE, 0, (byte) (key ? 0x10 : 0x11)); // RFC 6386 §9.1
                sink.send(frame.at(bytes, 0, BYTES).timestamp(timestamp).picture(0, key));
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
