package dev.parley.operator.reconcile;

import dev.parley.crds.MeetingCluster;
import dev.parley.crds.RegionEdge;
import dev.parley.crds.conditions.Condition;
import dev.parley.crds.conditions.EdgeReason;
import dev.parley.operator.apply.Applier;
import dev.parley.operator.apply.PodEnd;
import dev.parley.operator.autoscale.Autoscaler;
import dev.parley.operator.autoscale.Autoscaler.Decision;
import dev.parley.operator.desired.edge.Edge;
import dev.parley.operator.desired.edge.EdgeFacts;
import dev.parley.operator.desired.edge.EdgeObjects;
import dev.parley.operator.desired.edge.MediaPods;
import dev.parley.operator.fleet.Act;
import dev.parley.operator.fleet.Fleet;
import dev.parley.operator.fleet.FleetWish;
import dev.parley.operator.fleet.NodeRecord;
import dev.parley.operator.fleet.Plan;
import dev.parley.operator.fleet.Planner;
import dev.parley.operator.fleet.Seen;
import dev.parley.operator.nodes.NodeDoor;
import dev.parley.operator.nodes.NodeDoor.Address;
import dev.parley.operator.sight.Balancers;
import dev.parley.operator.sight.FleetStatus;
import dev.parley.operator.sight.Machines;
import dev.parley.operator.sight.Pods;
import dev.parley.operator.sight.Sight;
import dev.parley.operator.status.Verdict;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Sees for the planner, and does what it plans.
final class FleetShell {
    private final Tools tools;
    private final NodeDoor nodes;
    private final Applier applier;
    private final NodeSecrets secrets;

    FleetShell(Tools tools, NodeDoor nodes, Applier applier) {
        this.tools = tools;
        this.nodes = nodes;
        this.applier = applier;
        this.secrets = new NodeSecrets(tools.client(), tools.clock());
    }

    // --- seeing --------------------------------------------------------------------------------------------------

    Sight look(Edge edge, Watches<RegionEdge> watches) {
        var resource = edge.resource();
        var pods = watches.all(Pod.class, resource).toList();
        return new Sight(
                watches.all(StatefulSet.class, resource).findFirst().orElse(null),
                pods,
                watches.source(Node.class).list(_ -> true).toList(),
                watches.all(Service.class, resource).toList(),
                nodes.ask(addresses(edge.cluster(), pods)));
    }

    private Map<String, Address> addresses(MeetingCluster cluster, List<Pod> pods) {
        var addresses = new HashMap<String, Address>();
        secrets.of(cluster)
                .ifPresent(secret -> pods.stream()
                        .filter(it -> it.getStatus() != null && it.getStatus().getPodIP() != null)
                        .forEach(it -> addresses.put(
                                it.getMetadata().getName(),
                                new Address(it.getStatus().getPodIP(), secret))));
        return addresses;
    }

    Plan plan(Edge edge, Sight sight) {
        var status = edge.resource().getStatus();
        int wished = edge.resource().getSpec().replicas();
        StatefulSet set = sight.set();
        var taints = edge.system().drain().taints();
        var seen = sight.pods().stream()
                .map(pod -> new Seen(
                        Pods.ordinal(pod),
                        Pods.seen(
                                pod,
                                set,
                                Machines.state(sight.machine(pod.getSpec().getNodeName()), taints)),
                        sight.reports().get(pod.getMetadata().getName())))
                .toList();
        var fleet = new Fleet(
                set == null ? wished : set.getSpec().getReplicas(),
                seen,
                FleetStatus.records(status),
                status == null || status.ringEpoch() == null ? 0 : status.ringEpoch());
        return Planner.plan(wish(edge, wished), fleet, tools.clock().instant().truncatedTo(ChronoUnit.SECONDS));
    }

    private static FleetWish wish(Edge edge, int replicas) {
        var drain = edge.wish().drain();
        var update = edge.wish().update();
        return new FleetWish(
                replicas,
                drain.policy(),
                drain.deadlineSeconds(),
                drain.roomsPerSecond(),
                drain.onNodeCordon(),
                update.maxUnavailable(replicas),
                update.maxSurge(),
                update.canary(),
                update.pauseAfterCanary());
    }

