package dev.parley.rtc.client;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.rtc.client.ConnectResult.Connected;
import dev.parley.rtc.client.ConnectResult.Failed;
import dev.parley.rtc.client.offer.OfferPlan;
import dev.parley.rtc.client.offer.OfferPlan.Publish;
import dev.parley.rtc.client.receive.SlotPacket;
import dev.parley.rtc.client.send.EncodedFrame;
import dev.parley.rtc.client.send.MediaSource;
import dev.parley.rtc.packets.payload.Vp8Descriptor;
import dev.parley.rtc.packets.rtcp.Nack;
import dev.parley.rtc.packets.rtcp.Pli;
import dev.parley.rtc.packets.rtcp.ReceiverReport;
import dev.parley.rtc.packets.rtcp.RtcpMessage;
import dev.parley.rtc.packets.rtcp.SenderReport;
import dev.parley.rtc.packets.rtcp.TransportFeedback;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("A client without a browser")
@Timeout(60)
class RtcClientTest {
    private static final long DEADLINE_S = 20;
    private static final OfferPlan CAMERA = OfferPlan.watching(0, 1).with(new Publish.Video(List.of()));

    private record Seen(String mid, int csrc, long sequence, boolean repaired, boolean startsFrame, int pictureId) {}

    /// One frame of 3,000 bytes, a key frame when asked, every 10 ms.
    private static final class Frames implements MediaSource {
        private final MemorySegment bytes = Arena.ofAuto().allocate(3_000);
        private final EncodedFrame frame = new EncodedFrame();
        private final BlockingQueue<Integer> keyFramesWanted = new LinkedBlockingQueue<>();
        private long nextNs;
        private int ticks;

        @Override
        public void due(long nowNs, FrameSink sink) {
            if (nowNs >= nextNs) {
                nextNs = nowNs + 10_000_000;
                ticks += 900;
                sink.send(frame.at(bytes, 0, 3_000).timestamp(ticks).picture(0, ticks == 900));
            }
        }

        @Override
        public void keyFrameWanted(int layer) {
            keyFramesWanted.add(layer);
        }
    }

    private final BlockingQueue<Seen> seen = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> ends = new LinkedBlockingQueue<>();
    private final RtcClients clients = new RtcClients(new ClientSettings(
            2,
            InetAddress.getLoopbackAddress(),
            System::nanoTime,
            () -> System.currentTimeMillis() * 1_000_000,
            new SecureRandom()));

    private final ClientListener listener = new ClientListener() {
        private final Vp8Descriptor vp8 = new Vp8Descriptor();

        @Override
        public void packet(SlotPacket packet) {
            var header = packet.header();
            boolean isVp8 = vp8.parse(header.slab(), header.payloadOffset(), header.payloadLength());
            seen.add(new Seen(
                    packet.mid(),
                    packet.csrc(),
                    packet.sequence(),
                    packet.repaired(),
                    isVp8 && vp8.startsFrame(),
                    isVp8 ? vp8.pictureId() : -1));
        }

        @Override
        public void closed(String why) {
            ends.add(why);
        }
    };

    @AfterEach
    void close() {
        clients.close();
    }

    @Test
    @DisplayName("shakes hands, sends frames and receives them in its slot, in order and without a hole")
    void roundTrip() throws Exception {
        try (EchoPeer peer = new EchoPeer(1, _ -> false)) {
            RtcClient client = connected(peer, CAMERA);
            assertThat(client.source("0", new Frames()).get(DEADLINE_S, SECONDS))
                    .isTrue();
            int pictureId = -1;
            for (int i = 0; i < 90; i++) {
                Seen packet = next();
                assertThat(packet).returns("1", Seen::mid).returns(77, Seen::csrc);
                assertThat(packet.sequence()).isEqualTo(i);
                assertThat(packet.startsFrame()).isEqualTo(i % 3 == 0);
                if (packet.startsFrame()) {
                    assertThat(packet.pictureId()).isNotEqualTo(pictureId);
                    pictureId = packet.pictureId();
                }
            }
            ClientStats stats = client.stats().get(DEADLINE_S, SECONDS);
            assertThat(stats.received()).isGreaterThanOrEqualTo(90);
            assertThat(stats.refused()).isEmpty();
        }
    }

    @Test
    @DisplayName("reports on what it sends and receives, and when each packet came")
    void reports() throws Exception {
        try (EchoPeer peer = new EchoPeer(1, _ -> false)) {
            RtcClient client = connected(peer, CAMERA);
            client.source("0", new Frames()).get(DEADLINE_S, SECONDS);
            assertThat(await(peer, SenderReport.class).packetCount()).isPositive();
            TransportFeedback feedback = await(peer, TransportFeedback.class);
            assertThat(feedback.count()).isPositive();
            ReceiverReport report = await(peer, ReceiverReport.class);
            assertThat(report.blocks()).allSatisfy(block -> {
                assertThat(block.ssrc()).isEqualTo(EchoAnswer.SLOT_SSRC + 1);
                assertThat(block.cumulativeLost()).isZero();
            });
        }
    }

    @Test
    @DisplayName("asks for what is missing and takes the retransmission for the original")
    void repairs() throws Exception {
        try (EchoPeer peer = new EchoPeer(1, number -> number % 7 == 3)) {
            RtcClient client = connected(peer, CAMERA);
            client.source("0", new Frames()).get(DEADLINE_S, SECONDS);
            boolean[] came = new boolean[120];
            int repaired = 0;
            int open = came.length;
            while (open > 0) {
                Seen packet = next();
                if (packet.sequence() < came.length) {
                    assertThat(came[(int) packet.sequence()]).isFalse();
                    came[(int) packet.sequence()] = true;
                    repaired += packet.repaired() ? 1 : 0;
                    open--;
                }
            }
            assertThat(repaired).isEqualTo(17);
        }
    }

