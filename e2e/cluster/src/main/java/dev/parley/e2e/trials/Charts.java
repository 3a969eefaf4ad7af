package dev.parley.e2e.trials;

import dev.parley.e2e.machines.NotOursException;
import dev.parley.e2e.stage.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// The charts of the commit before, and then those of today.
public final class Charts {
    private static final String BEFORE = "HEAD~1";

    private Charts() {}

    public static Trial upgrade() {
        return Trial.of("chart", "`helm upgrade` from the charts of " + BEFORE, Charts::upgrade);
    }

    private static String upgrade(Stage stage) throws IOException, InterruptedException {
        var programs = stage.tools().programs();
        Path folder = Files.createTempDirectory("parley-e2e-charts-");
        Path archive = folder.resolve("charts.tar");
        String commit = programs.attempt("git", "rev-parse", "--short", BEFORE).said();
        if (programs.attempt("git", "archive", "--output", archive.toString(), BEFORE, "charts")
                        .code()
                != 0) {
            throw new NotOursException("this is no checkout with a commit " + BEFORE);
        }
        programs.run("tar", "-xf", archive.toString(), "-C", folder.toString());
        if (!Files.exists(folder.resolve("charts/parley/Chart.yaml"))) {
            throw new NotOursException("commit " + commit + " has no chart");
        }
        Map<String, Integer> before = stage.pods().lives();
        stage.installation().installOperator(folder.resolve("charts"), "upgrade");
        stage.awaitSettled(stage.nodes());
        stage.installation().installCharts(programs.file("charts"));
        programs.kubectl("rollout", "status", "deployment", "--selector", "app.kubernetes.io/name=parley-operator");
        stage.awaitSettled(stage.nodes());
        if (!stage.pods().lives().equals(before)) {
            throw new IOException("media pods: %s before, %s after"
                    .formatted(before, stage.pods().lives()));
        }
        return "from " + commit + ": no media pod was restarted";
    }
}