    Verdict verdict(Edge edge, Plan plan, Sight sight) {
        int wished = edge.resource().getSpec().replicas();
        Verdict verdict = FleetStatus.verdict(plan, wished, sight);
        EdgeFacts facts = facts(edge, plan, sight);
        if (facts.replicas() < plan.replicas()) {
            return Verdict.graver(
                    verdict,
                    new Verdict.NotReady(
                            EdgeReason.EXPOSURE_PENDING,
                            "the load balancer of node %d has no address yet".formatted(facts.replicas())));
        }
        return sight.isSettled(MediaPods.of(edge, facts))
                ? verdict
                : Verdict.graver(
                        verdict,
                        new Verdict.Reconciling(
                                EdgeReason.PROGRESSING, "the StatefulSet is on its way to another form", true));
    }

    /// What the autoscaler thinks; empty where there is none.
    Optional<Decision> scaling(Edge edge, Plan plan, Sight sight) {
        var spec = edge.resource().getSpec();
        var status = edge.resource().getStatus();
        return Optional.ofNullable(spec.autoscale())
                .map(autoscale -> new Autoscaler(autoscale)
                        .decide(
                                FleetStatus.loads(plan, sight, spec.replicas()),
                                status == null ? null : status.scaling(),
                                tools.clock().instant().truncatedTo(ChronoUnit.SECONDS)));
    }

    // --- doing ---------------------------------------------------------------------------------------------------

    /// Objects first: what a pod reads is there before it. Then the nodes.
    void carryOut(Edge edge, Plan plan, Sight sight, Watches<RegionEdge> watches) {
        var owned = watches.owned(edge.resource(), List.of(), EdgeWatches.OWNED);
        var changes = applier.apply(EdgeObjects.of(edge, facts(edge, plan, sight)), owned);
        tools.news().tell(edge.resource(), changes);
        var addresses = addresses(edge.cluster(), sight.pods());
        for (Act act : plan.acts()) {
            if (act instanceof Act.Delete delete) {
                new PodEnd(delete.node(), delete.uid(), delete.resourceVersion())
                        .carryOut(tools.client(), edge.namespace());
            } else if (addresses.containsKey(act.node())) {
                nodes.tell(addresses.get(act.node()), act);
            }
        }
    }

    /// As `kubectl scale` does: the spec says how many, whoever decides it.
    void scale(Edge edge, Decision decision) {
        decision.replicas().ifPresent(replicas -> {
            tools.client().resource(edge.resource()).scale(replicas);
            tools.news()
                    .tell(
                            edge.resource(),
                            "Autoscaled",
                            "%d nodes instead of %d: %s"
                                    .formatted(
                                            replicas,
                                            edge.resource().getSpec().replicas(),
                                            decision.scaling().reason()));
        });
    }

    private static EdgeFacts facts(Edge edge, Plan plan, Sight sight) {
        var balancers = Balancers.addresses(edge, sight, edge.mostNodes(plan.replicas()));
        int there = sight.set() == null ? 0 : sight.set().getSpec().getReplicas();
        int replicas = Balancers.startable(edge, plan.replicas(), there, balancers);
        return new EdgeFacts(
                replicas, Machines.addresses(edge.exposure(), sight.machines()), balancers, sight.reachable());
    }

    // --- telling -------------------------------------------------------------------------------------------------

    /// Every step of every node, and where all of it stands.
    void tell(Edge edge, Plan plan, List<Condition> before, Verdict verdict) {
        Map<String, NodeRecord> known = FleetStatus.records(edge.resource().getStatus()).stream()
                .collect(Collectors.toMap(NodeRecord::name, Function.identity()));
        for (NodeRecord record : plan.records()) {
            NodeRecord was = known.get(record.name());
            if (was == null || was.phase() != record.phase()) {
                String why = Optional.ofNullable(record.cause())
                        .map(it -> ": " + it.word())
                        .orElse("");
                tools.news().tell(edge.resource(), "Node" + record.phase().word(), record.name() + why);
            }
        }
        tools.news().tell(edge.resource(), before, verdict);
    }
}