    @Test
    @DisplayName("answers a NACK with a retransmission and a PLI with a wish to its source")
    void answersFeedback() throws Exception {
        try (EchoPeer peer = new EchoPeer(1, _ -> false)) {
            RtcClient client = connected(peer, CAMERA);
            Frames frames = new Frames();
            client.source("0", frames).get(DEADLINE_S, SECONDS);
            next();
            int ssrc = client.offer().tracks().getFirst().layers().getFirst().ssrc();
            peer.tell(new Pli(9, ssrc));
            assertThat(frames.keyFramesWanted.poll(DEADLINE_S, SECONDS)).isZero();
            SenderReport report = await(peer, SenderReport.class);
            assertThat(report.ssrc()).isEqualTo(ssrc);
            for (int first = 0; first < 0x8000; first += 17 * 60) {
                peer.tell(Nack.of(9, ssrc, everySeventeenth(first)));
            }
            peer.tell(new Pli(9, ssrc)); // comes after the NACKs, so they have been answered
            assertThat(frames.keyFramesWanted.poll(DEADLINE_S, SECONDS)).isZero();
            assertThat(client.stats().get(DEADLINE_S, SECONDS).retransmitted()).isPositive();
        }
    }

    private static int[] everySeventeenth(int first) {
        return IntStream.range(0, 17 * 60).map(i -> first + i).toArray();
    }

    @Test
    @DisplayName("moves to a candidate of higher priority in the middle of the call, without a hole")
    void moves() throws Exception {
        try (EchoPeer peer = new EchoPeer(1, _ -> false)) {
            RtcClient client = connected(peer, CAMERA);
            client.source("0", new Frames()).get(DEADLINE_S, SECONDS);
            assertThat(next().sequence()).isZero();
            DatagramSocket other = peer.listen();
            assertThat(client.addCandidate(EchoPeer.candidate(other, 60_000).toSdp())
                            .get(DEADLINE_S, SECONDS))
                    .isTrue();
            while (nominated(peer) != other.getLocalPort()) {
                assertThat(ends).isEmpty();
            }
            assertThat(client.stats().get(DEADLINE_S, SECONDS).remote())
                    .extracting(InetSocketAddress::getPort)
                    .isEqualTo(other.getLocalPort());
            for (long expected = 1; expected < 100; expected++) {
                assertThat(next().sequence()).isEqualTo(expected);
            }
        }
    }

    @Test
    @DisplayName("restarts ICE without shaking hands again, packets flowing all the while")
    void restarts() throws Exception {
        try (EchoPeer peer = new EchoPeer(1, _ -> false)) {
            RtcClient client = connected(peer, CAMERA);
            client.source("0", new Frames()).get(DEADLINE_S, SECONDS);
            assertThat(next().sequence()).isZero();
            peer.nominatedPorts.clear();
            String fragment = client.restart().get(DEADLINE_S, SECONDS);
            assertThat(client.restarted(peer.restart(fragment)).get(DEADLINE_S, SECONDS))
                    .isTrue();
            nominated(peer);
            for (long expected = 1; expected < 60; expected++) {
                assertThat(next().sequence()).isEqualTo(expected);
            }
        }
    }

    @Test
    @DisplayName("closes its socket and says why")
    void closes() throws Exception {
        try (EchoPeer peer = new EchoPeer(1, _ -> false)) {
            RtcClient client = connected(peer, CAMERA);
            client.closed().get(DEADLINE_S, SECONDS);
            assertThat(ends.poll(DEADLINE_S, SECONDS)).isEqualTo("closed");
        }
    }

    @Test
    @DisplayName("refuses an answer that is none")
    void refusesNonsense() throws Exception {
        RtcClient client = clients.open(CAMERA, listener);
        assertThat(client.answered("v=0\r\nnonsense").get(DEADLINE_S, SECONDS)).isInstanceOf(Failed.class);
        assertThat(ends.poll(DEADLINE_S, SECONDS)).startsWith("answer: ");
    }

    private RtcClient connected(EchoPeer peer, OfferPlan plan) throws Exception {
        RtcClient client = clients.open(plan, listener);
        ConnectResult result =
                client.answered(peer.answer(client.offer().sdp())).get(DEADLINE_S, SECONDS);
        assertThat(result).isInstanceOf(Connected.class);
        return client;
    }

    private static int nominated(EchoPeer peer) throws Exception {
        Integer port = peer.nominatedPorts.poll(DEADLINE_S, SECONDS);
        if (port == null) {
            throw new TimeoutException("nothing nominated");
        }
        return port;
    }

    private Seen next() throws Exception {
        Seen packet = seen.poll(DEADLINE_S, SECONDS);
        if (packet == null) {
            throw new TimeoutException("no packet");
        }
        return packet;
    }

    private static <T extends RtcpMessage> T await(EchoPeer peer, Class<T> type) throws Exception {
        while (true) {
            RtcpMessage message = peer.feedback.poll(DEADLINE_S, SECONDS);
            if (message == null) {
                throw new TimeoutException("no " + type.getSimpleName());
            }
            if (type.isInstance(message)) {
                return type.cast(message);
            }
        }
    }
}
