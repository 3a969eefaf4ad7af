package dev.parley.media.node;

import dev.parley.media.control.CounterSink;
import dev.parley.media.custody.Custody;
import dev.parley.media.link.Connection;
import dev.parley.media.link.Ears;
import dev.parley.media.link.Ending;
import dev.parley.media.link.Failure;
import dev.parley.media.link.LinkFrame;
import dev.parley.media.link.LinkIdentity;
import dev.parley.media.link.LinkSettings;
import dev.parley.media.link.NodeLinks;
import dev.parley.media.link.Reach;
import dev.parley.protocol.node.Peer;
import dev.parley.room.NodeId;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/// The connections to other nodes by their names, as the custody speaks of them: one that this node dialed,
/// and one that the peer dialed.
final class FleetLinks implements Ears, AutoCloseable {
    /// What the custody is given to do.
    interface Desk {
        /// It is done when this returns: what comes from a link is on a packet's way, and waits for no other thread.
        void atOnce(ObjLongConsumer<Custody> deed);

        /// Likewise what is about datagrams and no business of the custody.
        void datagram(NodeId peer, LinkFrame frame);

        /// By its own thread: from within another deed.
        void custody(Consumer<Custody> deed);
    }

    private final Desk desk;
    private final NodeLinks links;
    private final String announced;
    private final Map<NodeId, InetSocketAddress> addresses = new ConcurrentHashMap<>();
    private final Map<NodeId, Connection> dialed = new ConcurrentHashMap<>();
    private final Map<NodeId, Connection> accepted = new ConcurrentHashMap<>();

    FleetLinks(NodeId self, Linking linking, SecureRandom random, Instant now, Desk desk) {
        this.desk = desk;
        LinkSettings settings = linking.settings();
        this.links = NodeLinks.open(LinkIdentity.of(linking.secret(), self, random, now), settings, this);
        this.announced = settings.announced(links.port());
    }

    /// Where others find this node.
    String announced() {
        return announced;
    }

    void know(List<Peer> peers) {
        for (Peer peer : peers) {
            LinkSettings.parse(peer.link()).ifPresent(address -> addresses.put(peer.node(), address));
        }
    }

    void dial(NodeId peer) {
        InetSocketAddress address = addresses.get(peer);
        if (address != null) {
            links.dial(peer, address);
        } else {
            desk.custody(custody -> custody.unlinked(peer, false));
        }
    }

    void probe(NodeId peer) {
        InetSocketAddress address = addresses.get(peer);
        if (address != null) {
            Thread.ofVirtual().name("parley-probe-" + peer).start(() -> {
                boolean refused = Reach.of(address) == Reach.REFUSED;
                desk.atOnce((custody, _) -> custody.probed(peer, refused));
            });
        }
    }

    /// On the connection that this node dialed; false when there is none.
    boolean send(NodeId peer, LinkFrame.FromHolder frame) {
        return send(dialed.get(peer), frame);
    }

    /// On the connection that the peer dialed; false when there is none.
    boolean answer(NodeId peer, LinkFrame.FromKeeper frame) {
        return send(accepted.get(peer), frame);
    }

    private static boolean send(@Nullable Connection connection, LinkFrame frame) {
        return connection != null && connection.send(frame);
    }

    void counters(CounterSink sink) {
        links.counters(sink);
    }

    @Override
    public void close() {
        links.close();
    }

    // --- ears --------------------------------------------------------------------------------------------------

    @Override
    public void connected(Connection connection) {
        dialed.put(connection.peer(), connection);
        desk.atOnce((custody, _) -> custody.linked(connection.peer()));
    }

    @Override
    public void failed(NodeId peer, Failure why) {
        desk.atOnce((custody, _) -> custody.unlinked(peer, why == Failure.REFUSED));
    }

    /// A peer dials again only after it has given up the connection before.
    @Override
    public void accepted(Connection connection) {
        Connection before = accepted.put(connection.peer(), connection);
        if (before != null) {
            before.close();
        }
    }

    @Override
    public void frame(Connection connection, LinkFrame frame) {
        NodeId peer = connection.peer();
        if (!isCurrent(connection)) {
            return;
        }
        switch (frame) {
            case LinkFrame.Inward it -> desk.datagram(peer, it);
            case LinkFrame.Outward it -> desk.datagram(peer, it);
            case LinkFrame.FromHolder it -> desk.atOnce((custody, nowNs) -> custody.heard(peer, it, nowNs));
            case LinkFrame.FromKeeper it -> desk.atOnce((custody, nowNs) -> custody.heard(peer, it, nowNs));
        }
    }

    private boolean isCurrent(Connection connection) {
        return connection.equals((connection.dialed() ? dialed : accepted).get(connection.peer()));
    }

    @Override
    public void closed(Connection connection, Ending how) {
        NodeId peer = connection.peer();
        if (connection.dialed()) {
            if (dialed.remove(peer, connection)) {
                desk.atOnce((custody, _) -> custody.unlinked(peer, false));
            }
        } else if (accepted.remove(peer, connection)) {
            desk.atOnce((custody, _) -> custody.lostSight(peer));
        }
    }
}
