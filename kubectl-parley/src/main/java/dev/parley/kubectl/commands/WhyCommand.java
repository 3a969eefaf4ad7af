package dev.parley.kubectl.commands;

import dev.parley.crds.MeetingCluster;
import dev.parley.crds.RecordingJob;
import dev.parley.crds.RegionEdge;
import dev.parley.kubectl.kube.Kube;
import dev.parley.kubectl.kube.Mistake;
import dev.parley.kubectl.options.KubeOptions;
import dev.parley.kubectl.options.OutputOptions;
import dev.parley.kubectl.print.Cell;
import dev.parley.kubectl.print.Column;
import dev.parley.kubectl.print.Shell;
import dev.parley.kubectl.print.Table;
import dev.parley.kubectl.print.Tone;
import dev.parley.kubectl.view.ClusterLine;
import dev.parley.kubectl.view.EdgeLine;
import dev.parley.kubectl.view.RecordingLine;
import dev.parley.kubectl.view.Standing;
import dev.parley.kubectl.why.Events;
import dev.parley.kubectl.why.Stories;
import dev.parley.kubectl.why.Story;
import dev.parley.kubectl.why.Target;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "why",
        description = "Explain why something is as it is: its conditions, the causes of what is under way, its last"
                + " Events, and what somebody could do.",
        footer = {
            "",
            "Examples:",
            "  kubectl parley why                  whatever is not as it should be",
            "  kubectl parley why mc/meet",
            "  kubectl parley why eu-media-1"
        })
public final class WhyCommand implements Callable<Integer> {
    private final Shell shell;
    private final KubeOptions where;

    @Parameters(
            arity = "0..1",
            paramLabel = "WHAT",
            description = "A name, or a kind and a name: mc/…, re/…, node/…, rj/…. Absent: all that is not as wished.")
    private @Nullable String what;

    @Option(
            names = "--events",
            paramLabel = "NUMBER",
            defaultValue = "10",
            description = "How many of its last Events. Default: ${DEFAULT-VALUE}.")
    private int events;

    @Mixin
    private OutputOptions output = new OutputOptions();

    public WhyCommand(Shell shell, KubeOptions where) {
        this.shell = shell;
        this.where = where;
    }

    @Override
    public Integer call() {
        try (Kube kube = where.open()) {
            var all = new Target.All(
                    kube.list(MeetingCluster.class), kube.list(RegionEdge.class), kube.list(RecordingJob.class));
            List<Target> targets = what == null
                    ? all.stream().filter(WhyCommand::isInTrouble).toList()
                    : List.of(meant(kube, all, what));
            List<Story> stories = targets.stream().map(it -> story(kube, it)).toList();
            if (output.isDocument()) {
                output.print(Map.of("stories", stories), kube, shell);
            } else if (stories.isEmpty()) {
                shell.remark("All is as wished " + kube.place() + ".");
            } else {
                print(stories);
            }
            return 0;
        }
    }

    private static Target meant(Kube kube, Target.All all, String word) {
        List<Target> meant = all.named(word);
        if (meant.size() == 1) {
            return meant.getFirst();
        }
        if (meant.isEmpty()) {
            throw new Mistake(word + ": nothing of that name " + kube.place() + " (expected: one of "
                    + paths(all.stream().toList()) + ")");
        }
        throw new Mistake(word + ": several of that name (expected: one of " + paths(meant) + ")");
    }

    private static String paths(List<Target> targets) {
        return targets.isEmpty() ? "none" : targets.stream().map(Target::path).collect(Collectors.joining(", "));
    }

    /// Nodes are told with their RegionEdge.
    private static boolean isInTrouble(Target target) {
        return switch (target) {
            case Target.Cluster(var cluster) -> isInTrouble(ClusterLine.standing(cluster));
            case Target.Edge(var edge) -> isInTrouble(EdgeLine.standing(edge));
            case Target.Recording(var job) -> RecordingLine.standing(job).isStalled();
            case Target.Node _ -> false;
        };
    }

    private static boolean isInTrouble(Standing standing) {
        return !standing.isReady() || standing.isStalled() || standing.isMoving();
    }

    private Story story(Kube kube, Target target) {
        var stories = new Stories(shell.clock().instant());
        var told = new Events(kube);
        return switch (target) {
            case Target.Cluster(var it) ->
                stories.cluster(
                        it,
                        last(told.of(
                                it.getKind(),
                                it.getMetadata().getNamespace(),
                                it.getMetadata().getName())));
            case Target.Edge(var it) ->
                stories.edge(
                        it,
                        last(told.of(
                                it.getKind(),
                                it.getMetadata().getNamespace(),
                                it.getMetadata().getName())));
            case Target.Node(var it) ->
                stories.node(
                        it,
                        last(told.ofNode(it.namespace(), it.edge().getMetadata().getName(), it.name())));
            case Target.Recording(var it) ->
                stories.recording(
                        it,
                        last(told.of(
                                it.getKind(),
                                it.getMetadata().getNamespace(),
                                it.getMetadata().getName())));
        };
    }

    private List<Story.Happening> last(List<Story.Happening> all) {
        return all.subList(Math.max(0, all.size() - events), all.size());
    }

    private void print(List<Story> stories) {
        boolean more = false;
        for (Story story : stories) {
            if (more) {
                shell.say("");
            }
            more = true;
            story.sentences().forEach(shell::say);
            if (!story.events().isEmpty()) {
                shell.say("");
                shell.say(shell.paint(Tone.BOLD, "What happened, the newest last:"));
                new Table<>(columns(), Set.of(), shell).print(story.events());
            }
            if (!story.advice().isEmpty()) {
                shell.say("");
                shell.say(shell.paint(Tone.BOLD, "What to do:"));
                story.advice().forEach(it -> shell.say("  " + it));
            }
        }
    }

    private List<Column<Story.Happening>> columns() {
        return List.of(
                Column.of("  AGO", it -> Cell.of("  " + shell.age(it.at()))),
                Column.of("REASON", it -> Cell.of(it.reason(), it.warning() ? Tone.BAD : Tone.PLAIN)),
                Column.of("NOTE", it -> Cell.of(it.note() + (it.times() == 1 ? "" : " (" + it.times() + " times)"))));
    }
}
