package dev.parley.kubectl.kube;

import dev.parley.crds.RegionEdge;
import dev.parley.crds.edge.RegionEdgeStatus;
import dev.parley.crds.edge.RegionEdgeStatus.Node;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The media nodes of some RegionEdges, as their status has them.
public record Fleet(List<Member> members) {
    public Fleet {
        members = List.copyOf(members);
    }

    /// A node, and whose it is.
    public record Member(RegionEdge edge, Node node) {
        public String namespace() {
            return edge.getMetadata().getNamespace();
        }

        public String name() {
            return node.name();
        }
    }

    public static Fleet of(List<RegionEdge> edges) {
        return new Fleet(edges.stream().flatMap(Fleet::members).toList());
    }

    public static Stream<Member> members(RegionEdge edge) {
        RegionEdgeStatus status = edge.getStatus();
        return status == null ? Stream.empty() : status.nodes().stream().map(node -> new Member(edge, node));
    }

    /// The node of this name in this RegionEdge, if it is still there.
    public static @Nullable Node find(RegionEdge edge, String name) {
        return members(edge)
                .filter(it -> it.name().equals(name))
                .map(Member::node)
                .findFirst()
                .orElse(null);
    }

    public Optional<Member> find(String name) {
        return members.stream().filter(it -> it.name().equals(name)).findFirst();
    }

    /// Fails with the names that there are.
    public Member named(String name, Kube kube) {
        return find(name)
                .orElseThrow(() -> new Mistake("media node: " + name + " (expected: "
                        + (members.isEmpty() ? "one, but there is none" : "one of " + names()) + " " + kube.place()
                        + ")"));
    }

    private String names() {
        return members.stream().map(Member::name).collect(Collectors.joining(", "));
    }
}
