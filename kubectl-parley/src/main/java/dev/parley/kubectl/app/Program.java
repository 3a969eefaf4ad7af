package dev.parley.kubectl.app;

import dev.parley.kubectl.commands.DrainCommand;
import dev.parley.kubectl.commands.NodesCommand;
import dev.parley.kubectl.commands.RoomsCommand;
import dev.parley.kubectl.commands.StatusCommand;
import dev.parley.kubectl.commands.TokenCommand;
import dev.parley.kubectl.commands.UncordonCommand;
import dev.parley.kubectl.commands.WhyCommand;
import dev.parley.kubectl.completion.Completion;
import dev.parley.kubectl.completion.Known;
import dev.parley.kubectl.options.KubeOptions;
import dev.parley.kubectl.print.Shell;
import dev.parley.kubectl.recording.RecordCommand;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// All commands, built by constructors.
public final class Program {
    /// kubectl's, for whatever goes wrong.
    static final int FAILED = 1;

    /// As wide as kubectl's own help is read.
    private static final int HELP_COLUMNS = 110;

    /// Said by `kubectl_complete-parley`, which kubectl calls; what follows is half a command line, and no
    /// option of ours.
    private static final String COMPLETE = "__complete";

    /// To the shell: offer no files (cobra's `ShellCompDirectiveNoFileComp`).
    private static final String NO_FILES = ":4";

    private Program() {}

    @Command(
            name = "kubectl parley",
            description = "Look at Parley's meeting systems, and do to them what their operator obeys.",
            versionProvider = Version.class,
            synopsisSubcommandLabel = "COMMAND")
    static final class Root implements Callable<Integer> {
        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Mixin
        private KubeOptions where = new KubeOptions();

        /// Without a command, as kubectl does: what there is.
        @Override
        public Integer call() {
            spec.commandLine().usage(spec.commandLine().getOut());
            return 0;
        }
    }

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String told = Program.class.getPackage().getImplementationVersion();
            return new String[] {"kubectl parley " + Objects.requireNonNullElse(told, "built by hand")};
        }
    }

    /// Does what the words say, and returns the exit code.
    public static int run(Shell shell, Known known, String... words) {
        CommandLine line = of(shell);
        if (words.length > 0 && words[0].equals(COMPLETE)) {
            var typed = List.of(words).subList(1, words.length);
            new Completion(line.getCommandSpec(), known).of(typed).forEach(shell::say);
            shell.say(NO_FILES);
            return 0;
        }
        return line.execute(words);
    }

    private static CommandLine of(Shell shell) {
        var root = new Root();
        var line = new CommandLine(root);
        line.getCommandSpec().addOption(help()).addOption(version());
        line.addSubcommand(new StatusCommand(shell, root.where))
                .addSubcommand(new NodesCommand(shell, root.where))
                .addSubcommand(new RoomsCommand(shell, root.where))
                .addSubcommand(new DrainCommand(shell, root.where))
                .addSubcommand(new UncordonCommand(shell, root.where))
                .addSubcommand(new WhyCommand(shell, root.where))
                .addSubcommand("record", RecordCommand.of(shell, root.where))
                .addSubcommand(new TokenCommand(shell, root.where));
        var failures = new Failures(shell);
        asWritten(line.getCommandSpec());
        return line.setOut(shell.out())
                .setErr(shell.err())
                .setColorScheme(Help.defaultColorScheme(shell.terminal() ? Help.Ansi.ON : Help.Ansi.OFF))
                .setUsageHelpWidth(HELP_COLUMNS)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(failures::misread)
                .setExecutionExceptionHandler(failures::failed);
    }

    private static OptionSpec help() {
        return OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .scopeType(ScopeType.INHERIT)
                .description("Say what a command does.")
                .build();
    }

    private static OptionSpec version() {
        return OptionSpec.builder("--version")
                .versionHelp(true)
                .description("Say which release this is.")
                .build();
    }

    /// A command's own options first, then those that all have.
    private static void asWritten(CommandSpec command) {
        command.usageMessage().sortOptions(false);
        command.subcommands().values().forEach(it -> asWritten(it.getCommandSpec()));
    }
}
