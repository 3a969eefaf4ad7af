package dev.parley.operator.reconcile;

import dev.parley.crds.edge.NodePhase;
import dev.parley.operator.fleet.Act;
import dev.parley.operator.fleet.Seen.Report;
import dev.parley.operator.nodes.NodeDoor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// Media nodes that do at once what they are told, and keep a note of it.
final class FakeNodes implements NodeDoor {
    private final Map<String, Report> nodes = new ConcurrentHashMap<>();
    /// Every order that was given, as `Drain eu-media-1`.
    final List<String> orders = new CopyOnWriteArrayList<>();

    void come(String name) {
        nodes.put(name, report(NodePhase.ACTIVE, 0));
    }

    void gone(String name) {
        nodes.remove(name);
    }

    void fill(String name, int participants) {
        nodes.computeIfPresent(name, (_, it) -> report(it.phase(), participants));
    }

    private static Report report(NodePhase phase, int participants) {
        return new Report(phase, participants, participants, participants / 100.0, null);
    }

    @Override
    public Map<String, Report> ask(Map<String, Address> asked) {
        var told = new HashMap<>(nodes);
        told.keySet().retainAll(asked.keySet());
        return told;
    }

    @Override
    public boolean tell(Address node, Act act) {
        orders.add(act.getClass().getSimpleName() + " " + act.node());
        nodes.computeIfPresent(act.node(), (_, it) -> switch (act) {
            case Act.Cordon _ -> report(NodePhase.CORDONED, it.participants());
            case Act.Drain _ -> report(NodePhase.DRAINED, 0);
            case Act.Uncordon _ -> report(NodePhase.ACTIVE, it.participants());
            case Act.Delete _ -> it;
        });
        return true;
    }
}
