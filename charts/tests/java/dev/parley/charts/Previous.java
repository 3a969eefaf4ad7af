package dev.parley.charts;

import dev.parley.crds.Definitions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// The charts of the commit before: of the last one, as long as they have been changed since, else of the one before
// it.
final class Previous {
    private static final long PATIENCE_SECONDS = 60;

    private Previous() {}

    /// Today's, and a word about it, where there is no commit before that has a chart.
    static Path charts() throws IOException {
        Path folder = Helm.CHARTS.resolve("target/previous");
        String commit = git("git diff --quiet HEAD -- charts") ? "HEAD~1" : "HEAD";
        boolean unpacked = git("rm -rf charts/target/previous && mkdir -p charts/target/previous && "
                + "git archive --format=tar " + commit + " charts | tar -x -C charts/target/previous");
        if (unpacked && Files.exists(folder.resolve("charts/parley/Chart.yaml"))) {
            return folder.resolve("charts");
        }
        System.out.println("» charts: " + commit + " has none here, so today's are upgraded to themselves");
        return Helm.CHARTS;
    }

    private static boolean git(String line) throws IOException {
        var shell = new ProcessBuilder("sh", "-c", line)
                .directory(Definitions.root().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            return shell.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && shell.exitValue() == 0;
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
            throw new AssertionError(end);
        }
    }
}
