package dev.parley.media.app;

import dev.parley.media.control.Node;
import dev.parley.media.control.NodeSettings;
import dev.parley.media.link.LinkSettings;
import dev.parley.media.node.Linking;
import dev.parley.media.node.MediaNode;
import dev.parley.protocol.node.NodeCommand;
import dev.parley.protocol.node.NodeCommand.MoveToNode;
import dev.parley.protocol.node.NodeEvent;
import dev.parley.protocol.node.Peer;
import dev.parley.room.NodeId;
import dev.parley.room.ParticipantId;
import dev.parley.room.RoomId;
import dev.parley.rtc.client.RtcClient;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/// Two nodes of the rehearsal, which carry its room to and fro. Of signaling there is only what it says: to the nodes
/// who is there, to the clients where their sessions are now.
final class WarmUpFleet {
    private static final int SECRET_BYTES = 32;

    private final InetAddress here = InetAddress.getLoopbackAddress();
    private final LongSupplier clock;
    private final InstantSource wallClock;
    private final SecureRandom random;
    private final List<Node> nodes;
    private final Map<ParticipantId, RtcClient> clients = new ConcurrentHashMap<>();
    private volatile CompletableFuture<Boolean> moved = new CompletableFuture<>();
    private int at;

    WarmUpFleet(LongSupplier clock, InstantSource wallClock, SecureRandom random) {
        this.clock = clock;
        this.wallClock = wallClock;
        this.random = random;
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        var linking = new Linking(
                new LinkSettings(here, 0, here.getHostAddress()), HexFormat.of().formatHex(secret));
        this.nodes = Stream.of("warm-up-1", "warm-up-2")
                .map(name -> node(name, linking))
                .toList();
        var peers = new NodeCommand.Peers(nodes.stream().map(WarmUpFleet::peer).toList());
        nodes.forEach(node -> node.command(peers));
    }

    private Node node(String name, Linking linking) {
        var settings = new NodeSettings(new NodeId(name), name, List.of(here), 0, List.of(here), 1, clock, random);
        var node = new MediaNode(settings, wallClock, linking);
        node.onEvent(this::heard);
        return node;
    }

    private static Peer peer(Node node) {
        var self = node.status().self();
        return new Peer(self.node(), self.instance(), Objects.requireNonNull(self.link()), false, null);
    }

    private void heard(NodeEvent event) {
        switch (event) {
            case NodeEvent.Candidate it -> {
                RtcClient client = clients.get(it.participant());
                if (client != null) {
                    var _ = client.addCandidate(it.candidate());
                }
            }
            case NodeEvent.RoomTaken _ -> moved.complete(true);
            case NodeEvent.MoveFailed _ -> moved.complete(false);
            default -> {}
        }
    }

    /// Where the room is now.
    Node node() {
        return nodes.get(at);
    }

    void join(ParticipantId participant, RtcClient client) {
        clients.put(participant, client);
    }

    /// Completes with whether the room is at the other node now.
    CompletableFuture<Boolean> move(RoomId room) {
        moved = new CompletableFuture<>();
        int to = 1 - at;
        var order = new MoveToNode(room, null, peer(nodes.get(to)).node());
        if (!node().command(order)) {
            moved.complete(false);
        }
        return moved.thenApply(done -> {
            at = done ? to : at;
            return done;
        });
    }

    void stop() {
        nodes.forEach(Node::stop);
    }
}
