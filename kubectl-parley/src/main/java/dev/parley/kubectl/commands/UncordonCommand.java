package dev.parley.kubectl.commands;

import dev.parley.kubectl.asking.Ask;
import dev.parley.kubectl.options.Durations;
import dev.parley.kubectl.options.KubeOptions;
import dev.parley.kubectl.print.Shell;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "uncordon",
        description = "Have a media node take rooms again: what was asked of it is asked no more.",
        footer = {"", "Examples:", "  kubectl parley uncordon eu-media-1 --wait"})
public final class UncordonCommand implements Callable<Integer> {
    private final Asked asked;

    @Parameters(arity = "1..*", paramLabel = "NODE", description = "The media nodes, by the names of their pods.")
    private List<String> names = List.of();

    @Option(names = "--wait", description = "Tell each step, and end when it takes rooms.")
    private boolean wait;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "0s",
            converter = Durations.class,
            description = "How long to wait, such as 1m. 0s: as long as it takes.")
    private Duration timeout = Duration.ZERO;

    public UncordonCommand(Shell shell, KubeOptions where) {
        this.asked = new Asked(shell, where);
    }

    @Override
    public Integer call() throws InterruptedException {
        return asked.ask(names, Ask.NOTHING, wait ? timeout : null);
    }
}
