package dev.parley.kubectl.recording;

import dev.parley.kubectl.options.KubeOptions;
import dev.parley.kubectl.print.Shell;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "record",
        description = "Record rooms: make and stop RecordingJobs, list them, follow one to its end.",
        footer = {
            "",
            "Examples:",
            "  kubectl parley record start standup --follow",
            "  kubectl parley record stop standup-x7k2p"
        })
public final class RecordCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    private RecordCommand() {}

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return 0;
    }

    public static CommandLine of(Shell shell, KubeOptions where) {
        return new CommandLine(new RecordCommand())
                .addSubcommand(new StartCommand(shell, where))
                .addSubcommand(new StopCommand(shell, where))
                .addSubcommand(new FollowCommand(shell, where))
                .addSubcommand(new ListCommand(shell, where));
    }
}
