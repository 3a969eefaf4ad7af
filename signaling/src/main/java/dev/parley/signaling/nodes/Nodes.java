package dev.parley.signaling.nodes;

import dev.parley.protocol.node.NodeCommand;
import dev.parley.protocol.node.NodeEvent;
import dev.parley.room.NodeId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// All nodes this instance was told of, and those it has found.
public final class Nodes implements Claims {
    private final List<NodeLink> links = new CopyOnWriteArrayList<>();
    private volatile boolean complete = true;

    public List<NodeLink> links() {
        return List.copyOf(links);
    }

    void add(NodeLink link) {
        links.add(link);
    }

    void remove(NodeLink link) {
        links.remove(link);
        link.stop();
    }

    /// Whether every name that stands for nodes has been resolved once: before, nobody knows who is missing.
    void complete(boolean now) {
        complete = now;
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
        return complete
                && links.stream().allMatch(it -> it.isTwin() || it.node().isPresent() || it.isLost());
    }

    /// No node that this instance was told of can take a room, and none is about to.
    public boolean noneLeft() {
        return allMet()
                && usable().isEmpty()
                && links.stream().allMatch(it -> it.isUp() ? it.isSettled() : it.isTwin() || it.isLost());
    }

    public void tick() {
        links.forEach(it -> it.tick(hasHeirs(it) ? NodeLink.TAKEN : Duration.ZERO));
    }

    /// Whether there is another node that could take over from this one.
    private boolean hasHeirs(NodeLink link) {
        return links.stream().anyMatch(it -> !it.equals(link) && it.node().isPresent() && !it.isLost());
    }

    public void stop() {
        links.forEach(NodeLink::stop);
    }

    public long up() {
        return links.stream().filter(NodeLink::isUp).count();
    }

    // --- several addresses of one node -------------------------------------------------------------------------

    /// One greeting at a time: two addresses of a node may greet at the same moment.
    @Override
    public synchronized boolean claim(NodeLink link, NodeEvent.Hello greeting, Consumer<Optional<Lives>> granted) {
        Optional<NodeLink> other = links.stream()
                .filter(it -> !it.equals(link)
                        && it.node().filter(greeting.node()::equals).isPresent())
                .findFirst();
        if (other.filter(NodeLink::isUp).isPresent()) {
            return false;
        }
        granted.accept(other.map(NodeLink::handOver));
        return true;
    }

    @Override
    public Optional<String> instance(NodeId node) {
        return find(node).flatMap(NodeLink::instance);
    }

    @Override
    public boolean refusesElsewhere(NodeLink link) {
        return link.instance().stream()
                .flatMap(instance -> links.stream().filter(it -> it.isTwinOf(instance)))
                .allMatch(NodeLink::isRefused);
    }

    /// What is seen of a process by every way to it: it is dead when all say so.
    public Sight see(NodeId node, String instance) {
        Set<Sight> seen = EnumSet.noneOf(Sight.class);
        var ways = new ArrayList<NodeLink>();
        find(node).ifPresent(ways::add);
        links.stream().filter(it -> it.isTwinOf(instance)).forEach(ways::add);
        ways.forEach(it -> seen.add(it.see(instance)));
        return seen.isEmpty() || seen.contains(Sight.NOT_DEAD)
                ? Sight.NOT_DEAD
                : seen.contains(Sight.DYING) ? Sight.DYING : Sight.DEAD;
    }
}
