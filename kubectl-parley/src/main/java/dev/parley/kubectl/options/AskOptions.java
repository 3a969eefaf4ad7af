package dev.parley.kubectl.options;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Whom something is asked of, and how long to wait until it is done.
public final class AskOptions {
    @Parameters(arity = "1..*", paramLabel = "NODE", description = "The media nodes, by the names of their pods.")
    private List<String> names = List.of();

    @Option(names = "--wait", description = "Tell each step, and end when it is done.")
    private boolean wait;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "0s",
            converter = Durations.class,
            description = "How long to wait, such as 15m. 0s: as long as it takes.")
    private Duration timeout = Duration.ZERO;

    public List<String> names() {
        return names;
    }

    /// For each of them. Null: not at all.
    public @Nullable Duration patience() {
        return wait ? timeout : null;
    }
}
