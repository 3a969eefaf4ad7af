package dev.parley.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Tidy: what a reader's eye can hold")
class TidyTest {
    private static final int METHOD_LINES = 70;
    private static final int FILE_LINES = 400;
    private static final int LINE_COLUMNS = 120;
    private static final int PACKAGE_TYPES = 15;

    /// Names that say how a thing is built, or nothing, instead of what it is.
    private static final Pattern EMPTY_NAME =
            Pattern.compile(".+(Manager|Helper|Helpers|Util|Utils|Impl|Base)|Abstract[A-Z].*");

    /// A note for later counts only if someone can find it again: the word, then the number of an issue.
    private static final Pattern LOOSE_END = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|X" + "XX)\\b(?! ?\\(#\\d+\\))");

    /// Packages that may hold up to [#WIDE_PACKAGE_TYPES], each with the reason why splitting would not help a reader.
    private static final Map<String, String> WIDE_PACKAGES = Map.of(
            "dev.parley.signaling.meeting", "a socket's conversation and the desks it goes to: none is of use alone");

    private static final int WIDE_PACKAGE_TYPES = 20;

    /// Golden bytes in hexadecimal and outlines of icons: breaking them would make them harder to compare and to copy.
    private static final Pattern UNBREAKABLE = Pattern.compile("[0-9a-fA-F]{64}|\"M[0-9.]+ ?[^\"]{90,}\"");

    private final SourceTree tree = SourceTree.here();
    private final List<Path> java = tree.endingIn(".java");
    private final List<JavaSource> sources = JavaSource.parse(java);

    @Test
    @DisplayName("a method is at most 70 lines")
    void methods() {
        var tooLong = sources.stream()
                .flatMap(source -> source.methods().stream()
                        .filter(method -> method.lines() > METHOD_LINES)
                        .map(method -> "%s:%d %s has %d lines (expected: <= %d)"
                                .formatted(
                                        tree.name(source.file()),
                                        method.firstLine(),
                                        method.name(),
                                        method.lines(),
                                        METHOD_LINES)));
        assertThat(tooLong).isEmpty();
    }

    @Test
    @DisplayName("a file is at most 400 lines")
    void files() {
        var tooLong = tree.endingIn(".java", ".ts", ".mjs", ".js", ".sh").stream()
                .map(file -> Map.entry(file, SourceTree.read(file).lines().count()))
                .filter(entry -> entry.getValue() > FILE_LINES)
                .map(entry -> "%s has %d lines (expected: <= %d)"
                        .formatted(tree.name(entry.getKey()), entry.getValue(), FILE_LINES));
        assertThat(tooLong).isEmpty();
    }

    @Test
    @DisplayName("a line is at most 120 columns")
    void lines() {
        var tooWide = linesWhere(
                tree.endingIn(".java", ".ts", ".mjs", ".js", ".css", ".sh"),
                line -> line.codePointCount(0, line.length()) > LINE_COLUMNS
                        && !UNBREAKABLE.matcher(line).find());
        assertThat(tooWide).isEmpty();
    }

    @Test
    @DisplayName("a note for later names its issue")
    void looseEnds() {
        var written =
                tree.endingIn(".java", ".ts", ".mjs", ".js", ".css", ".html", ".sh", ".xml", ".md", ".py", ".yml");
        assertThat(linesWhere(written, line -> LOOSE_END.matcher(line).find())).isEmpty();
    }

    @Test
    @DisplayName("a type's name says what it is")
    void names() {
        var empty = sources.stream()
                .flatMap(source -> source.types().stream()
                        .filter(type -> EMPTY_NAME.matcher(type.name()).matches())
                        .map(type -> "%s:%d %s".formatted(tree.name(source.file()), type.line(), type.name())));
        assertThat(empty).isEmpty();
    }

    @Test
    @DisplayName("a package is at most 15 files wide")
    void packages() {
        var typesOf = new TreeMap<String, Integer>();
        main().forEach(file -> typesOf.merge(packageOf(file), 1, Integer::sum));
        typesOf.entrySet().removeIf(entry -> entry.getValue() <= widthOf(entry.getKey()));
        assertThat(typesOf).isEmpty();
    }

    @Test
    @DisplayName("a package says what it is for and that null is marked")
    void packageDocs() {
        var silent = main().map(file -> file.resolveSibling("package-info.java"))
                .distinct()
                .filter(packageInfo -> !speaks(packageInfo))
                .map(tree::name);
        assertThat(silent).isEmpty();
    }

    @Test
    @DisplayName("no test mocks: fakes are written by hand")
    void mocks() {
        var mocks = Pattern.compile("import (static )?(org\\.mockito|org\\.easymock|mockit\\.|org\\.powermock)");
        assertThat(linesWhere(java, line -> mocks.matcher(line).find())).isEmpty();
    }

    @Test
    @DisplayName("no test sleeps: time is a parameter, waiting is for an event")
    void sleeps() {
        var tests = java.stream()
                .filter(file -> file.toString().contains("/src/test/"))
                .filter(file -> !tree.name(file).startsWith("e2e/"));
        var sleeping = Pattern.compile("\\bThread\\.sleep\\(|\\bTimeUnit\\.\\w+\\.sleep\\(");
        assertThat(linesWhere(tests.toList(), line -> sleeping.matcher(line).find()))
                .isEmpty();
    }

    private static int widthOf(String packageName) {
        return WIDE_PACKAGES.containsKey(packageName) ? WIDE_PACKAGE_TYPES : PACKAGE_TYPES;
    }

    private Stream<Path> main() {
        return java.stream()
                .filter(file -> file.toString().contains("/src/main/java/"))
                .filter(file -> !file.endsWith("module-info.java") && !file.endsWith("package-info.java"));
    }

    private String packageOf(Path file) {
        var folder = tree.name(file.resolveSibling(""));
        var marker = "/src/main/java/";
        return folder.substring(folder.indexOf(marker) + marker.length()).replace('/', '.');
    }

    private static boolean speaks(Path packageInfo) {
        if (!packageInfo.toFile().exists()) {
            return false;
        }
        var text = SourceTree.read(packageInfo);
        return text.contains("@NullMarked") && text.contains("/// ");
    }

    private List<String> linesWhere(List<Path> files, Predicate<String> offends) {
        return files.stream()
                .flatMap(file -> {
                    var lines = SourceTree.read(file).lines().toList();
                    return IntStream.range(0, lines.size())
                            .filter(i -> offends.test(lines.get(i)))
                            .mapToObj(i -> "%s:%d %s"
                                    .formatted(
                                            tree.name(file), i + 1, lines.get(i).strip()));
                })
                .toList();
    }
}
