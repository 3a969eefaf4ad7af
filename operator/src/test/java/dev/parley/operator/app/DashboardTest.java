package dev.parley.operator.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.crds.AsServed;
import dev.parley.crds.RegionEdge;
import dev.parley.crds.kube.ApiServer;
import dev.parley.crds.kube.Ground;
import dev.parley.crds.kube.WithApiServer;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@WithApiServer
@DisplayName("A real Prometheus that scrapes the operator")
class DashboardTest {
    private static final String NAMESPACE = "watched";
    private static final Path CHART = Path.of("../charts/parley");
    private static final Pattern METRIC = Pattern.compile("parley_operator_[a-z_]+");
    /// As Grafana has it, and a moment for a scrape that comes late.
    private static final String RATE_INTERVAL = 10 * Prometheus.SCRAPE_SECONDS + "s";

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final long LOOK_NS = 500_000_000;

    @Test
    @DisplayName("has data for every query of its dashboard, and every metric that an alert on it reads")
    void answered(ApiServer server, @TempDir Path folder) throws IOException, InterruptedException {
        boolean can = Prometheus.isInstalled();
        assertThat(can || System.getenv("CI") == null)
                .as("CI must not go without Prometheus")
                .isTrue();
        assumeTrue(can, "there is no prometheus (Debian: prometheus)");
        var client = server.client();
        var ground = new Ground(client);
        ground.namespace(NAMESPACE);
        ground.secret(NAMESPACE, "keys", "app", "0123456789abcdef0123456789abcdef");
        try (var program = Program.start(client, NAMESPACE);
                var prometheus =
                        new Prometheus(folder, program.port(), "{namespace: parley-system, instance: operator-1}")) {
            List<HasMetadata> made = List.of(Program.cluster(), edge("eu", "main"), edge("us", "nowhere"));
            made.forEach(it -> client.resource(it).inNamespace(NAMESPACE).serverSideApply());
            var open = new ArrayList<>(Stream.concat(queries(), metrics()).toList());
            assertThat(open).hasSizeGreaterThan(20);
            long deadlineNs = System.nanoTime() + PATIENCE.toNanos();
            while (!open.isEmpty()) {
                assertThat(System.nanoTime()).as("no data: %s", open).isLessThan(deadlineNs);
                LockSupport.parkNanos(LOOK_NS);
                for (String query : List.copyOf(open)) {
                    if (prometheus.knows(query)) {
                        open.remove(query);
                    }
                }
            }
            made.forEach(it -> client.resource(it).inNamespace(NAMESPACE).delete());
        }
    }

    private static Stream<String> queries() throws IOException {
        JsonNode dashboard = new ObjectMapper()
                .readTree(CHART.resolve("dashboards/parley-operator.json").toFile());
        var queries = new ArrayList<String>();
        for (JsonNode panel : dashboard.path("panels")) {
            for (JsonNode target : panel.path("targets")) {
                queries.add(target.path("expr").asText());
            }
        }
        return queries.stream()
                .map(it -> it.replace("$namespace", ".*")
                        .replace("$edge", ".*")
                        .replace("$__rate_interval", RATE_INTERVAL));
    }

    /// Its pods never come, for nobody makes any here: so it is looked at again and again.
    private static RegionEdge edge(String name, String cluster) {
        return AsServed.read("""
                apiVersion: parley.dev/v1alpha1
                kind: RegionEdge
                metadata: {name: %1$s}
                spec:
                  clusterRef: {name: %2$s}
                  region: %1$s
                  replicas: 1
                """.formatted(name, cluster), RegionEdge.class);
    }

    private static Stream<String> metrics() throws IOException {
        return METRIC.matcher(Files.readString(CHART.resolve("alerts/operator.yaml")))
                .results()
                .map(MatchResult::group)
                .distinct();
    }
}
