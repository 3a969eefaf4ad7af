package dev.parley.media.node;

import dev.parley.media.control.CounterSink;
import dev.parley.media.control.NodeSettings;
import dev.parley.media.link.LinkSettings;
import dev.parley.protocol.node.Dispute;
import dev.parley.protocol.node.NodeCommand;
import dev.parley.protocol.node.NodeEvent;
import dev.parley.protocol.node.Peer;
import dev.parley.room.NodeId;
import dev.parley.room.RoomId;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/// Real nodes with real links between them, and of signaling only what it says to nodes: who is there, and
/// who has won.
final class TestFleet implements AutoCloseable {
    private static final String FRAMES = "parley_link_frames";
    private static final Map<String, String> WELCOMES = Map.of("direction", "in", "kind", "welcome");
    private static final String SECRET = "a secret of this fleet alone";

    private final InetAddress here = InetAddress.getLoopbackAddress();
    private final Map<NodeId, MediaNode> nodes = new LinkedHashMap<>();
    private final Map<NodeId, String> instances = new ConcurrentHashMap<>();
    private final Map<Dispute, NodeCommand.Verdict> verdicts = new ConcurrentHashMap<>();
    private final BlockingQueue<NodeEvent.RoomTaken> takings = new LinkedBlockingQueue<>();
    private final BlockingQueue<NodeEvent.MoveFailed> failures = new LinkedBlockingQueue<>();
    private final Map<RoomId, NodeId> places = new ConcurrentHashMap<>();
    private final Consumer<NodeEvent.Candidate> candidates;
    private volatile Consumer<NodeEvent> listener = _ -> {};

    /// @param candidates are told to whoever they are for
    TestFleet(int size, Consumer<NodeEvent.Candidate> candidates) {
        this.candidates = candidates;
        for (int i = 1; i <= size; i++) {
            start(new NodeId("n" + i));
        }
        introduce();
        // A move before that would go to nobody.
        CarriedTest.until(() -> nodes.keySet().stream().allMatch(id -> count(id, FRAMES, WELCOMES) >= size - 1));
    }

    private void start(NodeId id) {
        String instance = "i-" + id;
        var node = new MediaNode(
                new NodeSettings(
                        id, instance, List.of(here), 0, List.of(here), 2, System::nanoTime, new SecureRandom()),
                InstantSource.system(),
                new Linking(new LinkSettings(here, 0, "127.0.0.1"), SECRET));
        node.onEvent(event -> heard(id, event));
        nodes.put(id, node);
        instances.put(id, instance);
    }

    private void introduce() {
        List<Peer> peers = nodes.entrySet().stream()
                .map(it -> new Peer(
                        it.getKey(),
                        Objects.requireNonNull(instances.get(it.getKey())),
                        Objects.requireNonNull(it.getValue().status().self().link()),
                        false,
                        null))
                .toList();
        nodes.values().forEach(node -> node.command(new NodeCommand.Peers(peers)));
    }

    private void heard(NodeId from, NodeEvent event) {
        listener.accept(event);
        switch (event) {
            case NodeEvent.Candidate it -> candidates.accept(it);
            case NodeEvent.Disputed(var dispute, var claimant, var refused) -> {
                NodeCommand.Verdict verdict =
                        verdicts.computeIfAbsent(dispute, _ -> new NodeCommand.Verdict(dispute, claimant, refused));
                nodes.values().forEach(node -> node.command(verdict));
            }
            case NodeEvent.RoomTaken it -> {
                places.put(it.room(), from);
                takings.add(it);
            }
            case NodeEvent.MoveFailed it -> failures.add(it);
            default -> {}
        }
    }

    /// Hears everything that any node says.
    void onEvent(Consumer<NodeEvent> everything) {
        listener = everything;
    }

    MediaNode node(NodeId id) {
        return Objects.requireNonNull(nodes.get(id), id + ": not there");
    }

    List<NodeId> ids() {
        return List.copyOf(nodes.keySet());
    }

    BlockingQueue<NodeEvent.RoomTaken> takings() {
        return takings;
    }

    BlockingQueue<NodeEvent.MoveFailed> failures() {
        return failures;
    }

    /// Ends a node as its death does: nothing is said, and its ports refuse.
    void kill(NodeId id) {
        MediaNode gone = Objects.requireNonNull(nodes.remove(id));
        gone.stop();
    }

    long count(NodeId id, String metric) {
        return count(id, metric, Map.of());
    }

    private long count(NodeId id, String metric, Map<String, String> of) {
        var found = new long[1];
        node(id).counters(new CounterSink() {
            @Override
            public void count(String name, Map<String, String> tags, long value) {
                if (name.equals(metric) && tags.entrySet().containsAll(of.entrySet())) {
                    found[0] += value;
                }
            }

            @Override
            public void time(String name, Map<String, String> tags, long valueNs) {}
        });
        return found[0];
    }

    @Override
    public void close() {
        nodes.values().forEach(MediaNode::stop);
    }
}
