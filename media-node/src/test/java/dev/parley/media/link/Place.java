package dev.parley.media.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.media.control.CounterSink;
import dev.parley.room.NodeId;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// A node's links on this machine, and what was said of them.
final class Place implements AutoCloseable {
    static final String SECRET = "a secret of this test, and a long one";

    static final LinkSettings HERE = new LinkSettings(InetAddress.getLoopbackAddress(), 0, "127.0.0.1");

    private final NodeId node;
    private final Listener ears = new Listener();
    private final NodeLinks links;

    private Place(LinkIdentity identity) {
        this.node = identity.node();
        this.links = NodeLinks.open(identity, HERE, ears);
    }

    static Place of(String node) {
        return new Place(identity(SECRET, node));
    }

    static Place of(LinkIdentity identity) {
        return new Place(identity);
    }

    static LinkIdentity identity(String secret, String node) {
        return LinkIdentity.of(secret, new NodeId(node), new SecureRandom(), Instant.now());
    }

    NodeId node() {
        return node;
    }

    Listener ears() {
        return ears;
    }

    NodeLinks links() {
        return links;
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), links.port());
    }

    boolean dial(Place peer) {
        return links.dial(peer.node, peer.address());
    }

    /// The connection that stands after dialing.
    Connection connect(Place peer) {
        dial(peer);
        return ears.next(Listener.Connected.class).connection();
    }

    /// By name and tag values in the order of the tags' names, as `parley_link_refused slow`.
    Map<String, Long> counters() {
        var counters = new HashMap<String, Long>();
        links.counters(new CounterSink() {
            @Override
            public void count(String name, Map<String, String> tags, long value) {
                counters.put(name + " " + String.join(" ", new TreeMap<>(tags).values()), value);
            }

            @Override
            public void time(String name, Map<String, String> tags, long valueNs) {
                throw new AssertionError("links count no time");
            }
        });
        return counters;
    }

    /// Waits until this has been counted as often.
    void awaitRefused(Fault fault, long times) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(Listener.PATIENCE_SECONDS);
        while (refused(fault) < times && System.nanoTime() < deadline) {
            LockSupport.parkNanos(1_000_000);
        }
        assertThat(refused(fault)).as("refused for %s", fault).isEqualTo(times);
    }

    private long refused(Fault fault) {
        return counters().getOrDefault("parley_link_refused " + fault.word(), 0L);
    }

    @Override
    public void close() {
        links.close();
    }
}
