package dev.parley.loadtest.bench;

import dev.parley.loadtest.node.NodeApi;
import dev.parley.protocol.node.PublishedSource;
import dev.parley.protocol.node.SessionAnswer;
import dev.parley.protocol.node.SessionKind;
import dev.parley.protocol.node.SessionRequest;
import dev.parley.room.ParticipantId;
import dev.parley.room.RoomId;
import dev.parley.room.Source;
import dev.parley.rtc.client.ClientListener;
import dev.parley.rtc.client.ClientStats;
import dev.parley.rtc.client.ConnectResult;
import dev.parley.rtc.client.ConnectResult.Connected;
import dev.parley.rtc.client.RtcClient;
import dev.parley.rtc.client.RtcClients;
import dev.parley.rtc.client.offer.OfferPlan;
import dev.parley.rtc.client.offer.OfferPlan.Publish;
import dev.parley.rtc.client.receive.SlotPacket;
import dev.parley.rtc.client.send.MediaSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/// All clients of one shape, connected to a node.
final class Crowd implements AutoCloseable {
    private static final long CONNECT_SECONDS = 60;
    private static final long SPREAD_NS = 40_000_000;

    private final Shape shape;
    private final NodeApi node;
    private final RtcClients clients;
    private final DelayHistogram delays;
    private final RandomGenerator random;
    private final LongSupplier clock;
    private final Map<RtcClient, CompletableFuture<ConnectResult>> connecting = new LinkedHashMap<>();
    private final List<RtcClient> publishers = new ArrayList<>();
    private int nextCsrc = 1;

    /// What a crowd is made with.
    record Tools(NodeApi node, RtcClients clients, RandomGenerator random, LongSupplier clock) {}

    Crowd(Shape shape, Tools tools, DelayHistogram delays) {
        this.shape = shape;
        this.node = tools.node();
        this.clients = tools.clients();
        this.random = tools.random();
        this.clock = tools.clock();
        this.delays = delays;
    }

    void publishers() throws IOException, InterruptedException {
        for (int room = 0; room < shape.rooms(); room++) {
            for (int i = 0; i < shape.publishers(); i++) {
                publishers.add(join(room, true));
            }
        }
        awaitConnected();
    }

    void subscribers() throws IOException, InterruptedException {
        for (int room = 0; room < shape.rooms(); room++) {
            for (int i = 0; i < shape.subscribers(); i++) {
                var _ = join(room, false);
            }
        }
        awaitConnected();
    }

    /// Everybody begins to send.
    void begin() throws InterruptedException {
        for (RtcClient publisher : publishers) {
            long firstNs = clock.getAsLong() + random.nextLong(SPREAD_NS);
            MediaSource source =
                    shape.media() == Shape.Media.VIDEO ? new StampedVideo(firstNs) : new StampedAudio(firstNs, random);
            boolean taken = await(publisher.source("0", source));
            if (!taken) {
                throw new IllegalStateException("the node did not take a track");
            }
        }
    }

    private RtcClient join(int room, boolean publishes) throws IOException, InterruptedException {
        boolean video = shape.media() == Shape.Media.VIDEO;
        boolean receives = !publishes || shape.publishers() > 1;
        int slots = receives ? shape.slots() : 0;
        OfferPlan plan = OfferPlan.watching(video ? 0 : slots, video ? slots : 0);
        if (publishes) {
            plan = plan.with(video ? new Publish.Video(List.of()) : new Publish.Audio());
        }
        RtcClient client = clients.open(plan, new Receiver(delays));
        int csrc = nextCsrc++;
        Source source = video ? Source.CAMERA : Source.MICROPHONE;
        SessionRequest request = new SessionRequest(
                new ParticipantId("p" + csrc),
                null,
                publishes ? List.of(new PublishedSource(source, csrc, false)) : List.of(),
                null,
                client.offer().sdp(),
                SessionKind.MEETING);
        SessionAnswer answer = node.open(new RoomId("bench-" + room), request);
        connecting.put(client, client.answered(answer.sdp()));
        return client;
    }

    private void awaitConnected() throws InterruptedException {
        for (CompletableFuture<ConnectResult> result : connecting.values()) {
            if (!(await(result) instanceof Connected)) {
                throw new IllegalStateException("a client did not connect: " + result.join());
            }
        }
    }

    /// Packets of slots that never came, over all clients.
    long missing() throws InterruptedException {
        long missing = 0;
        for (RtcClient client : connecting.keySet()) {
            ClientStats stats = await(client.stats());
            missing += stats.missing();
        }
        return missing;
    }

    private static <T> T await(CompletableFuture<T> future) throws InterruptedException {
        try {
            return future.get(CONNECT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("a client did not answer", e);
        }
    }

    @Override
    public void close() {
        connecting.keySet().forEach(RtcClient::close);
    }

    private record Receiver(DelayHistogram delays) implements ClientListener {
        @Override
        public void packet(SlotPacket packet) {
            long delayNs = Stamp.delayNs(packet);
            if (delayNs >= 0) {
                delays.add(delayNs);
            }
        }
    }
}
