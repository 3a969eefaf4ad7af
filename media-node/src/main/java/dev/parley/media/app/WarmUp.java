package dev.parley.media.app;

import dev.parley.media.control.Node;
import dev.parley.media.control.NodeSettings;
import dev.parley.media.control.OpenResult;
import dev.parley.media.node.MediaNode;
import dev.parley.protocol.node.PublishedSource;
import dev.parley.protocol.node.SessionKind;
import dev.parley.protocol.node.SessionRequest;
import dev.parley.room.NodeId;
import dev.parley.room.ParticipantId;
import dev.parley.room.RoomId;
import dev.parley.room.Source;
import dev.parley.rtc.client.ClientListener;
import dev.parley.rtc.client.ClientSettings;
import dev.parley.rtc.client.ConnectResult;
import dev.parley.rtc.client.RtcClient;
import dev.parley.rtc.client.RtcClients;
import dev.parley.rtc.client.offer.OfferPlan;
import dev.parley.rtc.client.offer.OfferPlan.Publish;
import dev.parley.rtc.client.receive.SlotPacket;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/// A rehearsal before the first guest: a node of its own on loopback, a publisher and some receivers, until the
/// compiler has seen the whole way of a packet often enough. What it compiles serves every node of the process; of the
/// rehearsal nothing remains, neither in counters nor in ports.
final class WarmUp {
    /// Forwarded packets after which the way is compiled: HotSpot's second compiler wants some 15,000 calls.
    static final int PACKETS = 40_000;

    private static final int RECEIVERS = 20;
    private static final RoomId ROOM = new RoomId("warm-up");
    private static final long MS_NS = 1_000_000;

    private final LongSupplier clock;
    private final InstantSource wallClock;
    private final SecureRandom random;

    WarmUp(LongSupplier clock, InstantSource wallClock, SecureRandom random) {
        this.clock = clock;
        this.wallClock = wallClock;
        this.random = random;
    }

    /// Waits until so many packets are through, but no longer than this. Answers how many came through.
    int run(int packets, long seconds) throws InterruptedException {
        long deadlineNs = clock.getAsLong() + TimeUnit.SECONDS.toNanos(seconds);
        InetAddress here = InetAddress.getLoopbackAddress();
        var counted = new Counted(packets);
        Node node = new MediaNode(
                new NodeSettings(new NodeId("warm-up"), "warm-up", List.of(here), 0, List.of(here), 1, clock, random),
                wallClock);
        try (RtcClients clients = new RtcClients(
                new ClientSettings(1, here, clock, () -> TimeUnit.MILLISECONDS.toNanos(wallClock.millis()), random))) {
            rehearse(new Stage(node, clients, deadlineNs), counted);
        } catch (ExecutionException | TimeoutException _) {
            // not in time: the node serves all the same, slower at first
        } finally {
            node.stop();
        }
        return counted.packets.get();
    }

    private record Stage(Node node, RtcClients clients, long deadlineNs) {}

    private void rehearse(Stage stage, Counted counted)
            throws InterruptedException, ExecutionException, TimeoutException {
        RtcClient publisher =
                stage.clients().open(OfferPlan.watching(0, 0).with(new Publish.Video(List.of())), ClientListener.NONE);
        var connecting = new ArrayList<CompletableFuture<ConnectResult>>();
        connecting.add(join(stage, publisher, List.of(new PublishedSource(Source.CAMERA, 1, false)), 0));
        for (int i = 1; i <= RECEIVERS; i++) {
            RtcClient receiver = stage.clients().open(OfferPlan.watching(0, 1), counted);
            connecting.add(join(stage, receiver, List.of(), i));
        }
        for (CompletableFuture<ConnectResult> each : connecting) {
            within(stage.deadlineNs(), each);
        }
        within(
                stage.deadlineNs(),
                publisher.source(
                        publisher.offer().tracks().getFirst().mid(),
                        new WarmUpPicture(RECEIVERS, counted.packets::get)));
        within(stage.deadlineNs(), counted.enough);
    }

    private CompletableFuture<ConnectResult> join(
            Stage stage, RtcClient client, List<PublishedSource> sources, int number)
            throws InterruptedException, ExecutionException, TimeoutException {
        var request = new SessionRequest(
                new ParticipantId("p" + number),
                null,
                sources,
                null,
                client.offer().sdp(),
                SessionKind.MEETING);
        OpenResult result = within(stage.deadlineNs(), stage.node().open(ROOM, request));
        return switch (result) {
            case OpenResult.Opened(var answer) -> client.answered(answer.sdp());
            case OpenResult.Refused(var refusal) ->
                throw new IllegalStateException("the warm-up is refused: " + refusal);
        };
    }

    private <T> T within(long deadlineNs, CompletableFuture<T> future)
            throws InterruptedException, ExecutionException, TimeoutException {
        long leftNs = Math.max(MS_NS, deadlineNs - clock.getAsLong());
        return future.get(leftNs, TimeUnit.NANOSECONDS);
    }

    /// Counts what reaches the receivers.
    private static final class Counted implements ClientListener {
        private final int wanted;
        private final AtomicInteger packets = new AtomicInteger();
        private final CompletableFuture<Void> enough = new CompletableFuture<>();

        Counted(int wanted) {
            this.wanted = wanted;
        }

        @Override
        public void packet(SlotPacket packet) {
            if (packets.incrementAndGet() == wanted) {
                enough.complete(null);
            }
        }
    }
}
