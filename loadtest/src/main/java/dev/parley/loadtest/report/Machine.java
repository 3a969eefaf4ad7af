package dev.parley.loadtest.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// What was run on, when and at which commit, as far as it can be told.
public record Machine(String date, String commit, String processor, int cores, String kernel, String java) {
    /// This one.
    ///
    /// @param now for the date
    public static Machine here(Instant now) throws IOException, InterruptedException {
        return new Machine(
                LocalDate.ofInstant(now, ZoneOffset.UTC).toString(),
                gitCommit(),
                processorName(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.version"),
                System.getProperty("java.version"));
    }

    private static String processorName() throws IOException {
        Path cpus = Path.of("/proc/cpuinfo");
        String architecture = System.getProperty("os.arch");
        if (!Files.isReadable(cpus)) {
            return architecture;
        }
        return Files.readAllLines(cpus).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(architecture);
    }

    private static String gitCommit() throws IOException, InterruptedException {
        Process git = new ProcessBuilder("git", "rev-parse", "--short", "HEAD")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String commit = new String(git.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        return git.waitFor() == 0 ? commit.strip() : "unknown";
    }
}
