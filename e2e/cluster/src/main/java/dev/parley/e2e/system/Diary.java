package dev.parley.e2e.system;

import dev.parley.crds.RegionEdge;
import dev.parley.crds.conditions.Condition;
import dev.parley.crds.edge.NodePhase;
import dev.parley.crds.edge.RegionEdgeStatus;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/// What the status of the RegionEdge has said, one word after the other: a phase that was there for a second is here.
public final class Diary implements ResourceEventHandler<RegionEdge>, AutoCloseable {
    private final LongSupplier clock;
    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, NodePhase> last = new HashMap<>();
    private final SharedIndexInformer<RegionEdge> informer;
    private Optional<RegionEdge> now = Optional.empty();

    /// A media node came to a phase.
    ///
    /// @param uid of its pod: the next one of the same name is another
    public record Entry(long ns, String node, String uid, NodePhase phase, String reason) {}

    private Diary(Installation installation, LongSupplier clock) {
        this.clock = clock;
        this.informer = installation
                .client()
                .resources(RegionEdge.class)
                .inNamespace(installation.namespace())
                .inform(this);
    }

    public static Diary of(Installation installation, LongSupplier clock) {
        return new Diary(installation, clock);
    }

    @Override
    public void onAdd(RegionEdge edge) {
        note(edge);
    }

    @Override
    public void onUpdate(RegionEdge before, RegionEdge edge) {
        note(edge);
    }

    @Override
    public void onDelete(RegionEdge edge, boolean unknown) {}

    private synchronized void note(RegionEdge edge) {
        now = Optional.of(edge);
        if (edge.getStatus() == null) {
            return;
        }
        for (RegionEdgeStatus.Node node : edge.getStatus().nodes()) {
            String uid = String.valueOf(node.uid());
            if (last.put(uid, node.phase()) != node.phase()) {
                String reason = node.reason() == null ? "" : node.reason();
                entries.add(new Entry(clock.getAsLong(), node.name(), uid, node.phase(), reason));
            }
        }
    }

    /// The RegionEdge as it was last seen.
    public synchronized Optional<RegionEdge> edge() {
        return now;
    }

    public synchronized List<RegionEdgeStatus.Node> nodes() {
        return now.map(RegionEdge::getStatus).map(RegionEdgeStatus::nodes).orElse(List.of());
    }

    public synchronized List<Condition> conditions() {
        return now.map(RegionEdge::getStatus).map(RegionEdgeStatus::conditions).orElse(List.of());
    }

    public synchronized List<Entry> since(long ns) {
        return entries.stream().filter(it -> it.ns() >= ns).toList();
    }

    /// The ways of the nodes that have set out since then, each way once: `Cordoned > Draining > Drained > Deleted`.
    public Set<String> waysOut(long ns) {
        return ways(since(ns));
    }

    /// Those of these pods, as they were planned: one that does not answer for a moment is `Lost` meanwhile.
    public Set<String> waysOut(long ns, Set<String> uids) {
        return ways(since(ns).stream()
                .filter(it -> uids.contains(it.uid()) && it.phase() != NodePhase.LOST)
                .toList());
    }

    private static Set<String> ways(List<Entry> entries) {
        Map<String, List<String>> ways = new LinkedHashMap<>();
        for (Entry entry : entries) {
            if (entry.phase() != NodePhase.STARTING && entry.phase() != NodePhase.ACTIVE) {
                ways.computeIfAbsent(entry.uid(), _ -> new ArrayList<>()).add(word(entry.phase()));
            }
        }
        return ways.values().stream()
                .map(it -> String.join(" > ", it))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    public static String word(NodePhase phase) {
        String name = phase.name();
        return name.charAt(0) + name.substring(1).toLowerCase(java.util.Locale.ROOT);
    }

    @Override
    public void close() {
        informer.close();
    }
}
