package dev.parley.media.http;

import dev.parley.media.control.CounterSink;
import dev.parley.media.control.DrainReport;
import dev.parley.media.control.LoopPulse;
import dev.parley.media.control.Node;
import dev.parley.media.control.NodeSettings;
import dev.parley.media.control.NodeStatus;
import dev.parley.media.control.OpenResult;
import dev.parley.media.control.RestartResult;
import dev.parley.media.drain.DrainOrder;
import dev.parley.media.drain.DrainPolicy;
import dev.parley.media.drain.NodePhase;
import dev.parley.media.load.Load;
import dev.parley.protocol.node.NodeCommand;
import dev.parley.protocol.node.NodeEvent;
import dev.parley.protocol.node.SessionAnswer;
import dev.parley.protocol.node.SessionRequest;
import dev.parley.room.ParticipantId;
import dev.parley.room.RoomId;
import dev.parley.room.SessionId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A node written for tests: it has one session, `s1` at generation `e1`, answers as told and writes down
/// what it was asked.
public final class FakeNode implements Node {
    public static final SessionId SESSION = new SessionId("s1");
    public static final String ETAG = "e1";

    private static final Load LOAD =
            new Load(0.25, Map.of(Load.Part.PACKETS, 0.125, Load.Part.BITS, 0.0625, Load.Part.CPU, 0.25));
    private static final DrainReport DRAINING = new DrainReport(
            NodePhase.DRAINED,
            DrainPolicy.MIGRATE,
            Instant.parse("2026-11-28T10:00:00Z"),
            Instant.parse("2026-11-28T10:10:00.5Z"),
            7,
            1,
            null);

    public final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
    public final BlockingQueue<NodeCommand> commands = new LinkedBlockingQueue<>();
    public final NodeSettings settings;
    public volatile CompletableFuture<OpenResult> opens =
            CompletableFuture.completedFuture(new OpenResult.Opened(new SessionAnswer(SESSION, "v=0\r\n", ETAG, 1)));
    public volatile boolean busy;
    public volatile boolean draining;
    public volatile int sessions = 1;
    public volatile List<LoopPulse> pulses = List.of(new LoopPulse(0, 25_000_000), new LoopPulse(1, 0));
    private volatile Consumer<NodeEvent> listener = _ -> {};

    public FakeNode(NodeSettings settings) {
        this.settings = settings;
    }

    public void happens(NodeEvent event) {
        listener.accept(event);
    }

    public String nextAsked() throws InterruptedException {
        String next = asked.poll(10, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("the node was asked nothing");
        }
        return next;
    }

    @Override
    public CompletableFuture<OpenResult> open(RoomId room, SessionRequest request) {
        asked.add("open " + room + " " + request.participant() + " " + request.kind());
        return opens;
    }

    @Override
    public CompletableFuture<RestartResult> restart(SessionId session, @Nullable String ifMatch, String fragment) {
        asked.add("restart " + session + " " + ifMatch + " " + fragment.strip());
        RestartResult result;
        if (!session.equals(SESSION)) {
            result = new RestartResult.NoSuchSession();
        } else if (ifMatch != null && !ifMatch.equals(ETAG)) {
            result = new RestartResult.EtagMismatch(ETAG);
        } else if (fragment.contains("a=ice-ufrag")) {
            result = new RestartResult.Restarted("a=ice-ufrag:new\r\n", "e2");
        } else {
            result = new RestartResult.NothingToDo();
        }
        return CompletableFuture.completedFuture(result);
    }

    @Override
    public CompletableFuture<Boolean> close(SessionId session, String reason) {
        asked.add("close " + session + " " + reason);
        return CompletableFuture.completedFuture(session.equals(SESSION));
    }

    @Override
    public CompletableFuture<Boolean> has(SessionId session) {
        return CompletableFuture.completedFuture(session.equals(SESSION));
    }

    @Override
    public boolean command(NodeCommand command) {
        if (!busy) {
            commands.add(command);
        }
        return !busy;
    }

    @Override
    public void onEvent(Consumer<NodeEvent> told) {
        listener = told;
    }

    @Override
    public NodeStatus status() {
        return new NodeStatus(
                new NodeStatus.Self(settings.node(), settings.instance(), settings.loops(), null, null),
                2,
                1,
                sessions,
                LOAD,
                draining ? DRAINING : DrainReport.ACTIVE);
    }

    @Override
    public List<LoopPulse> pulses() {
        return pulses;
    }

    @Override
    public List<NodeEvent> news() {
        return List.of();
    }

    @Override
    public CompletableFuture<NodeStatus> drain(DrainOrder order) {
        asked.add("drain " + order);
        draining = true;
        happens(status().hello());
        return CompletableFuture.completedFuture(status());
    }

    @Override
    public CompletableFuture<NodeStatus> uncordon() {
        asked.add("uncordon");
        draining = false;
        return CompletableFuture.completedFuture(status());
    }

    @Override
    public void closeAll(String reason) {
        asked.add("close " + reason);
        sessions = 0;
        happens(new NodeEvent.SessionClosed(new RoomId("r"), new ParticipantId("p"), SESSION, reason));
    }

    @Override
    public void counters(CounterSink sink) {
        sink.count("parley_packets", Map.of("verdict", "PASS"), 40);
        sink.count("parley_packets", Map.of("verdict", "REPLAYED"), 2);
        sink.time("parley_loop_cpu", Map.of("loop", "0"), 1_500_000_000L);
    }

    @Override
    public void stop() {
        asked.add("stop");
    }
}
