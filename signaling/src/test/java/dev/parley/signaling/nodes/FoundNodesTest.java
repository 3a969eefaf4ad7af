package dev.parley.signaling.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.node.NodeCommand;
import dev.parley.protocol.node.NodeEvent;
import dev.parley.room.NodeId;
import dev.parley.room.RoomId;
import dev.parley.signaling.app.FakeNode;
import dev.parley.signaling.meters.SignalingMeters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Nodes that are found by name")
class FoundNodesTest {
    private static final long DEADLINE_NS = TimeUnit.SECONDS.toNanos(20);
    /// As the program ticks.
    private static final long TICK_NS = TimeUnit.MILLISECONDS.toNanos(50);

    private final List<FakeNode> started = new ArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http = HttpClient.newBuilder().executor(threads).build();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final BlockingQueue<Gone> gone = new LinkedBlockingQueue<>();
    private final BlockingQueue<NodeEvent> events = new LinkedBlockingQueue<>();
    private final Nodes nodes = new Nodes();
    private volatile List<String> addresses = List.of();
    private volatile boolean resolverFails;
    private int port;

    private final NodeWatcher watcher = new NodeWatcher() {
        @Override
        public void onEvent(NodeId node, NodeEvent event) {
            events.add(event);
        }

        @Override
        public void onGreeted(NodeId node) {}

        @Override
        public void onUp(NodeId node) {}

        @Override
        public void onGone(Gone it) {
            gone.add(it);
        }
    };

    @AfterEach
    void stop() throws IOException {
        nodes.stop();
        http.shutdownNow();
        for (FakeNode node : started) {
            node.close();
        }
        threads.shutdownNow();
    }

    // --- plays -------------------------------------------------------------------------------------------------

    /// All of them have the port of the first, as pods behind one name have.
    private FakeNode start(String id, String address) throws UnknownHostException {
        var node = new FakeNode(id, InetAddress.getByName(address), port);
        port = node.port();
        started.add(node);
        return node;
    }

    private NodeFinder finder(URI... fixed) {
        var addressed = new NodeAddresses(List.of(fixed), List.of(URI.create("http://media.test:" + port)));
        return new NodeFinder(
                addressed,
                nodes,
                uri -> new NodeLink(
                        new NodeLink.Peer(uri, FakeNode.SECRET, http, InstantSource.system()), watcher, nodes),
                new NodeFinder.Shell(this::lookup, new SignalingMeters(registry)));
    }

    private List<InetAddress> lookup(String host) throws UnknownHostException {
        assertThat(host).isEqualTo("media.test");
        if (resolverFails || addresses.isEmpty()) {
            throw new UnknownHostException(host);
        }
        var found = new ArrayList<InetAddress>();
        for (String address : addresses) {
            found.add(InetAddress.getByName(address));
        }
        return found;
    }

