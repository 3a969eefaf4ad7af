package dev.parley.crds;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Settings: every one of a program is a field, or the operator's own business")
class SettingsTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(PARLEY_[A-Z_]+)`");
    private static final Pattern NAMED = Pattern.compile("\\bPARLEY_[A-Z_]+[A-Z]\\b");

    /// What the operator sets by itself, and why nobody else need to.
    private static final Map<String, String> OPERATORS_OWN = Map.ofEntries(
            Map.entry("PARLEY_HTTP_PORT", "inside a pod any port is free; Services give it another"),
            Map.entry("PARLEY_HTTP_ADDRESS", "a pod listens at its own address"),
            Map.entry("PARLEY_NODES", "the nodes of the RegionEdges, as they come and go"),
            Map.entry("PARLEY_BIND", "follows from what is announced"),
            Map.entry("PARLEY_NODE_ID", "the name of the pod"),
            Map.entry("PARLEY_NODE_HTTP_PORT", "inside a pod any port is free"),
            Map.entry("PARLEY_LINK_PORT", "inside a pod any port is free"),
            Map.entry("PARLEY_LINK_ANNOUNCE", "the name of the pod in its headless Service"),
            Map.entry("PARLEY_CAPACITY_PACKETS", "what a loop does is measured, and follows from the number of loops"),
            Map.entry("PARLEY_CAPACITY_LAG_MS", "how late is too late is the same in every region"),
            Map.entry("PARLEY_MACHINE", "the machine that the pod came to"),
            Map.entry("PARLEY_STOP_SECONDS", "as long as a drain may take: `drain.deadlineSeconds`"),
            Map.entry("PARLEY_STOP_ROOMS_PER_SECOND", "as in every drain: `drain.roomsPerSecond`"));

    @Test
    @DisplayName("none is forgotten, and none is both")
    void all() throws IOException {
        var docs = Definitions.root().resolve("docs");
        var configuration = Files.readString(docs.resolve("configuration.md"));
        // The operator's own settings are the chart's business: no resource has them.
        var programs = configuration
                .substring(0, configuration.indexOf("\n## Scripts"))
                .replaceFirst("(?s)\n## Operator\n.*?\n## ", "\n## ");
        var settings = ROW.matcher(programs).results().map(row -> row.group(1)).collect(toCollection(TreeSet::new));

        var covered = NAMED.matcher(Files.readString(docs.resolve("resources.md")))
                .results()
                .map(named -> named.group())
                .collect(toCollection(TreeSet::new));
        assertThat(covered).doesNotContainAnyElementsOf(OPERATORS_OWN.keySet());
        covered.addAll(OPERATORS_OWN.keySet());
        assertThat(covered).isEqualTo(settings);
    }
}
