package dev.parley.charts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.crds.MeetingCluster;
import dev.parley.crds.RegionEdge;
import dev.parley.crds.kube.ApiServer;
import dev.parley.crds.kube.WithApiServer;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Helm and the operator on a real API server. That running pods stay where they are is then Kubernetes' own business:
/// a StatefulSet whose generation has not changed replaces none.
@WithHelm
@WithApiServer
@DisplayName("An upgrade from the chart of the commit before")
class UpgradeTest {
    private static final String PLACE = "upgraded";

    @Test
    @DisplayName("changes the operator and leaves what it runs as it is")
    void mediaStays(Helm helm, ApiServer server) throws IOException {
        try (var installation = new Installation(helm, server, PLACE)) {
            installation.meetingsIn(PLACE);
            // Whoever upgrades keeps the values that were good before.
            var charts = Previous.charts();
            var values = charts.resolve("tests/golden/trial/values.yaml");
            installation.apply(charts, values, version());
            try (var before = installation.operator()) {
                before.until(
                        "made",
                        () -> Stream.of("here-media", "there-media")
                                .allMatch(it -> installation.at(StatefulSet.class, PLACE, it) != null));
                before.until("calm", () -> installation.at(Deployment.class, PLACE, "meet-signaling") != null);
            }
            var kept = snapshot(installation);
            String operator = generation(installation, Deployment.class, "parley-operator");
            installation.apply(Helm.CHARTS, values, version(), "--set", "operator.javaOptions=-Xlog:gc");
            assertThat(generation(installation, Deployment.class, "parley-operator"))
                    .isNotEqualTo(operator);
            try (var after = installation.operator()) {
                after.until(
                        "through it",
                        () -> after.hasBeenThrough("meetingcluster") && after.hasBeenThrough("regionedge"));
            }
            assertThat(snapshot(installation)).isEqualTo(kept);
        }
    }

    /// A release that is another one is to be rolled out: here it is the chart alone that changes.
    private static String version() {
        return "--set=images.version=" + System.getProperty("parley.version");
    }

    /// Everything by which a node, or a key, would become another.
    private static List<String> snapshot(Installation installation) {
        return List.of(
                generation(installation, StatefulSet.class, "here-media"),
                generation(installation, StatefulSet.class, "there-media"),
                generation(installation, Deployment.class, "meet-signaling"),
                generation(installation, MeetingCluster.class, "meet"),
                generation(installation, RegionEdge.class, "here"),
                generation(installation, RegionEdge.class, "there"),
                Objects.requireNonNull(installation.at(Secret.class, PLACE, "meet-api"))
                        .getData()
                        .toString());
    }

    private static <T extends HasMetadata> String generation(Installation installation, Class<T> kind, String name) {
        var metadata =
                Objects.requireNonNull(installation.at(kind, PLACE, name)).getMetadata();
        return "%s %s %s %d".formatted(kind.getSimpleName(), name, metadata.getUid(), metadata.getGeneration());
    }
}
