package dev.parley.kubectl.options;

import dev.parley.kubectl.kube.Kube;
import dev.parley.kubectl.print.Column.Shown;
import dev.parley.kubectl.print.Format;
import dev.parley.kubectl.print.Shell;
import java.util.EnumSet;
import java.util.Set;
import picocli.CommandLine.Option;

/// In which form.
public final class OutputOptions {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            converter = Formats.class,
            completionCandidates = Formats.class,
            description = "One of: ${COMPLETION-CANDIDATES}.")
    private Format format = Format.TABLE;

    public boolean isDocument() {
        return format.isDocument();
    }

    /// Which columns are wanted beside those that are always there.
    public Set<Shown> shown(Kube kube) {
        var shown = EnumSet.noneOf(Shown.class);
        if (format == Format.WIDE) {
            shown.add(Shown.WIDE);
        }
        if (kube.allNamespaces()) {
            shown.add(Shown.ALL_NAMESPACES);
        }
        return shown;
    }

    /// For a program that reads it.
    public void print(Object answer, Kube kube, Shell shell) {
        shell.say(format == Format.YAML ? Document.yaml(kube, answer) : Document.json(kube, answer));
    }
}
