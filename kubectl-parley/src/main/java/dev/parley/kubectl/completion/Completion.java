package dev.parley.kubectl.completion;

import dev.parley.kubectl.completion.Known.Kind;
import dev.parley.kubectl.kube.Where;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// What may stand where the cursor is: subcommands, options, their values, and names that are there.
public final class Completion {
    private final CommandSpec root;
    private final Known known;

    public Completion(CommandSpec root, Known known) {
        this.root = root;
        this.known = known;
    }

    /// What begins as the word at the cursor does.
    ///
    /// @param words what is typed behind `kubectl parley`; the last is the one at the cursor, and may be
    /// empty
    public List<String> of(List<String> words) {
        String begun = words.isEmpty() ? "" : words.getLast();
        List<String> before = words.isEmpty() ? List.of() : words.subList(0, words.size() - 1);
        return candidates(before, begun).filter(it -> it.startsWith(begun)).toList();
    }

    private Stream<String> candidates(List<String> before, String begun) {
        CommandSpec command = command(before);
        OptionSpec option = before.isEmpty() ? null : option(command, before.getLast());
        if (option != null && option.arity().min() > 0) {
            return values(option, before);
        }
        if (begun.startsWith("-")) {
            return command.options().stream().filter(it -> !it.hidden()).map(OptionSpec::longestName);
        }
        if (!command.subcommands().isEmpty()) {
            return command.subcommands().entrySet().stream()
                    .filter(it -> !it.getValue().getCommandSpec().usageMessage().hidden())
                    .map(Map.Entry::getKey);
        }
        return positional(command.name())
                .map(kind -> known.names(kind, where(before)).stream().filter(it -> !before.contains(it)))
                .orElseGet(Stream::empty);
    }

    private CommandSpec command(List<String> before) {
        CommandSpec command = root;
        for (String word : before) {
            var next = command.subcommands().get(word);
            if (next != null) {
                command = next.getCommandSpec();
            }
        }
        return command;
    }

    private static @Nullable OptionSpec option(CommandSpec command, String word) {
        return word.startsWith("-") ? command.findOption(word) : null;
    }

    private Stream<String> values(OptionSpec option, List<String> before) {
        Iterable<String> listed = option.completionCandidates();
        if (listed != null) {
            return StreamSupport.stream(listed.spliterator(), false);
        }
        Kind kind =
                switch (option.longestName()) {
                    case "--cluster" -> Kind.CLUSTER;
                    case "--edge" -> Kind.EDGE;
                    case "--node" -> Kind.NODE;
                    case "--namespace" -> Kind.NAMESPACE;
                    default -> null;
                };
        return kind == null ? Stream.empty() : known.names(kind, where(before)).stream();
    }

    private static Optional<Kind> positional(String command) {
        return Optional.ofNullable(
                switch (command) {
                    case "status" -> Kind.CLUSTER;
                    case "nodes", "drain", "uncordon" -> Kind.NODE;
                    case "why" -> Kind.ANYTHING;
                    case "stop", "follow" -> Kind.RECORDING;
                    default -> null;
                });
    }

    /// Half a command line is no command line yet, so only the words that matter are looked for.
    private static Where where(List<String> before) {
        String file = value(before, "--kubeconfig", "--kubeconfig");
        return new Where(
                file == null ? null : Path.of(file),
                value(before, "--context", "--context"),
                value(before, "--namespace", "-n"),
                before.contains("-A") || before.contains("--all-namespaces"));
    }

    private static @Nullable String value(List<String> words, String longName, String shortName) {
        var found = new ArrayList<String>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.startsWith(longName + "=")) {
                found.add(word.substring(longName.length() + 1));
            } else if ((word.equals(longName) || word.equals(shortName)) && i + 1 < words.size()) {
                found.add(words.get(i + 1));
            }
        }
        return found.isEmpty() ? null : found.getLast();
    }
}
