package dev.parley.kubectl.commands;

import dev.parley.crds.MeetingCluster;
import dev.parley.crds.RegionEdge;
import dev.parley.kubectl.kube.Changes;
import dev.parley.kubectl.kube.Fleet;
import dev.parley.kubectl.kube.Kube;
import dev.parley.kubectl.kube.Mistake;
import dev.parley.kubectl.options.KubeOptions;
import dev.parley.kubectl.options.OutputOptions;
import dev.parley.kubectl.print.Column.Shown;
import dev.parley.kubectl.print.Shell;
import dev.parley.kubectl.print.Table;
import dev.parley.kubectl.signaling.SignalingDoor;
import dev.parley.kubectl.signaling.Told;
import dev.parley.kubectl.view.NodeLine;
import java.net.URI;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "nodes",
        description = "Show media nodes: where each is in its life and why, how full it is, what it carries.",
        footer = {"", "Examples:", "  kubectl parley nodes -o wide", "  kubectl parley nodes --edge eu --watch"})
public final class NodesCommand implements Callable<Integer> {
    private static final String NODES = "/v1/nodes";

    private final Shell shell;
    private final KubeOptions where;

    @Parameters(arity = "0..*", paramLabel = "NODE", description = "Only these.")
    private List<String> names = List.of();

    @Option(names = "--edge", paramLabel = "EDGE", description = "Only those of this RegionEdge.")
    private @Nullable String edge;

    @Option(
            names = "--live",
            description = "Ask signaling, too: whether it hears each node, and what the node said a second ago.")
    private boolean live;

    @Option(names = "--signaling-url", paramLabel = "URL", description = "Ask there, without a port-forward.")
    private @Nullable URI url;

    @Option(
            names = {"-w", "--watch"},
            description = "Go on with each node that changes.")
    private boolean watch;

    @Mixin
    private OutputOptions output = new OutputOptions();

    public NodesCommand(Shell shell, KubeOptions where) {
        this.shell = shell;
        this.where = where;
    }

    @Override
    public Integer call() throws InterruptedException {
        try (Kube kube = where.open()) {
            if (watch && (output.isDocument() || live)) {
                throw new Mistake("--watch: with --live, json or yaml (expected: alone, for a table)");
            }
            if (watch) {
                return follow(kube);
            }
            List<NodeLine> lines = lines(kube);
            if (output.isDocument()) {
                output.print(Map.of("nodes", lines), kube, shell);
            } else if (lines.isEmpty()) {
                shell.remark("No media nodes " + kube.place() + ".");
            } else {
                table(kube).print(lines);
            }
            return 0;
        }
    }

    private List<NodeLine> lines(Kube kube) {
        Fleet fleet = Fleet.of(kube.list(RegionEdge.class));
        names.forEach(it -> fleet.named(it, kube));
        var heard = new HashMap<String, Map<String, Told.SeenNode>>();
        return fleet.members().stream()
                .filter(this::isMeant)
                .map(it -> NodeLine.of(it, live ? heard(kube, it, heard).get(it.name()) : null))
                .toList();
    }

    private boolean isMeant(Fleet.Member member) {
        return (names.isEmpty() || names.contains(member.name()))
                && (edge == null || edge.equals(member.edge().getMetadata().getName()));
    }

    /// What signaling hears of all nodes of a meeting system, asked once.
    private Map<String, Told.SeenNode> heard(
            Kube kube, Fleet.Member member, Map<String, Map<String, Told.SeenNode>> known) {
        String cluster = member.edge().getSpec().clusterRef().name();
        return known.computeIfAbsent(member.namespace() + "/" + cluster, _ -> {
            MeetingCluster meeting =
                    kube.at(MeetingCluster.class, member.namespace(), cluster).get();
            if (meeting == null) {
                throw new Mistake("MeetingCluster: none named " + cluster + " in namespace " + member.namespace()
                        + " (expected: the one that RegionEdge "
                        + member.edge().getMetadata().getName() + " names)");
            }
            try (var door = SignalingDoor.open(kube, meeting, url)) {
                var byName = new HashMap<String, Told.SeenNode>();
                door.get(NODES, Told.Nodes.class).nodes().stream()
                        .filter(it -> it.id() != null)
                        .forEach(it -> byName.put(it.id(), it));
                return byName;
            }
        });
    }

    private Table<NodeLine> table(Kube kube) {
        Set<Shown> shown = EnumSet.noneOf(Shown.class);
        shown.addAll(output.shown(kube));
        if (live) {
            shown.add(Shown.LIVE);
        }
        return new Table<>(NodeLine.columns(shell), shown, shell);
    }

    private int follow(Kube kube) throws InterruptedException {
        Table<NodeLine> table = table(kube);
        var told = new HashMap<String, NodeLine>();
        try (var edges = new Changes<>(kube.all(RegionEdge.class))) {
            while (true) {
                var change = edges.next();
                if (change.gone()) {
                    continue;
                }
                List<NodeLine> news = Fleet.members(change.object())
                        .filter(this::isMeant)
                        .map(it -> NodeLine.of(it, null))
                        .filter(it -> !it.equals(told.put(it.namespace() + "/" + it.name(), it)))
                        .toList();
                if (!news.isEmpty()) {
                    table.print(news);
                }
            }
        }
    }
}
