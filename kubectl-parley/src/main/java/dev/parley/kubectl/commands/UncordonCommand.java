package dev.parley.kubectl.commands;

import dev.parley.kubectl.asking.Ask;
import dev.parley.kubectl.options.AskOptions;
import dev.parley.kubectl.options.KubeOptions;
import dev.parley.kubectl.print.Shell;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "uncordon",
        description = "Have a media node take rooms again: what was asked of it is asked no more.",
        footer = {"", "Examples:", "  kubectl parley uncordon eu-media-1 --wait"})
public final class UncordonCommand implements Callable<Integer> {
    private final Asked asked;

    @Mixin
    private AskOptions of = new AskOptions();

    public UncordonCommand(Shell shell, KubeOptions where) {
        this.asked = new Asked(shell, where);
    }

    @Override
    public Integer call() throws InterruptedException {
        return asked.ask(of, Ask.NOTHING);
    }
}
