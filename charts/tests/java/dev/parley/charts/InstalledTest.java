package dev.parley.charts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.crds.Parley;
import dev.parley.crds.kube.ApiServer;
import dev.parley.crds.kube.Ground;
import dev.parley.crds.kube.WithApiServer;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The chart and the operator together, on a real API server: as the ServiceAccount that the chart makes, with its
/// permissions, told what the chart tells it.
@WithHelm
@WithApiServer
@DisplayName("What is installed works")
class InstalledTest {
    @ParameterizedTest(name = "{0}, in the namespace {1}: what the notes say to apply becomes a meeting system")
    @CsvSource({"default, anywhere", "namespaced, webinars"})
    void notes(String values, String place, Helm helm, ApiServer server) throws IOException {
        try (var installation = new Installation(helm, server, "installed-" + values)) {
            installation.meetingsIn("meetings");
            installation.meetingsIn(place);
            String notes = installation.apply(Helm.CHARTS, GoldenTest.values(values));
            assertThat(notes).contains("rollout status deployment/parley-operator");
            key(installation, place);
            try (var operator = installation.operator()) {
                for (var resource : Manifests.of(behind("<<EOF", notes))) {
                    var wished =
                            Serialization.unmarshal(Serialization.asYaml(resource), GenericKubernetesResource.class);
                    installation.client.resource(wished).inNamespace(place).serverSideApply();
                }
                operator.until(
                        "made",
                        () -> installation.at(StatefulSet.class, place, "here-media") != null
                                && installation.at(Deployment.class, place, "meet-signaling") != null);
                var signaling = Objects.requireNonNull(installation.at(Deployment.class, place, "meet-signaling"));
                assertThat(signaling
                                .getSpec()
                                .getTemplate()
                                .getSpec()
                                .getContainers()
                                .getFirst()
                                .getImage())
                        .isEqualTo("parley.local/parley-signaling:" + System.getProperty("parley.version"));
            }
        }
    }

    @Test
    @DisplayName("the definitions, which somebody had applied before, become a release, and stay when it goes")
    void definitions(Helm helm, ApiServer server) throws IOException {
        var admin = Surroundings.helm(helm, server);
        String chart = Helm.CHARTS.resolve("parley-crds").toString();
        admin.run("install", "parley-crds", chart, "--take-ownership").printed();
        admin.run("upgrade", "parley-crds", chart).printed();
        admin.run("uninstall", "parley-crds").printed();
        var kept = server.client().apiextensions().v1().customResourceDefinitions();
        assertThat(Parley.KINDS)
                .allSatisfy(kind -> assertThat(
                                kept.withName(CustomResource.getCRDName(kind)).get())
                        .isNotNull());
    }

    private static void key(Installation installation, String place) {
        new Ground(installation.client).secret(place, "api", "secret", "0123456789abcdef0123456789abcdef");
    }

    /// What a shell would hand to the command in whose line this stands.
    private static String behind(String mark, String notes) {
        int from = notes.indexOf('\n', notes.indexOf(mark)) + 1;
        return notes.substring(from, notes.indexOf("  EOF\n", from)).replaceAll("(?m)^  ", "");
    }
}
