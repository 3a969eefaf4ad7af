package dev.parley.kubectl.commands;

import dev.parley.kubectl.asking.Ask;
import dev.parley.kubectl.kube.Mistake;
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
        name = "drain",
        description =
                "Have a media node give its rooms away, by the drain policy of its RegionEdge. Nobody reconnects.",
        footer = {
            "",
            "The node stays, empty, until kubectl parley uncordon. With --replace its pod goes and another comes.",
            "",
            "Examples:",
            "  kubectl parley drain eu-media-1 --wait",
            "  kubectl parley drain eu-media-1 --replace --wait --timeout 15m"
        })
public final class DrainCommand implements Callable<Integer> {
    private final Asked asked;

    @Parameters(arity = "1..*", paramLabel = "NODE", description = "The media nodes, by the names of their pods.")
    private List<String> names = List.of();

    @Option(names = "--cordon-only", description = "Only let no new rooms come; those that are there stay.")
    private boolean cordonOnly;

    @Option(names = "--replace", description = "When it is empty its pod goes, and another comes in its place.")
    private boolean replace;

    @Option(names = "--wait", description = "Tell each step, and end when it is done.")
    private boolean wait;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "0s",
            converter = Durations.class,
            description = "How long to wait, such as 15m. 0s: as long as it takes.")
    private Duration timeout = Duration.ZERO;

    public DrainCommand(Shell shell, KubeOptions where) {
        this.asked = new Asked(shell, where);
    }

    @Override
    public Integer call() throws InterruptedException {
        if (cordonOnly && replace) {
            throw new Mistake("--cordon-only: with --replace (expected: one of them)");
        }
        Ask ask = replace ? Ask.REPLACE : cordonOnly ? Ask.CORDON : Ask.DRAIN;
        return asked.ask(names, ask, wait ? timeout : null);
    }
}
