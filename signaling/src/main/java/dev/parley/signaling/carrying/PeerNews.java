package dev.parley.signaling.carrying;

import dev.parley.protocol.ProtocolLimits;
import dev.parley.protocol.node.NodeCommand;
import dev.parley.protocol.node.NodeEvent;
import dev.parley.protocol.node.Peer;
import dev.parley.signaling.nodes.NodeLink;
import dev.parley.signaling.nodes.Nodes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Tells the nodes of one another: whom this instance has met, who takes links of other nodes, and is not
/// given up.
public final class PeerNews {
    /// For a node that lost the last word with a link that broke.
    static final Duration AGAIN = Duration.ofSeconds(10);

    private final Supplier<Nodes> nodes;
    private final InstantSource clock;

    // Guarded by this.
    private List<Peer> said = List.of();
    private @Nullable Instant saidAt;

    public PeerNews(Supplier<Nodes> nodes, InstantSource clock) {
        this.nodes = nodes;
        this.clock = clock;
    }

    /// To be called often: says something only when there is something to say.
    public synchronized void tick() {
        Instant now = clock.instant();
        if (saidAt == null || !peers().equals(said) || !now.isBefore(saidAt.plus(AGAIN))) {
            say();
        }
    }

    /// To all of them, whatever they heard before.
    public synchronized void say() {
        said = peers();
        saidAt = clock.instant();
        var command = new NodeCommand.Peers(said);
        nodes.get().links().stream().filter(NodeLink::isUp).forEach(link -> link.send(command));
    }

    private List<Peer> peers() {
        return nodes.get().links().stream()
                .filter(it -> !it.isLost())
                .flatMap(it -> peer(it).stream())
                .limit(ProtocolLimits.PEERS)
                .toList();
    }

    private static Optional<Peer> peer(NodeLink node) {
        NodeEvent.Hello hello = node.greeting().orElse(null);
        if (hello == null || hello.instance() == null || hello.link() == null) {
            return Optional.empty();
        }
        return Optional.of(new Peer(hello.node(), hello.instance(), hello.link(), hello.draining(), hello.machine()));
    }
}
