package dev.parley.signaling.app.limits;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// `docs/limits.md`, as far as it is about clients: lines of four columns.
record LimitsDocument(Map<String, Line> lines) {
    private static final Path FOLDER = Path.of("..");
    private static final Pattern LINE =
            Pattern.compile("(?m)^\\| ([^|]+) \\| ([0-9,]+)([^|]*) \\| ([^|]+) \\| `([^|`]+)` \\|$");
    private static final Pattern NAMED = Pattern.compile("`([A-Za-z]+\\.[A-Z_]+)`");
    private static final Pattern CONSTANT = Pattern.compile("public static final int ([A-Z_]+) =");

    /// `figure` and `unit`: "2,000 characters". `word`: what becomes of one who goes beyond it.
    record Line(long figure, String unit, String word) {}

    static LimitsDocument read() {
        var lines = new LinkedHashMap<String, Line>();
        Matcher line = LINE.matcher(text("docs/limits.md"));
        while (line.find()) {
            long figure = Long.parseLong(line.group(2).replace(",", ""));
            lines.put(line.group(5), new Line(figure, line.group(3).strip(), word(line.group(4))));
        }
        return new LimitsDocument(lines);
    }

    private static String word(String cell) {
        return cell.contains("forgotten") ? "forgotten" : cell.replace("`", "").split(",", 2)[0];
    }

    /// Every name anywhere in the document.
    static Stream<String> named() {
        return NAMED.matcher(text("docs/limits.md")).results().map(it -> it.group(1));
    }

    /// Those classes hold limits and nothing else.
    static Stream<String> constants() {
        return Stream.of(
                        "protocol/src/main/java/dev/parley/protocol/ProtocolLimits.java",
                        "signaling/src/main/java/dev/parley/signaling/rooms/RoomLimits.java",
                        "signaling/src/main/java/dev/parley/signaling/socket/SocketLimits.java")
                .flatMap(file -> CONSTANT.matcher(text(file))
                        .results()
                        .map(MatchResult::group)
                        .map(it -> Path.of(file).getFileName().toString().replace(".java", ".")
                                + it.replaceAll(".* int ([A-Z_]+) =", "$1")));
    }

    private static String text(String file) {
        try {
            return Files.readString(FOLDER.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
