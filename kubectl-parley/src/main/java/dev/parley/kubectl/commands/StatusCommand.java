package dev.parley.kubectl.commands;

import dev.parley.crds.MeetingCluster;
import dev.parley.crds.RecordingJob;
import dev.parley.crds.RegionEdge;
import dev.parley.kubectl.kube.Bell;
import dev.parley.kubectl.kube.Kube;
import dev.parley.kubectl.kube.Mistake;
import dev.parley.kubectl.options.KubeOptions;
import dev.parley.kubectl.options.OutputOptions;
import dev.parley.kubectl.print.Column;
import dev.parley.kubectl.print.Shell;
import dev.parley.kubectl.print.Table;
import dev.parley.kubectl.view.ClusterLine;
import dev.parley.kubectl.view.EdgeLine;
import dev.parley.kubectl.view.RecordingLine;
import dev.parley.kubectl.view.Standing;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "status",
        description = "Show meeting systems, their regions, and recordings that are under way.",
        footer = {"", "Examples:", "  kubectl parley status", "  kubectl parley status meet --watch"})
public final class StatusCommand implements Callable<Integer> {
    private final Shell shell;
    private final KubeOptions where;

    @Parameters(
            arity = "0..1",
            paramLabel = "CLUSTER",
            description = "Only this MeetingCluster, and what belongs to it.")
    private @Nullable String cluster;

    @Option(
            names = {"-w", "--watch"},
            description = "Show it again whenever something changes.")
    private boolean watch;

    @Mixin
    private OutputOptions output = new OutputOptions();

    public StatusCommand(Shell shell, KubeOptions where) {
        this.shell = shell;
        this.where = where;
    }

    /// For programs.
    record Answer(List<ClusterLine> clusters, List<EdgeLine> edges, List<RecordingLine> recordings) {}

    private record Seen(List<MeetingCluster> clusters, List<RegionEdge> edges, List<RecordingLine> recordings) {
        boolean isEmpty() {
            return clusters.isEmpty() && edges.isEmpty() && recordings.isEmpty();
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        try (Kube kube = where.open()) {
            Seen seen = look(kube);
            if (cluster != null && seen.clusters().isEmpty()) {
                throw new Mistake("MeetingCluster: " + cluster + " (expected: one that is there " + kube.place() + ")");
            }
            if (watch) {
                return follow(kube);
            }
            show(kube, seen);
            return 0;
        }
    }

    private Seen look(Kube kube) {
        return new Seen(
                kube.list(MeetingCluster.class).stream()
                        .filter(it -> isMeant(it.getMetadata().getName()))
                        .toList(),
                kube.list(RegionEdge.class).stream()
                        .filter(it -> isMeant(it.getSpec().clusterRef().name()))
                        .toList(),
                kube.list(RecordingJob.class).stream()
                        .map(RecordingLine::of)
                        .filter(it -> isMeant(it.cluster()) && !it.isOver())
                        .toList());
    }

    private boolean isMeant(String name) {
        return cluster == null || cluster.equals(name);
    }

    private void show(Kube kube, Seen seen) {
        if (output.isDocument()) {
            var answer = new Answer(
                    seen.clusters().stream().map(ClusterLine::of).toList(),
                    seen.edges().stream().map(EdgeLine::of).toList(),
                    seen.recordings());
            output.print(answer, kube, shell);
            return;
        }
        if (seen.isEmpty()) {
            shell.remark("No MeetingCluster " + kube.place() + ".");
            return;
        }
        var tables = new Tables(kube);
        tables.print(ClusterLine.columns(shell), seen.clusters());
        tables.print(EdgeLine.columns(shell), seen.edges());
        tables.print(RecordingLine.columns(shell), seen.recordings());
        troubles(seen);
    }

    /// Tables below one another.
    private final class Tables {
        private final Kube kube;
        private boolean begun;

        Tables(Kube kube) {
            this.kube = kube;
        }

        <T> void print(List<Column<T>> columns, List<T> rows) {
            if (rows.isEmpty()) {
                return;
            }
            if (begun) {
                shell.say("");
            }
            begun = true;
            new Table<>(columns, output.shown(kube), shell).print(rows);
        }
    }

    /// What each that is not as it should be says of itself.
    private void troubles(Seen seen) {
        boolean[] begun = new boolean[1];
        seen.clusters().forEach(it -> trouble(begun, "mc/" + it.getMetadata().getName(), ClusterLine.standing(it)));
        seen.edges().forEach(it -> trouble(begun, "re/" + it.getMetadata().getName(), EdgeLine.standing(it)));
    }

    private void trouble(boolean[] begun, String name, Standing standing) {
        if (standing.isReady() && !standing.isStalled() && !standing.isMoving()) {
            return;
        }
        if (!begun[0]) {
            shell.say("");
            begun[0] = true;
        }
        String message = standing.conditions().isEmpty()
                ? "no operator has looked at it yet"
                : standing.reason() + ": " + standing.message();
        shell.say(shell.paint(standing.tone(), name) + "  " + message);
    }

    private int follow(Kube kube) throws InterruptedException {
        try (var bell = new Bell()) {
            bell.listen(kube.all(MeetingCluster.class));
            bell.listen(kube.all(RegionEdge.class));
            bell.listen(kube.all(RecordingJob.class));
            while (true) {
                show(kube, look(kube));
                bell.await();
                shell.again();
            }
        }
    }
}
