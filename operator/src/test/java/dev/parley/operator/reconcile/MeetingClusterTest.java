package dev.parley.operator.reconcile;

import static dev.parley.operator.reconcile.Running.says;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.crds.AsServed;
import dev.parley.crds.MeetingCluster;
import dev.parley.crds.conditions.Condition;
import dev.parley.crds.conditions.ConditionType;
import dev.parley.crds.kube.ApiServer;
import dev.parley.crds.kube.Ground;
import dev.parley.crds.kube.WithApiServer;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@WithApiServer
@DisplayName("A MeetingCluster on a real API server")
class MeetingClusterTest {
    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private Running running;

    MeetingClusterTest(ApiServer server) {
        running = new Running(server, "clusters");
    }

    @BeforeEach
    void start() {
        running.with(running.clusters()).start();
        secret("keys", SECRET);
    }

    @AfterEach
    void stop() {
        running.close();
    }

    @Test
    @DisplayName("is made, gets ready with its pods, and then nothing is written any more")
    void made() {
        apply("made", 2);
        var deployment = running.await(Deployment.class, "made-signaling");
        running.await(Service.class, "made-nodes");
        assertThat(running.await(Secret.class, "made-node-secret").getData()).containsKey("secret");
        running.await(
                MeetingCluster.class, "made", says(ConditionType.RECONCILING, Condition.Status.TRUE, "Progressing"));
        ready(deployment);
        var cluster = running.await(
                MeetingCluster.class, "made", says(ConditionType.READY, Condition.Status.TRUE, "AsWished"));
        assertThat(cluster.getStatus().observedGeneration())
                .isEqualTo(cluster.getMetadata().getGeneration());
        assertThat(cluster.getStatus().conditions()).hasSize(1);
        assertThat(cluster.getStatus().signaling())
                .isNotNull()
                .extracting(it -> it.readyReplicas())
                .isEqualTo(2);

        running.awaitEvents("made", "AsWished");
        running.traffic.forget();
        touch("made-nodes");
        running.await(
                Service.class,
                "made-nodes",
                it -> it != null && it.getMetadata().getAnnotations() != null);
        // The next change is seen after this one, so by then it was looked at.
        apply("made", 3);
        running.await(
                Deployment.class,
                "made-signaling",
                it -> it != null && it.getSpec().getReplicas() == 3);
        assertThat(running.traffic.writes().getFirst()).startsWith("PATCH").contains("/deployments/made-signaling");
    }

    @Test
    @DisplayName("what is deleted comes back, what somebody changed is put right, what is no longer wished for goes")
    void kept() {
        apply("kept", 2);
        running.await(Deployment.class, "kept-signaling");
        running.await(NetworkPolicy.class, "kept-redis");
        var deleted = running.await(Service.class, "kept-signaling");
        running.at(Service.class, "kept-signaling").delete();
        running.await(
                Service.class,
                "kept-signaling",
                it -> it != null
                        && !it.getMetadata()
                                .getUid()
                                .equals(deleted.getMetadata().getUid()));

        running.at(Deployment.class, "kept-signaling")
                .edit(it -> new DeploymentBuilder(it)
                        .editSpec()
                        .withReplicas(7)
                        .editTemplate()
                        .editSpec()
                        .editFirstContainer()
                        .withImage("elsewhere/other:1")
                        .endContainer()
                        .endSpec()
                        .endTemplate()
                        .endSpec()
                        .build());
        running.await(
                Deployment.class,
                "kept-signaling",
                it -> it != null
                        && it.getSpec().getReplicas() == 2
                        && it.getSpec()
                                .getTemplate()
                                .getSpec()
                                .getContainers()
                                .getFirst()
                                .getImage()
                                .startsWith("registry.example.com/"));

        running.client
                .resources(MeetingCluster.class)
                .inNamespace(running.namespace)
                .resource(cluster("kept", 2, "  networkPolicies: Disabled\n"))
                .serverSideApply();
        running.await(NetworkPolicy.class, "kept-redis", it -> it == null);
        running.await(NetworkPolicy.class, "kept-default-deny", it -> it == null);
        assertThat(running.at(Service.class, "kept-redis").get()).isNotNull();
    }

    @Test
    @DisplayName("a Secret that is missing or too short stalls it, with a sentence, until it is there")
    void secrets() {
        running.at(Secret.class, "keys").delete();
        apply("secrets", 1);
        var cluster = running.await(
                MeetingCluster.class, "secrets", says(ConditionType.STALLED, Condition.Status.TRUE, "SecretMissing"));
        assertThat(cluster.getStatus().conditions().getFirst().message())
                .isEqualTo("apiKeys[app].secret: no entry app in Secret keys (expected: one)");
        secret("keys", "short");
        apply("secrets", 2);
        running.await(
                MeetingCluster.class, "secrets", says(ConditionType.STALLED, Condition.Status.TRUE, "SecretNotValid"));
        secret("keys", SECRET);
        apply("secrets", 3);
        running.await(
                MeetingCluster.class, "secrets", says(ConditionType.RECONCILING, Condition.Status.TRUE, "Progressing"));
    }

    private void apply(String name, int replicas) {
        running.client
                .resource(cluster(name, replicas, ""))
                .inNamespace(running.namespace)
                .serverSideApply();
    }

    private MeetingCluster cluster(String name, int replicas, String more) {
        return AsServed.read("""
                apiVersion: parley.dev/v1alpha1
                kind: MeetingCluster
                metadata:
                  name: %s
                spec:
                  profile: Trial
                  redis:
                    type: Bundled
                  apiKeys:
                    - name: app
                      secret: {name: keys, key: app}
                  signaling:
                    replicas: %d
                """.formatted(name, replicas) + more, MeetingCluster.class);
    }

    private void secret(String name, String value) {
        new Ground(running.client).secret(running.namespace, name, "app", value);
    }

    /// As the controllers of a whole Kubernetes would.
    private void ready(Deployment deployment) {
        int replicas = deployment.getSpec().getReplicas();
        running.at(Deployment.class, deployment.getMetadata().getName())
                .editStatus(it -> new DeploymentBuilder(it)
                        .withNewStatus()
                        .withObservedGeneration(it.getMetadata().getGeneration())
                        .withReplicas(replicas)
                        .withUpdatedReplicas(replicas)
                        .withReadyReplicas(replicas)
                        .endStatus()
                        .build());
    }

    /// Something that is nobody's business here, and that the operator sees all the same.
    private void touch(String service) {
        running.at(Service.class, service)
                .edit(it -> new ServiceBuilder(it)
                        .editMetadata()
                        .addToAnnotations("somebody", "was-here")
                        .endMetadata()
                        .build());
    }
}
