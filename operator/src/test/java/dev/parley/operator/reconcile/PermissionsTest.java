package dev.parley.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.crds.AsServed;
import dev.parley.crds.MeetingCluster;
import dev.parley.crds.RecordingJob;
import dev.parley.crds.RegionEdge;
import dev.parley.crds.kube.ApiServer;
import dev.parley.crds.kube.Ground;
import dev.parley.crds.kube.WithApiServer;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LoadBalancerIngressBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@WithApiServer
@DisplayName("The operator's permissions")
class PermissionsTest {
    private static final String NAMESPACE = "permissions";
    private static final String USER = "parley-operator";
    private static final String ELSEWHERE = "redis: {type: External, external: {url: 'redis://elsewhere:6379'}}";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long LOOK_NS = 100_000_000;

    private final FakeNodes nodes = new FakeNodes();
    private final KubernetesClient admin;
    private final ApiServer server;

    PermissionsTest(ApiServer server) {
        this.server = server;
        this.admin = server.client();
    }

    @Test
    @DisplayName("are enough for all that it does, and none of them is unused")
    void exact() {
        var ground = new Ground(admin);
        var definitions = List.of(
                ground.kind("gateway.networking.k8s.io", "HTTPRoute"),
                ground.kind("monitoring.coreos.com", "ServiceMonitor"),
                ground.kind("monitoring.coreos.com", "PodMonitor"));
        try (var running = Running.as(USER, server, NAMESPACE)) {
            Permissions.grant(admin, NAMESPACE, USER);
            ground.secret(NAMESPACE, "keys", "app", "0123456789abcdef0123456789abcdef");
            ground.machine("machine-a");
            running.with(running.clusters())
                    .with(running.edges(nodes))
                    .with(running.recordings())
                    .start();
            record(running);
            play(running);
            // The lease and the definitions are the program's, and its test is another.
            var granted = Permissions.roles().stream()
                    .filter(it -> !it.getMetadata().getName().matches(".*-(lease|definitions)"))
                    .flatMap(Permissions::granted);
            var needed = running.traffic.all().stream().flatMap(Permissions::needed);
            assertThat(needed.distinct().sorted().toList())
                    .isEqualTo(granted.distinct().sorted().toList());
        } finally {
            definitions.forEach(it -> admin.resource(it).delete());
        }
    }

    /// A recording, from its beginning to the end of its time; what is shared by recordings goes in what follows.
    private void record(Running running) {
        var recorders = new FakeRecorders(admin, NAMESPACE);
        apply(RecordingJobTest.cluster("Enabled", 1));
        apply(RecordingJobTest.wish("rec", "standup", "  ttlSecondsAfterFinished: 0\n"));
        running.await(ServiceAccount.class, "main-recorders");
        running.await(Job.class, "rec-recorder-1");
        recorders.come("rec-recorder-1");
        recorders.ready("rec-recorder-1", true);
        running.await(RecordingJob.class, "rec", PermissionsTest::isStarted);
        recorders.ready("rec-recorder-1", false);
        running.await(PodDisruptionBudget.class, "rec-recorder");
        recorders.complete("rec-recorder-1", "{}");
        running.await(RecordingJob.class, "rec", it -> it == null);
    }

    private static boolean isStarted(@Nullable RecordingJob recording) {
        return recording != null
                && recording.getStatus() != null
                && recording.getStatus().startedAt() != null;
    }

    /// Everything is made, changed, and taken away again where that can be.
    private void play(Running running) {
        var kubelets = new Kubelets(admin, NAMESPACE, "eu-media");
        apply(cluster(
                "redis: {type: Bundled}", "{autoscale: {maxReplicas: 3}, exposure: {type: Ingress, host: a.example}}"));
        apply(edge(1, "type: SharedLoadBalancer, announce: LoadBalancer"));
        running.await(Ingress.class, "main-signaling");
        running.await(Service.class, "eu-media-shared");
        address(running);
        until(kubelets, () -> running.at(EndpointSlice.class, "eu-media-1").get() != null);
        apply(cluster(
                ELSEWHERE + ", networkPolicies: Disabled",
                "{exposure: {type: Gateway, host: a.example, gateway: {name: public}}}"));
        running.await(HTTPRoute.class, "main-signaling");
        running.await(Ingress.class, "main-signaling", it -> it == null);
        running.await(Service.class, "main-redis", it -> it == null);
        running.await(NetworkPolicy.class, "eu-media", it -> it == null);
        apply(edge(2, "type: HostPort, announce: InternalAddress"));
        until(kubelets, () -> running.at(ConfigMap.class, "eu-media-nodes").get() == null);
        until(kubelets, () -> running.at(EndpointSlice.class, "eu-media-1").get() == null);
        apply(cluster(ELSEWHERE + ", images: {version: 2.0.0}, observability: {monitors: Disabled}", "{}"));
        until(kubelets, () -> kubelets.uids.size() >= 4);
        running.await(HTTPRoute.class, "main-signaling", it -> it == null);
        until(
                kubelets,
                () -> Stream.of("/servicemonitors/", "/podmonitors/")
                        .allMatch(kind -> running.traffic.all().stream()
                                .anyMatch(it -> it.startsWith("DELETE ") && it.contains(kind))));
    }

    private static void address(Running running) {
        running.at(Service.class, "eu-media-shared")
                .editStatus(it -> new ServiceBuilder(it)
                        .withNewStatus()
                        .withNewLoadBalancer()
                        .withIngress(new LoadBalancerIngressBuilder()
                                .withIp("192.0.2.20")
                                .build())
                        .endLoadBalancer()
                        .endStatus()
                        .build());
    }

    private void until(Kubelets kubelets, BooleanSupplier expected) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!expected.getAsBoolean()) {
            assertThat(System.nanoTime()).as("orders %s", nodes.orders).isLessThan(deadline);
            kubelets.look(nodes);
            LockSupport.parkNanos(LOOK_NS);
        }
    }

    private void apply(HasMetadata resource) {
        admin.resource(resource).inNamespace(NAMESPACE).serverSideApply();
    }

    private static MeetingCluster cluster(String spec, String signaling) {
        return AsServed.read("""
                apiVersion: parley.dev/v1alpha1
                kind: MeetingCluster
                metadata: {name: main}
                spec: {profile: Trial, %s, signaling: %s, apiKeys: [{name: app, secret: {name: keys, key: app}}]}
                """.formatted(spec, signaling), MeetingCluster.class);
    }

    /// One node is fewer than the autoscaler's bound, so it asks for another at once.
    private static RegionEdge edge(int replicas, String exposure) {
        return AsServed.read("""
                apiVersion: parley.dev/v1alpha1
                kind: RegionEdge
                metadata: {name: eu}
                spec:
                  clusterRef: {name: main}
                  region: eu
                  replicas: %d
                  autoscale: {minNodes: 2, maxNodes: 2}
                  exposure: {%s}
                """.formatted(replicas, exposure), RegionEdge.class);
    }
}
