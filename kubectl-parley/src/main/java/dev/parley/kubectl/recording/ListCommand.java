package dev.parley.kubectl.recording;

import dev.parley.crds.RecordingJob;
import dev.parley.kubectl.kube.Kube;
import dev.parley.kubectl.options.KubeOptions;
import dev.parley.kubectl.options.OutputOptions;
import dev.parley.kubectl.print.Shell;
import dev.parley.kubectl.print.Table;
import dev.parley.kubectl.view.RecordingLine;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "list", description = "List recordings.")
final class ListCommand implements Callable<Integer> {
    private final Shell shell;
    private final KubeOptions where;

    @Option(names = "--room", paramLabel = "ROOM", description = "Only those of this room.")
    private @Nullable String room;

    @Mixin
    private OutputOptions output = new OutputOptions();

    ListCommand(Shell shell, KubeOptions where) {
        this.shell = shell;
        this.where = where;
    }

    @Override
    public Integer call() {
        try (Kube kube = where.open()) {
            List<RecordingLine> lines = kube.list(RecordingJob.class).stream()
                    .map(RecordingLine::of)
                    .filter(it -> room == null || it.room().equals(room))
                    .toList();
            if (output.isDocument()) {
                output.print(Map.of("recordings", lines), kube, shell);
            } else if (lines.isEmpty()) {
                shell.remark("No recordings " + kube.place() + ".");
            } else {
                new Table<>(RecordingLine.columns(shell), output.shown(kube), shell).print(lines);
            }
            return 0;
        }
    }
}
