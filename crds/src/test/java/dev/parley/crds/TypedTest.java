package dev.parley.crds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.crds.cluster.ApiKey;
import dev.parley.crds.conditions.Condition;
import dev.parley.crds.conditions.ConditionType;
import dev.parley.crds.conditions.EdgeReason;
import dev.parley.crds.edge.NodePhase;
import dev.parley.crds.edge.RegionEdgeStatus;
import dev.parley.crds.kube.ApiServer;
import dev.parley.crds.kube.WithApiServer;
import dev.parley.crds.parts.DrainPolicy;
import dev.parley.crds.parts.SecretKey;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@WithApiServer
@DisplayName("Resources as Java sees them")
class TypedTest {
    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");

    private final ApiServer server;
    private final KubernetesClient client;

    TypedTest(ApiServer server) {
        this.server = server;
        this.client = server.client();
    }

    @BeforeEach
    @AfterEach
    void tidy() {
        client.resources(MeetingCluster.class).delete();
        client.resources(RegionEdge.class).delete();
    }

    @Test
    @DisplayName("what nobody said is there when it is read")
    void defaults() throws IOException {
        var cluster = create(MeetingCluster.class, example("trial.yaml", 0));
        var spec = cluster.getSpec();
        assertThat(spec.meetings().graceSeconds()).isEqualTo(20);
        assertThat(spec.signaling().exposure().type()).isEqualTo(dev.parley.crds.cluster.Exposure.Type.SERVICE);
        assertThat(spec.update().maxUnavailable()).isEqualTo(new IntOrString(1));
        assertThat(spec.drain().policy()).isEqualTo(DrainPolicy.MIGRATE);
        assertThat(spec.signaling().scheduling().tolerations()).isEmpty();
        assertThat(spec.webhooks()).isNull();
        assertThat(spec.apiKeys()).containsExactly(new ApiKey("app", new SecretKey("api", "secret"), null));

        var edge = create(RegionEdge.class, example("trial.yaml", 1));
        assertThat(edge.getSpec().replicas()).isEqualTo(2);
        assertThat(edge.getSpec().drain()).as("as the MeetingCluster says").isNull();
    }

    @Test
    @DisplayName("a file is read as the API server would hand it out")
    void asServed() throws IOException {
        for (var example : List.of(example("trial.yaml", 0), example("production.yaml", 0))) {
            assertThat(AsServed.read(example, MeetingCluster.class).getSpec())
                    .isEqualTo(create(MeetingCluster.class, example).getSpec());
            tidy();
        }
        for (var example : List.of(example("trial.yaml", 1), example("production.yaml", 1))) {
            assertThat(AsServed.read(example, RegionEdge.class).getSpec())
                    .isEqualTo(create(RegionEdge.class, example).getSpec());
        }
    }

    @Test
    @DisplayName("what Java writes is what Java reads, and nothing is changed by writing it again")
    void roundTrip() throws IOException {
        var written = create(MeetingCluster.class, example("production.yaml", 0));
        var again = new MeetingCluster();
        again.getMetadata().setName("meet");
        again.setSpec(written.getSpec());
        // Forced: a person writes `cpu: 1`, Java `cpu: "1"`, which is the same amount and another value.
        var applied = client.resource(again).forceConflicts().serverSideApply();
        assertThat(applied.getSpec()).isEqualTo(written.getSpec());
        assertThat(client.resource(again).forceConflicts().serverSideApply().getMetadata())
                .isEqualTo(applied.getMetadata());
    }

    @Test
    @DisplayName("a status is kept beside the spec, and changes no generation")
    void status() throws IOException {
        var edge = create(RegionEdge.class, example("trial.yaml", 1));
        edge.setStatus(someStatus());
        var updated = client.resource(edge).updateStatus();
        assertThat(updated.getStatus()).isEqualTo(someStatus());
        assertThat(updated.getMetadata().getGeneration()).isEqualTo(1);
        assertThat(server.kubectl("wait", "--for=condition=Ready", "re/here", "--timeout=1s"))
                .contains("condition met");
    }

