package dev.parley.kubectl;

import dev.parley.crds.kube.ApiServer;
import dev.parley.kubectl.app.Program;
import dev.parley.kubectl.completion.KubeKnown;
import dev.parley.kubectl.print.Shell;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Somebody who types: `kubectl parley nodes -o wide`. Which cluster and which namespace is said in a
/// kubeconfig.
final class Prompt {
    private static final String PREFIX = "kubectl parley";

    private final Path kubeconfig;
    private final Instant now;

    Prompt(ApiServer server, Sample sample) {
        this.now = sample.now;
        var config = server.client().getConfiguration();
        try {
            kubeconfig = Files.createTempFile("parley-kubeconfig-", ".yaml");
            kubeconfig.toFile().deleteOnExit();
            Files.writeString(
                    kubeconfig, """
                    apiVersion: v1
                    kind: Config
                    current-context: here
                    contexts:
                    - name: here
                      context: {cluster: here, user: me, namespace: %s}
                    - name: nowhere
                      context: {cluster: nowhere, user: me}
                    clusters:
                    - name: here
                      cluster: {server: "%s", insecure-skip-tls-verify: true}
                    - name: nowhere
                      cluster: {server: "https://127.0.0.1:9", insecure-skip-tls-verify: true}
                    users:
                    - name: me
                      user: {token: "%s"}
                    """.formatted(sample.namespace, config.getMasterUrl(), config.getOauthToken()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// What comes of it; `out` may be read while it goes on.
    record Typed(StringWriter out, StringWriter err) {
        String said() {
            return out.toString();
        }

        /// Both, as a terminal shows them.
        String all() {
            return out.toString() + err.toString();
        }
    }

    int type(String line, Typed typed) {
        return type(line, typed, false);
    }

    int type(String line, Typed typed, boolean terminal) {
        var shell = new Shell(new PrintWriter(typed.out()), new PrintWriter(typed.err()), terminal, () -> now);
        return Program.run(shell, new KubeKnown(), words(line));
    }

    Typed type(String line) {
        var typed = new Typed(new StringWriter(), new StringWriter());
        type(line, typed);
        return typed;
    }

    private String[] words(String line) {
        List<String> words =
                new ArrayList<>(Arrays.asList(line.substring(PREFIX.length()).split(" ", -1)));
        words.removeFirst();
        boolean isAbout = words.isEmpty() || words.contains("--help") || words.contains("--kubeconfig");
        if (!isAbout) {
            words.addAll(1, List.of("--kubeconfig", kubeconfig.toString()));
        }
        return words.toArray(String[]::new);
    }
}
