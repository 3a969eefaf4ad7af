package dev.parley.loadtest.carry;

import dev.parley.loadtest.node.NodeLink;
import dev.parley.loadtest.node.NodeProcess;
import dev.parley.loadtest.node.Patience;
import dev.parley.loadtest.node.Scrape;
import dev.parley.loadtest.system.RunningJvm;
import dev.parley.protocol.node.NodeCommand;
import dev.parley.protocol.node.NodeEvent;
import dev.parley.protocol.node.Peer;
import dev.parley.protocol.node.PublishedSource;
import dev.parley.protocol.node.SessionAnswer;
import dev.parley.protocol.node.SessionKind;
import dev.parley.protocol.node.SessionRequest;
import dev.parley.room.ParticipantId;
import dev.parley.room.RoomId;
import dev.parley.room.Source;
import dev.parley.rtc.client.ClientListener;
import dev.parley.rtc.client.ConnectResult;
import dev.parley.rtc.client.RtcClient;
import dev.parley.rtc.client.RtcClients;
import dev.parley.rtc.client.offer.OfferPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/// One node with many sessions, first alone, then with another node that keeps copies of them.
final class CostRun {
    private static final int PEOPLE = 10;
    private static final int AUDIO_SLOTS = 3;
    private static final int VIDEO_SLOTS = 9;
    /// Handshakes at once.
    private static final int BATCH = 40;

    private static final int TIMES = 2;
    private static final long CONNECT_SECONDS = 60;
    private static final Duration WARM_UP = Duration.ofSeconds(30);
    private static final Duration MEASURED = Duration.ofSeconds(30);

    private final RtcClients clients;
    private final Path folder;
    private final Patience patience;
    private final LongSupplier clock;

    CostRun(RtcClients clients, Path folder, Patience patience, LongSupplier clock) {
        this.clients = clients;
        this.folder = folder;
        this.patience = patience;
        this.clock = clock;
    }

    private record Reading(long atNs, double cpu, double keeperCpu, Scrape scrape) {}

    Cost run(int sessions) throws IOException, InterruptedException {
        int loops = Runtime.getRuntime().availableProcessors();
        List<RtcClient> all = new ArrayList<>();
        try (NodeProcess holder = NodeProcess.start(loops, folder.resolve("holder.log"), patience);
                NodeProcess keeper = NodeProcess.start(loops, folder.resolve("keeper.log"), patience);
                NodeLink toHolder = holder.link();
                NodeLink toKeeper = keeper.link()) {
            connect(holder, sessions, all);
            System.out.printf("%d sessions are up; warming up for %d s%n", sessions, WARM_UP.toSeconds());
            patience.pass(WARM_UP);
            RunningJvm keeperJvm = new RunningJvm(keeper.pid());
            long before = keeperJvm.liveHeapBytes();
            List<Double> alone = new ArrayList<>();
            double idle = 0;
            for (int i = 0; i < TIMES; i++) {
                Reading from = read(holder, keeper);
                patience.pass(MEASURED);
                Reading to = read(holder, keeper);
                alone.add((to.cpu() - from.cpu()) / seconds(from, to));
                idle += (to.keeperCpu() - from.keeperCpu()) / seconds(from, to) / TIMES;
                System.out.printf("alone: %.4f CPU seconds per second%n", alone.getLast());
            }
            var peers = new NodeCommand.Peers(List.of(peer(toHolder), peer(toKeeper)));
            toHolder.tell(peers);
            toKeeper.tell(peers);
            System.out.printf("a keeper is there; warming up for %d s%n", WARM_UP.toSeconds());
            patience.pass(WARM_UP);
            long after = keeperJvm.liveHeapBytes();
            List<Double> kept = new ArrayList<>();
            Reading first = read(holder, keeper);
            for (int i = 0; i < TIMES; i++) {
                Reading from = read(holder, keeper);
                patience.pass(MEASURED);
                Reading to = read(holder, keeper);
                kept.add((to.cpu() - from.cpu()) / seconds(from, to));
                System.out.printf("with a keeper: %.4f CPU seconds per second%n", kept.getLast());
            }
            Reading last = read(holder, keeper);
            return new Cost(
                    sessions,
                    alone,
                    kept,
                    rate(first, last, "parley_custody_copies_total", ""),
                    rate(first, last, "parley_custody_copy_bytes_total", ""),
                    rate(first, last, "parley_link_bytes_total", "out"),
                    (last.keeperCpu() - first.keeperCpu()) / seconds(first, last) - idle,
                    after - before);
        } finally {
            all.forEach(RtcClient::close);
        }
    }

    private Reading read(NodeProcess holder, NodeProcess keeper) throws IOException, InterruptedException {
        Scrape scrape = holder.api().metrics();
        return new Reading(
                clock.getAsLong(), holder.usage().cpuSeconds(), keeper.usage().cpuSeconds(), scrape);
    }

    private static double seconds(Reading from, Reading to) {
        return (to.atNs() - from.atNs()) / 1e9;
    }

    private static double rate(Reading from, Reading to, String metric, String label) {
        return (to.scrape().sum(metric, label) - from.scrape().sum(metric, label)) / seconds(from, to);
    }

    private static Peer peer(NodeLink link) throws IOException, InterruptedException {
        NodeEvent.Hello hello = link.hello();
        return new Peer(
                hello.node(),
                Objects.requireNonNull(hello.instance(), "a node of today says which process it is"),
                Objects.requireNonNull(hello.link(), "a node of today takes links"),
                hello.draining(),
                hello.machine());
    }

    private void connect(NodeProcess node, int sessions, List<RtcClient> all) throws IOException, InterruptedException {
        List<CompletableFuture<ConnectResult>> connecting = new ArrayList<>();
        for (int i = 0; i < sessions; i++) {
            OfferPlan plan = OfferPlan.watching(AUDIO_SLOTS, VIDEO_SLOTS).withMicrophoneAndCamera();
            RtcClient client = clients.open(plan, ClientListener.NONE);
            all.add(client);
            var request = new SessionRequest(
                    new ParticipantId("p" + i),
                    null,
                    List.of(
                            new PublishedSource(Source.MICROPHONE, 2L * i + 1, false),
                            new PublishedSource(Source.CAMERA, 2L * i + 2, false)),
                    null,
                    client.offer().sdp(),
                    SessionKind.MEETING);
            SessionAnswer answer = node.api().open(new RoomId("carry-" + i / PEOPLE), request);
            connecting.add(client.answered(answer.sdp()));
            if (connecting.size() == BATCH || i == sessions - 1) {
                await(connecting);
            }
        }
    }

    private static void await(List<CompletableFuture<ConnectResult>> connecting)
            throws IOException, InterruptedException {
        try {
            for (CompletableFuture<ConnectResult> one : connecting) {
                if (one.get(CONNECT_SECONDS, TimeUnit.SECONDS) instanceof ConnectResult.Failed(var why)) {
                    throw new IOException("a client did not connect: " + why);
                }
            }
            connecting.clear();
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("a client did not connect", e);
        }
    }
}