    @Test
    @DisplayName("kubectl scale writes the wish, and reads what there is")
    void scale() throws IOException {
        var edge = create(RegionEdge.class, example("trial.yaml", 1));
        edge.setStatus(someStatus());
        client.resource(edge).updateStatus();
        assertThat(server.kubectl("scale", "re/here", "--replicas=5")).contains("scaled");
        var scale = client.resources(RegionEdge.class).withName("here").scale();
        assertThat(scale.getSpec().getReplicas()).isEqualTo(5);
        assertThat(scale.getStatus().getReplicas()).isEqualTo(2);
        assertThat(scale.getStatus().getSelector()).isEqualTo("parley.dev/edge=here");

        create(MeetingCluster.class, example("trial.yaml", 0));
        assertThat(server.kubectl("scale", "mc/meet", "--replicas=3")).contains("scaled");
        assertThat(client.resources(MeetingCluster.class)
                        .withName("meet")
                        .get()
                        .getSpec()
                        .signaling()
                        .replicas())
                .isEqualTo(3);
    }

    @Test
    @DisplayName("two owners each apply their own entries of a list")
    void owners() throws IOException {
        create(RegionEdge.class, example("trial.yaml", 1));
        for (String owner : List.of("us", "ap")) {
            var patch = """
                    {"apiVersion": "parley.dev/v1alpha1", "kind": "RegionEdge", "metadata": {"name": "here"},
                     "spec": {"clusterRef": {"name": "meet"}, "region": "here",
                              "peers": [{"region": "%s"}]}}""".formatted(owner);
            client.resources(RegionEdge.class)
                    .withName("here")
                    .patch(
                            new PatchContext.Builder()
                                    .withPatchType(PatchType.SERVER_SIDE_APPLY)
                                    .withFieldManager("owner-of-" + owner)
                                    .withForce(true)
                                    .build(),
                            patch);
        }
        assertThat(client.resources(RegionEdge.class)
                        .withName("here")
                        .get()
                        .getSpec()
                        .peers())
                .extracting(peer -> peer.region())
                .containsExactlyInAnyOrder("us", "ap");
    }

    @Test
    @DisplayName("kubectl get shows what matters first")
    void columns() throws IOException {
        var edge = create(RegionEdge.class, example("trial.yaml", 1));
        edge.setStatus(someStatus());
        client.resource(edge).updateStatus();
        var shown = server.kubectl("get", "re").replaceAll(" +", " ").lines().toList();
        assertThat(shown.getFirst()).isEqualTo("NAME REGION READY REASON WISHED ACTIVE LOAD PARTICIPANTS AGE");
        assertThat(shown.getLast()).startsWith("here here True AsWished 2 1 37 120 ");

        create(MeetingCluster.class, example("trial.yaml", 0));
        assertThat(server.kubectl("get", "parley"))
                .contains("regionedge.parley.dev/here")
                .contains("meetingcluster.parley.dev/meet");
    }

    private static RegionEdgeStatus someStatus() {
        var ready = new Condition(
                ConditionType.READY, Condition.Status.TRUE, 1, NOON, EdgeReason.AS_WISHED.word(), "1 of 2 take rooms.");
        return new RegionEdgeStatus(
                1L,
                List.of(ready),
                2,
                1,
                "parley.dev/edge=here",
                "0.1.0",
                2,
                7L,
                null,
                12,
                120,
                37,
                null,
                List.of(node("here-0", NodePhase.ACTIVE, null), node("here-1", NodePhase.DRAINING, NOON)));
    }

    private static RegionEdgeStatus.Node node(String name, NodePhase phase, @Nullable Instant drainedFrom) {
        return new RegionEdgeStatus.Node(
                name, "uid-of-" + name, phase, null, "machine-1", "0.1.0", 37, 6, 60, drainedFrom, null);
    }

    private <T extends io.fabric8.kubernetes.client.CustomResource<?, ?>> T create(Class<T> kind, String yaml) {
        var created = client.resource(Serialization.unmarshal(yaml, GenericKubernetesResource.class))
                .create();
        return client.resources(kind).withName(created.getMetadata().getName()).get();
    }

    private static String example(String file, int document) throws IOException {
        return Files.readString(Definitions.root().resolve("docs/examples").resolve(file))
                .split("\n---\n", -1)[document];
    }
}
