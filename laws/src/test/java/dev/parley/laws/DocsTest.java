package dev.parley.laws;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Docs: what they promise is there, and what is there they tell")
class DocsTest {
    private static final Pattern VARIABLE = Pattern.compile("\\bPARLEY_[A-Z][A-Z_]*[A-Z]\\b");

    /// The same setting as a Spring property: `${parley.http-port:8080}` anywhere, `"parley.http-port"` where settings
    /// are read. Names of metrics look alike elsewhere.
    private static final Pattern PROPERTY = Pattern.compile("\\$\\{parley\\.([a-z][a-z-]*)[}:]");

    private static final Pattern PROPERTY_READ = Pattern.compile("\"parley\\.([a-z][a-z-]*)\"");

    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(<?([^)>\\s]+)>?\\)");
    private static final Pattern FENCE = Pattern.compile("(?ms)^```.*?^```");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.*)$");

    private final SourceTree tree = SourceTree.here();
    private final String configuration = SourceTree.read(tree.root().resolve("docs/configuration.md"));

    @Test
    @DisplayName("every setting the programs read is in docs/configuration.md")
    void settingsAreTold() {
        var told = settingsIn(configuration).collect(toCollection(TreeSet::new));
        var silent = new ArrayList<String>();
        for (Path file : programs()) {
            settingsOf(file)
                    .filter(setting -> !told.contains(setting))
                    .forEach(setting -> silent.add(tree.name(file) + " " + setting));
        }
        assertThat(silent).isEmpty();
    }

    @Test
    @DisplayName("every link in a document leads somewhere")
    void links() {
        var broken = new ArrayList<String>();
        for (Path document : tree.endingIn(".md")) {
            targets(SourceTree.read(document))
                    .filter(target -> !target.matches("^[a-z]+:.*"))
                    .filter(target -> !resolves(document, target))
                    .forEach(target -> broken.add(tree.name(document) + " -> " + target));
        }
        assertThat(broken).isEmpty();
    }

    @Test
    @DisplayName("every ADR that the code or a document cites exists")
    void decisions() {
        var cited = Pattern.compile("\\bADR-(\\d{4})\\b");
        var known = tree.endingIn(".md").stream()
                .filter(file -> tree.name(file).startsWith("docs/adr/"))
                .map(file -> tree.name(file).substring("docs/adr/".length()).substring(0, 4))
                .toList();
        var unknown = tree.endingIn(".java", ".md", ".xml", ".ts", ".sh").stream()
                .flatMap(file -> cited.matcher(SourceTree.read(file))
                        .results()
                        .filter(adr -> !known.contains(adr.group(1)))
                        .map(adr -> tree.name(file) + " " + adr.group()));
        assertThat(unknown).isEmpty();
    }

    private List<Path> programs() {
        return Stream.concat(
                        tree.endingIn(".java", ".yml", ".yaml", ".properties", ".ts", ".mjs", ".sh").stream()
                                .filter(file -> !tree.name(file).contains("src/test/"))
                                .filter(file -> !tree.name(file).startsWith("e2e/")),
                        tree.files().stream().filter(file -> tree.name(file).startsWith("scripts/")))
                .toList();
    }

    private static Stream<String> settingsOf(Path file) {
        var text = SourceTree.read(file);
        var read = file.toString().endsWith("Settings.java") ? properties(PROPERTY_READ, text) : Stream.<String>empty();
        return Stream.concat(settingsIn(text), read).distinct();
    }

    private static Stream<String> settingsIn(String text) {
        return Stream.concat(VARIABLE.matcher(text).results().map(MatchResult::group), properties(PROPERTY, text));
    }

    private static Stream<String> properties(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(property ->
                        "PARLEY_" + property.group(1).toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private static Stream<String> targets(String markdown) {
        return LINK.matcher(FENCE.matcher(markdown).replaceAll("")).results().map(link -> link.group(1));
    }

    private boolean resolves(Path document, String target) {
        int hash = target.indexOf('#');
        var path = hash < 0 ? target : target.substring(0, hash);
        var file = path.isEmpty() ? document : document.resolveSibling(path).normalize();
        if (!Files.exists(file)) {
            return false;
        }
        return hash < 0 || anchors(file).contains(target.substring(hash + 1));
    }

    /// The anchors a forge makes of headings: lower case, punctuation dropped, spaces to hyphens.
    private static List<String> anchors(Path file) {
        return HEADING.matcher(SourceTree.read(file))
                .results()
                .map(heading -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .strip()
                        .replace(' ', '-'))
                .toList();
    }
}
