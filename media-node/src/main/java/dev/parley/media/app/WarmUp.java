package dev.parley.media.app;

import dev.parley.media.control.OpenResult;
import dev.parley.protocol.node.PublishedSource;
import dev.parley.protocol.node.SessionKind;
import dev.parley.protocol.node.SessionRequest;
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

/// A rehearsal before the first guest: nodes of its own on loopback, a publisher and some receivers, whose meeting is
/// carried from one node to the other and back, until the compiler has seen that and the whole way of a packet often
/// enough. Moves come first: people notice one that is cold, and no single packet. What is compiled serves every node
/// of the process; of the rehearsal nothing remains, neither in counters nor in ports.
final class WarmUp {
    /// Forwarded packets after which the way is compiled: HotSpot's second compiler wants some 15,000 calls.
    static final int PACKETS = 40_000;

    /// Moves after which another is no faster than the one before; each carries all sessions.
    static final int MOVES = 20;

    /// Forwarded before the first move and between two, so that the clients have found the other node: some frames for
    /// each.
    private static final int PACKETS_BETWEEN = 500;

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

    /// How far a rehearsal came.
    record Rehearsed(int packets, int moves) {}

    /// Waits until so many packets are through and so many moves are done, but no longer than this.
    Rehearsed run(int packets, int moves, long seconds) throws InterruptedException {
        long deadlineNs = clock.getAsLong() + TimeUnit.SECONDS.toNanos(seconds);
        InetAddress here = InetAddress.getLoopbackAddress();
        var counted = new Counted();
        int moved = 0;
        var fleet = new WarmUpFleet(clock, wallClock, random);
        try (RtcClients clients = new RtcClients(
                new ClientSettings(1, here, clock, () -> TimeUnit.MILLISECONDS.toNanos(wallClock.millis()), random))) {
            var stage = new Stage(fleet, clients, deadlineNs);
            rehearse(stage, counted);
            within(deadlineNs, counted.reached(PACKETS_BETWEEN));
            while (moved < moves) {
                moved += within(deadlineNs, fleet.move(ROOM)) ? 1 : 0;
                within(deadlineNs, counted.reached(counted.packets() + PACKETS_BETWEEN));
            }
            within(deadlineNs, counted.reached(packets));
        } catch (ExecutionException | TimeoutException _) {
            // not in time: the node serves all the same, slower at first
        } finally {
            fleet.stop();
        }
        return new Rehearsed(counted.packets(), moved);
    }

    private record Stage(WarmUpFleet fleet, RtcClients clients, long deadlineNs) {}

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
                        publisher.offer().tracks().getFirst().mid(), new WarmUpPicture(RECEIVERS, counted::packets)));
    }

    private CompletableFuture<ConnectResult> join(
            Stage stage, RtcClient client, List<PublishedSource> sources, int number)
            throws InterruptedException, ExecutionException, TimeoutException {
        var participant = new ParticipantId("p" + number);
        stage.fleet().join(participant, client);
        var request = new SessionRequest(
                participant, null, sources, null, client.offer().sdp(), SessionKind.MEETING);
        OpenResult result = within(stage.deadlineNs(), stage.fleet().node().open(ROOM, request));
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

    /// Counts what reaches the receivers, and says when it is as much as is waited for.
    private static final class Counted implements ClientListener {
        private record Mark(int packets, CompletableFuture<Void> reached) {}

        private final AtomicInteger packets = new AtomicInteger();
        private volatile Mark mark = new Mark(0, CompletableFuture.completedFuture(null));

        int packets() {
            return packets.get();
        }

        CompletableFuture<Void> reached(int wanted) {
            var next = new Mark(wanted, new CompletableFuture<>());
            mark = next;
            if (packets.get() >= wanted) {
                next.reached().complete(null);
            }
            return next.reached();
        }

        @Override
        public void packet(SlotPacket packet) {
            int now = packets.incrementAndGet();
            Mark waited = mark;
            if (now >= waited.packets()) {
                waited.reached().complete(null);
            }
        }
    }
}
