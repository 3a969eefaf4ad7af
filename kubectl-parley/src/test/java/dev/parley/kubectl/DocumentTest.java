package dev.parley.kubectl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("docs/kubectl-parley.md")
class DocumentTest {
    private static final Path DOCUMENT = Path.of("../docs/kubectl-parley.md");
    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final Path WAITING = Path.of("src/test/java/dev/parley/kubectl/WaitingTest.java");
    private static final Pattern CONSOLE = Pattern.compile("(?ms)^```console\n(.*?)^```");
    private static final Pattern PROMPT = Pattern.compile("(?m)^(?=\\$ )");

    @Test
    @DisplayName("has no answer but those that the tests read")
    void answers() throws IOException {
        var read = new ArrayList<String>();
        try (var files = Files.list(GOLDEN)) {
            for (Path file : files.sorted().toList()) {
                sessions(Files.readString(file)).forEach(read::add);
            }
        }
        String waited = Files.readString(WAITING).replaceAll("(?m)^ {16}", "");
        for (String told : told()) {
            boolean isWaiting = waited.contains(told.substring(told.indexOf('\n') + 1));
            assertThat(isWaiting || read.contains(told)).as(told).isTrue();
        }
    }

    @Test
    @DisplayName("shows every command that there is")
    void commands() throws IOException {
        String help = sessions(Files.readString(GOLDEN.resolve("help.txt"))).getFirst();
        List<String> commands = Pattern.compile("(?m)^  ([a-z]+)  +[A-Z]")
                .matcher(help)
                .results()
                .map(it -> it.group(1))
                .toList();
        assertThat(commands).hasSizeGreaterThan(5);
        assertThat(commands)
                .allSatisfy(it -> assertThat(Files.readString(DOCUMENT)).contains("kubectl parley " + it));
    }

    private static List<String> told() throws IOException {
        return CONSOLE.matcher(Files.readString(DOCUMENT))
                .results()
                .map((MatchResult it) -> it.group(1))
                .flatMap(it -> sessions(it).stream())
                .toList();
    }

    /// What was typed, and what came of it.
    private static List<String> sessions(String text) {
        return PROMPT.splitAsStream(text)
                .filter(it -> !it.isBlank())
                .map(it -> it.strip() + "\n")
                .toList();
    }
}
