package dev.parley.charts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A kubeconfig: where an API server is, and as whom it is asked.
record Access(String url, String token, String namespace) {
    Path write(String name) throws IOException {
        Path file =
                Files.createDirectories(Helm.CHARTS.resolve("target/access")).resolve(name);
        return Files.writeString(file, """
                apiVersion: v1
                kind: Config
                current-context: test
                contexts:
                  - {name: test, context: {cluster: test, user: test, namespace: %s}}
                clusters:
                  - {name: test, cluster: {server: '%s', insecure-skip-tls-verify: true}}
                users:
                  - {name: test, user: {token: '%s'}}
                """.formatted(namespace, url, token));
    }
}