    /// Goes on with the clockwork until it holds.
    private void until(NodeFinder finder, BooleanSupplier condition) {
        long deadlineNs = System.nanoTime() + DEADLINE_NS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadlineNs) {
                throw new AssertionError("not in time: " + seen() + ", gone: " + gone);
            }
            turn(finder);
        }
    }

    private void turn(NodeFinder finder) {
        finder.tick();
        nodes.tick();
        LockSupport.parkNanos(TICK_NS);
    }

    private List<String> seen() {
        return nodes.links().stream()
                .map(it -> it.node().map(NodeId::value).orElse("?") + "@"
                        + it.uri().getHost() + (it.isUp() ? "" : "-"))
                .sorted()
                .toList();
    }

    private double failures() {
        return registry.get("parley.node.lookups.failed")
                .tag("name", "media.test")
                .counter()
                .count();
    }

    // --- scripts -----------------------------------------------------------------------------------------------

    @Test
    @DisplayName("are met when they appear, beside those that are told, and let go when they are gone")
    void comeAndGo() throws Exception {
        FakeNode fixed = start("fixed", "127.0.0.9");
        start("a", "127.0.0.1");
        FakeNode second = start("b", "127.0.0.2");
        NodeFinder finder = finder(URI.create(fixed.url()));
        assertThat(nodes.allMet()).as("before anybody has asked the resolver").isFalse();
        addresses = List.of("127.0.0.1");
        until(finder, () -> nodes.up() == 2);
        assertThat(nodes.allMet()).isTrue();
        addresses = List.of("127.0.0.2", "127.0.0.1");
        until(finder, () -> nodes.up() == 3);
        addresses = List.of("127.0.0.1");
        for (int i = 0; i < 20; i++) {
            turn(finder); // it has meetings, as far as anybody knows
        }
        assertThat(seen()).containsExactly("a@127.0.0.1", "b@127.0.0.2", "fixed@127.0.0.9");
        assertThat(nodes.send(new NodeId("b"), new NodeCommand.CloseRoom(new RoomId("r"), "x")))
                .isTrue();
        second.close();
        until(finder, () -> nodes.links().size() == 2);
        assertThat(gone.poll()).isEqualTo(new Gone(second.id(), second.instance(), "node-lost"));
        assertThat(seen()).containsExactly("a@127.0.0.1", "fixed@127.0.0.9");
    }

    @Test
    @DisplayName("stay when the name cannot be resolved; that is counted, and takes nobody away")
    void resolverFails() throws Exception {
        start("a", "127.0.0.1");
        addresses = List.of("127.0.0.1");
        NodeFinder finder = finder();
        resolverFails = true;
        for (int i = 0; i < 5; i++) {
            turn(finder);
        }
        assertThat(nodes.links()).isEmpty();
        assertThat(nodes.noneLeft()).as("nobody knows yet").isFalse();
        resolverFails = false;
        until(finder, () -> nodes.up() == 1);
        resolverFails = true;
        for (int i = 0; i < 5; i++) {
            turn(finder);
        }
        assertThat(seen()).containsExactly("a@127.0.0.1");
        assertThat(nodes.allMet()).isTrue();
        assertThat(failures()).isEqualTo(10);
    }

    @Test
    @DisplayName("are the same node at another address when a pod is replaced: its old process is given up, once")
    void replaced() throws Exception {
        FakeNode before = start("media-0", "127.0.0.1");
        start("media-1", "127.0.0.3");
        addresses = List.of("127.0.0.1", "127.0.0.3");
        NodeFinder finder = finder();
        until(finder, () -> nodes.up() == 2);
        before.close();
        FakeNode after = start("media-0", "127.0.0.2");
        addresses = List.of("127.0.0.2", "127.0.0.3");
        until(finder, () -> seen().equals(List.of("media-0@127.0.0.2", "media-1@127.0.0.3")));
        until(finder, () -> !gone.isEmpty());
        assertThat(gone).hasSize(1).first().satisfies(it -> {
            assertThat(it.node()).isEqualTo(before.id());
            assertThat(it.instance()).isEqualTo(before.instance());
        });
        assertThat(nodes.find(after.id()).flatMap(NodeLink::instance)).hasValue(after.instance());
        assertThat(nodes.see(after.id(), before.instance())).isEqualTo(Sight.DEAD);
        assertThat(nodes.see(after.id(), after.instance())).isEqualTo(Sight.NOT_DEAD);
        assertThat(nodes.usable()).containsExactlyInAnyOrder(after.id(), new NodeId("media-1"));
    }

    @Test
    @DisplayName("a new process waits while the one before it is still heard: that may have meetings")
    void bothThere() throws Exception {
        FakeNode before = start("media-0", "127.0.0.1");
        addresses = List.of("127.0.0.1");
        NodeFinder finder = finder();
        until(finder, () -> nodes.up() == 1);
        FakeNode after = start("media-0", "127.0.0.2");
        addresses = List.of("127.0.0.2");
        until(finder, () -> nodes.links().stream().anyMatch(NodeLink::isTwin));
        for (int i = 0; i < 20; i++) {
            turn(finder);
        }
        assertThat(nodes.find(before.id()).flatMap(NodeLink::instance)).hasValue(before.instance());
        before.close();
        until(
                finder,
                () -> nodes.find(after.id())
                        .flatMap(NodeLink::instance)
                        .equals(java.util.Optional.of(after.instance())));
        until(finder, () -> seen().equals(List.of("media-0@127.0.0.2")));
    }

    @Test
    @DisplayName("two addresses of one node are one node: heard once, and not dead when one of them is away")
    void twoAddresses() throws Exception {
        FakeNode node = start("a", "127.0.0.1");
        addresses = List.of("127.0.0.1", "127.0.0.2");
        try (var way = new Way("127.0.0.2", node.port(), "127.0.0.1")) {
            NodeFinder finder = finder();
            until(
                    finder,
                    () -> nodes.up() == 1
                            && nodes.links().stream().filter(NodeLink::isTwin).count() == 1);
            assertThat(nodes.allMet()).isTrue();
            node.say(new NodeEvent.Routed(new RoomId("r"), 7));
            until(finder, () -> !events.isEmpty());
            assertThat(events).hasSize(1);
            boolean twinIsTheWay = nodes.links().stream()
                    .anyMatch(it -> it.isTwin() && it.uri().getHost().equals("127.0.0.2"));
            if (twinIsTheWay) {
                node.breakLinks();
            } else {
                way.close();
            }
            until(finder, () -> nodes.up() == 1);
            for (int i = 0; i < 80; i++) {
                turn(finder);
            }
            assertThat(gone).isEmpty();
            assertThat(nodes.up()).isEqualTo(1);
            assertThat(nodes.see(node.id(), node.instance())).isEqualTo(Sight.NOT_DEAD);
        }
    }

    @Test
    @DisplayName("are found by this machine's own resolver")
    void realResolver() throws Exception {
        FakeNode node = start("a", "127.0.0.1");
        var finder = new NodeFinder(
                new NodeAddresses(List.of(), List.of(URI.create("http://localhost:" + node.port()))),
                nodes,
                uri -> new NodeLink(
                        new NodeLink.Peer(uri, FakeNode.SECRET, http, InstantSource.system()), watcher, nodes),
                new NodeFinder.Shell(host -> List.of(InetAddress.getAllByName(host)), new SignalingMeters(registry)));
        until(finder, () -> nodes.up() == 1);
        assertThat(nodes.usable()).containsExactly(node.id());
    }
}
