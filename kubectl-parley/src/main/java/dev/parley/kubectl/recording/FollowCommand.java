package dev.parley.kubectl.recording;

import dev.parley.crds.RecordingJob;
import dev.parley.kubectl.kube.Kube;
import dev.parley.kubectl.options.KubeOptions;
import dev.parley.kubectl.print.Shell;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "follow", description = "Tell each phase of a recording, until it is over.")
final class FollowCommand implements Callable<Integer> {
    private final Shell shell;
    private final KubeOptions where;

    @Parameters(index = "0", paramLabel = "RECORDING", description = "The RecordingJob's name.")
    private String name = "";

    FollowCommand(Shell shell, KubeOptions where) {
        this.shell = shell;
        this.where = where;
    }

    @Override
    public Integer call() throws InterruptedException {
        try (Kube kube = where.open()) {
            RecordingJob job = Jobs.named(kube, name);
            new Follower(kube, shell).follow(job.getMetadata().getNamespace(), name);
            return 0;
        }
    }
}
