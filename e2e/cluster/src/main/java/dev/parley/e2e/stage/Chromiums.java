package dev.parley.e2e.stage;

import dev.parley.e2e.machines.Programs;
import dev.parley.e2e.report.Row;
import java.io.IOException;

/// Two people with browsers. The browser suite's own code drives them; it runs in this network, like everybody here.
public final class Chromiums {
    private static final String NAME = "two Chromiums meet";
    private final Stage stage;

    public Chromiums(Stage stage) {
        this.stage = stage;
    }

    public Row meet() throws IOException, InterruptedException {
        stage.tools().progress().now(NAME);
        long fromNs = stage.nowNs();
        Programs programs = stage.tools().programs();
        Programs.Ended ended = programs.attempt(
                "node",
                programs.file("e2e/cluster/two-chromiums.mjs").toString(),
                stage.installation().doors().getFirst().toString(),
                "app",
                stage.installation().secret());
        String last = ended.said().lines().reduce("", (_, line) -> line);
        if (ended.code() != 0) {
            stage.tools().progress().say(ended.said());
        }
        return new Row.Seen(NAME, (stage.nowNs() - fromNs) / 1e9, ended.code() == 0, last);
    }
}
