package dev.parley.kubectl;

import dev.parley.crds.MeetingCluster;
import dev.parley.crds.RecordingJob;
import dev.parley.crds.RegionEdge;
import dev.parley.crds.kube.Ground;
import dev.parley.signaling.app.Server;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/// A meeting system in a namespace of its own, in the middle of an update: what `sample.yaml` says, its
/// pods, its Secret, and what was told of it.
final class Sample {
    static final String SECRET = Server.SECRET;

    /// So long after everything was made that a slow test makes no age another one.
    private static final Duration LATER = Duration.ofDays(10).plusMinutes(30);

    private static final Pattern MOMENT = Pattern.compile("\\[([+-])(\\d+[smh])]");

    final String namespace;
    final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(LATER);
    private final KubernetesClient client;

    Sample(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
        new Ground(client).namespace(namespace);
    }

    Sample apply() {
        apply("kind: MeetingCluster", MeetingCluster.class);
        apply("kind: RegionEdge", RegionEdge.class);
        apply("kind: RecordingJob", RecordingJob.class);
        new Ground(client).secret(namespace, "api", "secret", SECRET);
        for (String node : new String[] {"eu-media-0", "eu-media-1", "eu-media-2"}) {
            pod(node, "machine", 9_100, Map.of());
        }
        event("RegionEdge", "eu", "-5h", "NodeActive", "eu-media-2");
        event("RegionEdge", "eu", "-3m", "Updating", "2 of 3 nodes take rooms");
        event("RegionEdge", "eu", "-170s", "NodeCordoned", "eu-media-2: Outdated");
        event("RegionEdge", "eu", "-2m", "NodeDraining", "eu-media-2: Outdated");
        warning("RegionEdge", "us", "-7m", "Unschedulable", "0 of 2 nodes take rooms; no machine takes another");
        return this;
    }

    /// Signaling itself runs on a port of this machine.
    void signaling(String machine, int port) {
        var labels = Map.of("app.kubernetes.io/component", "signaling", "app.kubernetes.io/instance", "meet");
        pod("meet-signaling-0", machine, port, labels);
        client.pods()
                .inNamespace(namespace)
                .withName("meet-signaling-0")
                .editStatus(it -> new PodBuilder(it)
                        .withNewStatus()
                        .withPhase("Running")
                        .withConditions(new PodConditionBuilder()
                                .withType("Ready")
                                .withStatus("True")
                                .build())
                        .endStatus()
                        .build());
    }

    void event(String kind, String name, String when, String reason, String note) {
        event(new String[] {kind, name, when, "Normal", reason, note});
    }

    private void warning(String kind, String name, String when, String reason, String note) {
        event(new String[] {kind, name, when, "Warning", reason, note});
    }

    private void event(String[] told) {
        client.resource(new EventBuilder()
                        .withNewMetadata()
                        .withGenerateName(told[1] + "-")
                        .withNamespace(namespace)
                        .endMetadata()
                        .withType(told[3])
                        .withReason(told[4])
                        .withAction(told[4])
                        .withNote(told[5])
                        .withEventTime(new MicroTime(moment(told[2]).toString().replace("Z", ".000000Z")))
                        .withReportingController("parley-operator")
                        .withReportingInstance("test")
                        .withRegarding(new ObjectReferenceBuilder()
                                .withKind(told[0])
                                .withName(told[1])
                                .withNamespace(namespace)
                                .build())
                        .build())
                .create();
    }

    private void pod(String name, String machine, int port, Map<String, String> labels) {
        client.resource(new PodBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(namespace)
                        .withLabels(labels)
                        .endMetadata()
                        .withNewSpec()
                        .withNodeName(machine)
                        .addNewContainer()
                        .withName("program")
                        .withImage("none")
                        .addNewPort()
                        .withName("http")
                        .withContainerPort(port)
                        .endPort()
                        .endContainer()
                        .endSpec()
                        .build())
                .create();
    }

    private <S, T, K extends CustomResource<S, T>> void apply(String mark, Class<K> kind) {
        for (String document : text().split("(?m)^---$", -1)) {
            if (document.contains(mark)) {
                K resource = Serialization.unmarshal(document, kind);
                resource.getMetadata().setNamespace(namespace);
                create(resource, kind);
            }
        }
    }

    private <S, T, K extends CustomResource<S, T>> void create(K resource, Class<K> kind) {
        T status = resource.getStatus();
        client.resource(resource).create();
        client.resources(kind)
                .inNamespace(namespace)
                .withName(resource.getMetadata().getName())
                .editStatus(it -> {
                    it.setStatus(status);
                    return it;
                });
    }

    <T extends HasMetadata> T get(Class<T> kind, String name) {
        return Objects.requireNonNull(
                client.resources(kind).inNamespace(namespace).withName(name).get());
    }

    private String text() {
        try (var file = Objects.requireNonNull(Sample.class.getResourceAsStream("/sample.yaml"))) {
            String raw = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return MOMENT.matcher(raw)
                    .replaceAll(it -> moment(it.group(1) + it.group(2)).toString());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private Instant moment(String when) {
        var distance = Duration.parse("PT" + when.substring(1));
        return when.startsWith("-") ? now.minus(distance) : now.plus(distance);
    }
}
