package dev.parley.signaling.nodes;

import dev.parley.protocol.node.NodeCommand;
import dev.parley.room.NodeId;
import java.util.List;
import java.util.Optional;

/// All nodes this instance was told of.
public record Nodes(List<NodeLink> links) {
    public Nodes {
        links = List.copyOf(links);
    }

    public Optional<NodeLink> find(NodeId node) {
        return links.stream()
                .filter(it -> it.node().filter(node::equals).isPresent())
                .findFirst();
    }

    /// The nodes that may take new rooms.
    public List<NodeId> usable() {
        return links.stream().flatMap(it -> it.usable().stream()).toList();
    }

    public boolean send(NodeId node, NodeCommand command) {
        return find(node).filter(it -> it.send(command)).isPresent();
    }

    /// Whether this instance has met every node it was told of, or given up on it: only then does not knowing a
    /// node mean that it is gone.
    public boolean allMet() {
        return links.stream().allMatch(it -> it.node().isPresent() || it.isLost());
    }

    public void tick() {
        links.forEach(NodeLink::tick);
    }

    public void stop() {
        links.forEach(NodeLink::stop);
    }

    public long up() {
        return links.stream().filter(NodeLink::isUp).count();
    }
}
