package dev.parley.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.parley.crds.AsServed;
import dev.parley.crds.MeetingCluster;
import dev.parley.crds.RegionEdge;
import dev.parley.crds.conditions.Condition;
import dev.parley.crds.conditions.ConditionType;
import dev.parley.crds.edge.NodePhase;
import dev.parley.crds.kube.ApiServer;
import dev.parley.crds.kube.Ground;
import dev.parley.crds.kube.WithApiServer;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

@WithApiServer
@DisplayName("A RegionEdge on a real API server")
class RegionEdgeTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final long LOOK_NS = 100_000_000;

    private final FakeNodes nodes = new FakeNodes();
    private final Running running;
    private final Kubelets kubelets;

    RegionEdgeTest(ApiServer server, TestInfo test) {
        String name = test.getTestMethod().orElseThrow().getName();
        running = new Running(server, "edges-" + name.toLowerCase(Locale.ROOT));
        kubelets = new Kubelets(server.client(), running.namespace, "eu-media");
    }

    @BeforeEach
    void start() {
        var ground = new Ground(running.client);
        ground.secret(running.namespace, "keys", "app", "0123456789abcdef0123456789abcdef");
        ground.machine("machine-a");
        running.with(running.edges(nodes)).start();
    }

    @AfterEach
    void stop() {
        running.close();
    }

    @Test
    @DisplayName("waits for its MeetingCluster, is made, settles, and then nothing is written any more")
    void made() {
        apply(edge(2, ""));
        await(says(ConditionType.STALLED, "ClusterMissing"));
        apply(cluster("1.0.0"));
        await(says(ConditionType.READY, "AsWished"));
        assertThat(edge().getStatus().nodes())
                .extracting(it -> it.name(), it -> it.phase(), it -> it.version())
                .containsExactly(
                        tuple("eu-media-0", NodePhase.ACTIVE, "1.0.0"), tuple("eu-media-1", NodePhase.ACTIVE, "1.0.0"));
        assertThat(running.at(ConfigMap.class, "eu-media-nodes").get().getData())
                .hasSize(3);
        assertThat(running.at(Service.class, "eu-media-1")
                        .get()
                        .getSpec()
                        .getPorts()
                        .getFirst()
                        .getNodePort())
                .isEqualTo(30_101);

        running.awaitEvents("eu", "AsWished");
        running.traffic.forget();
        running.at(Pod.class, "eu-media-0")
                .edit(it -> new PodBuilder(it)
                        .editMetadata()
                        .addToAnnotations("somebody", "was-here")
                        .endMetadata()
                        .build());
        nodes.fill("eu-media-0", 10);
        await(it -> it != null && Objects.equals(it.getStatus().participants(), 10));
        assertThat(running.traffic.writes())
                .as("only what changed is told")
                .allMatch(it -> it.contains("/regionedges/eu/status"))
                .hasSize(1);
    }

    @Test
    @DisplayName("another image: every node is drained before its pod goes, one at a time, and comes back")
    void update() {
        apply(cluster("1.0.0"));
        apply(edge(2, ""));
        await(says(ConditionType.READY, "AsWished"));
        nodes.fill("eu-media-0", 30);
        nodes.fill("eu-media-1", 20);
        apply(cluster("1.1.0"));
        await(says(ConditionType.RECONCILING, "Updating"));
        await(it -> it != null
                && says(ConditionType.READY, "AsWished").test(it)
                && it.getStatus().nodes().stream().allMatch(node -> "1.1.0".equals(node.version())));
        assertThat(nodes.orders)
                .containsExactly("Cordon eu-media-1", "Drain eu-media-1", "Cordon eu-media-0", "Drain eu-media-0");
        assertThat(kubelets.uids).hasSize(4);
        assertThat(edge().getStatus().ringEpoch()).isGreaterThan(2);
        running.awaitEvents("eu", "NodeCordoned", "NodeDraining", "NodeDrained", "NodeDeleted", "Updating");
    }

    @Test
    @DisplayName("fewer nodes: the last is drained, and only then the StatefulSet is made smaller")
    void scaleIn() {
        apply(cluster("1.0.0"));
        apply(edge(3, ""));
        await(says(ConditionType.READY, "AsWished"));
        nodes.fill("eu-media-2", 5);
        apply(edge(2, ""));
        await(it -> it != null && it.getStatus().nodes().size() == 2);
        assertThat(nodes.orders).containsExactly("Cordon eu-media-2", "Drain eu-media-2");
        assertThat(running.at(StatefulSet.class, "eu-media").get().getSpec().getReplicas())
                .isEqualTo(2);
    }

    @Test
    @DisplayName("a second one of the same region stalls; so does one whose ports do not fit, or are another's")
    void refused() {
        apply(cluster("1.0.0"));
        apply(edge(1, ""));
        await(says(ConditionType.READY, "AsWished"));
        var second = edge(1, "");
        second.getMetadata().setName("eu-too");
        apply(second);
        running.await(RegionEdge.class, "eu-too", says(ConditionType.STALLED, "RegionTaken"));
        var many = edge(1, "");
        many.getMetadata().setName("narrow");
        var narrow = AsServed.read(
                Serialization.asYaml(many)
                        .replace("region: \"eu\"", "region: \"narrow\"")
                        .replace("firstPort: 30100", "firstPort: 32767"),
                RegionEdge.class);
        apply(narrow);
        var told = running.await(RegionEdge.class, "narrow", says(ConditionType.STALLED, "NotValid"));
        assertThat(told.getStatus().conditions().getFirst().message())
                .isEqualTo("exposure.firstPort: 32767 (expected: room for 2 nodes of 1 loops up to port 32767)");
        var beside = AsServed.read(
                Serialization.asYaml(many)
                        .replace("region: \"eu\"", "region: \"us\"")
                        .replace("name: \"narrow\"", "name: \"us\"")
                        .replace("firstPort: 30100", "firstPort: 30101"),
                RegionEdge.class);
        apply(beside);
        told = running.await(RegionEdge.class, "us", says(ConditionType.STALLED, "NotValid"));
        assertThat(told.getStatus().conditions().getFirst().message())
                .isEqualTo("exposure.firstPort: nodes need ports 30101 to 30102"
                        + " (expected: none of those of RegionEdge %s/eu)".formatted(running.namespace));
    }

    private RegionEdge edge() {
        return running.at(RegionEdge.class, "eu").get();
    }

    /// Meanwhile the controllers that are not there are played.
    private void await(Predicate<@Nullable RegionEdge> expected) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!expected.test(edge())) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("still " + edge().getStatus() + "\n" + nodes.orders);
            }
            kubelets.look(nodes);
            LockSupport.parkNanos(LOOK_NS);
        }
    }

    private static Predicate<@Nullable RegionEdge> says(ConditionType type, String reason) {
        return edge -> edge != null
                && edge.getStatus() != null
                && edge.getStatus().conditions().stream()
                        .anyMatch(it -> it.type() == type
                                && it.status() == Condition.Status.TRUE
                                && it.reason().equals(reason));
    }

    private void apply(HasMetadata resource) {
        running.client.resource(resource).inNamespace(running.namespace).serverSideApply();
    }

    private static MeetingCluster cluster(String version) {
        return AsServed.read("""
                apiVersion: parley.dev/v1alpha1
                kind: MeetingCluster
                metadata:
                  name: main
                spec:
                  profile: Trial
                  redis: {type: Bundled}
                  images: {version: %s}
                  nodeSecret: {name: keys, key: app}
                  apiKeys:
                    - name: app
                      secret: {name: keys, key: app}
                """.formatted(version), MeetingCluster.class);
    }

    private static RegionEdge edge(int replicas, String more) {
        return AsServed.read("""
                apiVersion: parley.dev/v1alpha1
                kind: RegionEdge
                metadata:
                  name: eu
                spec:
                  clusterRef: {name: main}
                  region: eu
                  replicas: %d
                  exposure: {type: NodePort, firstPort: 30100, announce: InternalAddress}
                """.formatted(replicas) + more, RegionEdge.class);
    }
}
