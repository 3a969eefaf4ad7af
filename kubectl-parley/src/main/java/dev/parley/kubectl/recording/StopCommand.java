package dev.parley.kubectl.recording;

import dev.parley.crds.Parley;
import dev.parley.crds.RecordingJob;
import dev.parley.kubectl.kube.Kube;
import dev.parley.kubectl.options.KubeOptions;
import dev.parley.kubectl.print.Shell;
import dev.parley.kubectl.view.RecordingLine;
import dev.parley.kubectl.view.Words;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "stop", description = "End a recording in good order: what was recorded becomes a picture.")
final class StopCommand implements Callable<Integer> {
    private final Shell shell;
    private final KubeOptions where;

    @Parameters(index = "0", paramLabel = "RECORDING", description = "The RecordingJob's name.")
    private String name = "";

    @Option(
            names = {"-f", "--follow"},
            description = "Tell each phase, until it is over.")
    private boolean follow;

    StopCommand(Shell shell, KubeOptions where) {
        this.shell = shell;
        this.where = where;
    }

    @Override
    public Integer call() throws InterruptedException {
        try (Kube kube = where.open()) {
            RecordingJob job = Jobs.named(kube, name);
            RecordingLine line = RecordingLine.of(job);
            String called = "recordingjob." + Parley.GROUP + "/" + name;
            if (line.isOver() || line.stop()) {
                shell.say(called + " unchanged: " + (line.isOver() ? Words.of(line.phase()) : "stopped") + " already");
            } else {
                kube.merge(kube.at(RecordingJob.class, line.namespace(), name), "{\"spec\":{\"stop\":true}}");
                shell.say(called + " is asked to stop");
            }
            if (follow) {
                new Follower(kube, shell).follow(line.namespace(), name);
            }
            return 0;
        }
    }
}
