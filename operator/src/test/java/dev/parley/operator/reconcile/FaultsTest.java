package dev.parley.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.crds.AsServed;
import dev.parley.crds.MeetingCluster;
import dev.parley.crds.RegionEdge;
import dev.parley.crds.conditions.Condition;
import dev.parley.crds.edge.NodePhase;
import dev.parley.crds.kube.ApiServer;
import dev.parley.crds.kube.Ground;
import dev.parley.crds.kube.WithApiServer;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@WithApiServer
@DisplayName("What goes wrong while nodes are replaced, on a real API server")
class FaultsTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final long LOOK_NS = 100_000_000;
    private static final int CRASHES = 20;
    private static final int RETRIES = 10;

    /// Of a hundred requests, as many are refused.
    private static final int REFUSED_PERCENT = 25;

    private final FakeNodes nodes = new FakeNodes();
    private final ApiServer server;
    private final KubernetesClient admin;
    private final String namespace;
    private final Kubelets kubelets;
    private final List<FaultyDoor> doors = new ArrayList<>();
    private final List<Running> operators = new ArrayList<>();

    FaultsTest(ApiServer server, TestInfo test) {
        this.server = server;
        this.admin = server.client();
        // One for each case: what was deleted in one is not to be seen in another.
        this.namespace = "faults-"
                + (test.getTestMethod().orElseThrow().getName() + "-"
                                + test.getDisplayName().hashCode())
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("-+", "-");
        this.kubelets = new Kubelets(admin, namespace, "eu-media");
    }

    @BeforeEach
    void ground() {
        known();
        operator();
        var ground = new Ground(admin);
        ground.secret(namespace, "keys", "app", "0123456789abcdef0123456789abcdef");
        ground.machine("machine-a");
    }

    @AfterEach
    void stop() {
        operators.forEach(Running::close);
        doors.forEach(FaultyDoor::close);
    }

    @Test
    @DisplayName("an API server that refuses every fourth request with 429 or 500: it takes longer, and that is all")
    void refusals() {
        settled("1.0.0", 2);
        var chance = new Random(1);
        door().answer(_ -> chance.nextInt(100) >= REFUSED_PERCENT ? 0 : chance.nextBoolean() ? 429 : 500);
        replaced();
    }

    @Test
    @DisplayName("watches that end again and again: what was missed is seen")
    void watches() {
        settled("1.0.0", 2);
        apply(cluster("1.1.0"));
        await(edge -> {
            door().dropWatches();
            return isOf(edge, "1.1.0");
        });
        nothingTwice();
    }

    @Test
    @DisplayName("an answer that comes after what others made of it: what they made is what counts")
    void lateAnswers() {
        settled("1.0.0", 2);
        door().answerLate(it -> it.method().equals("PATCH") && it.path().contains("/statefulsets/"));
        replaced();
    }

    @Test
    @DisplayName("two that both lead: one of them decides, and no pod is deleted twice")
    void twoLeaders() {
        settled("1.0.0", 3);
        operator();
        replaced();
        assertThat(kubelets.uids).hasSize(6);
    }

    @Test
    @DisplayName("an operator that dies twenty times in a row restarts no node")
    void crashes() {
        settled("1.0.0", 2);
        for (int i = 0; i < CRASHES; i++) {
            door().go();
            operators.getLast().end();
            operator();
            var passed = door();
            await(_ -> passed.done.stream().anyMatch(it -> it.path().contains("/regionedges?")));
        }
        await(edge -> isOf(edge, "1.0.0"));
        assertThat(kubelets.uids).hasSize(2);
        assertThat(deleted()).isEmpty();
        assertThat(nodes.orders).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = NodePhase.class,
            names = {"CORDONED", "DRAINING", "DRAINED", "DELETED"})
    @DisplayName("an operator that dies as soon as a step is written down: the next one takes it, once")
    void dies(NodePhase phase) {
        settled("1.0.0", 2);
        String word = "\"phase\":\"" + phase.name().charAt(0)
                + phase.name().substring(1).toLowerCase(Locale.ROOT) + "\"";
        door().goAfter(it -> it.path().contains("/regionedges/eu/status")
                && it.body().replace(" ", "").contains(word));
        apply(cluster("1.1.0"));
        await(_ -> door().isGone());
        operators.getLast().end();
        operator();
        await(edge -> isOf(edge, "1.1.0"));
        nothingTwice();
        assertThat(kubelets.uids).hasSize(4);
    }

    @Test
    @DisplayName("a neighbour that no machine takes: it stalls with an Event, and the node that has meetings stays")
    void surge() {
        settled("1.0.0", 1);
        nodes.fill("eu-media-0", 10);
        await(edge -> Objects.equals(edge.getStatus().participants(), 10));
        kubelets.full();
        apply(cluster("1.1.0"));
        await(edge -> reasons(edge).anyMatch("Unschedulable"::equals));
        assertThat(nodes.orders).isEmpty();
        assertThat(deleted()).isEmpty();
        operators.getLast().awaitEvents("eu", "Unschedulable");
        kubelets.room();
        await(edge -> isOf(edge, "1.1.0"));
        nothingTwice();
    }

    // --- the play ------------------------------------------------------------------------------------------------

    private void settled(String version, int replicas) {
        apply(cluster(version));
        apply(edge(replicas));
        await(edge -> isOf(edge, version));
    }

    private void replaced() {
        apply(cluster("1.1.0"));
        await(edge -> isOf(edge, "1.1.0"));
        nothingTwice();
    }

    /// Each pod once, by whichever operator.
    private void nothingTwice() {
        var all = deleted();
        assertThat(new HashSet<>(all)).as("deleted %s", all).hasSameSizeAs(all);
    }

    /// The bodies of all that deleted a pod: they have its uid.
    private List<String> deleted() {
        return doors.stream()
                .flatMap(door -> door.done.stream())
                .filter(it -> it.method().equals("DELETE") && it.path().contains("/pods/"))
                .map(FaultyDoor.Asked::body)
                .toList();
    }

    private void operator() {
        var door = new FaultyDoor(admin.getConfiguration());
        doors.add(door);
        var running = Running.through(door, server, namespace);
        operators.add(running);
        running.with(running.edges(nodes)).start();
    }

    /// Kinds that were just made known are refused at first, and that is another fault than those of these tests.
    private void known() {
        try (var patient = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(admin.getConfiguration())
                        .withRequestRetryBackoffLimit(RETRIES)
                        .build())
                .build()) {
            patient.resources(RegionEdge.class).inNamespace("default").list();
            patient.resources(MeetingCluster.class).inNamespace("default").list();
        }
    }

    private FaultyDoor door() {
        return doors.getLast();
    }

    private void await(Predicate<RegionEdge> expected) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        var edges = admin.resources(RegionEdge.class).inNamespace(namespace).withName("eu");
        while (true) {
            RegionEdge edge = edges.get();
            if (edge != null && edge.getStatus() != null && expected.test(edge)) {
                return;
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError("still " + (edge == null ? null : edge.getStatus()) + "\n" + nodes.orders);
            }
            kubelets.look(nodes);
            LockSupport.parkNanos(LOOK_NS);
        }
    }

    private static boolean isOf(RegionEdge edge, String version) {
        return edge.getStatus().nodes().size() == edge.getSpec().replicas()
                && edge.getStatus().nodes().stream().allMatch(it -> version.equals(it.version()))
                && reasons(edge).allMatch("AsWished"::equals);
    }

    private static Stream<String> reasons(RegionEdge edge) {
        return edge.getStatus().conditions().stream().map(Condition::reason);
    }

    private void apply(HasMetadata resource) {
        admin.resource(resource).inNamespace(namespace).serverSideApply();
    }

    private static MeetingCluster cluster(String version) {
        return AsServed.read("""
                apiVersion: parley.dev/v1alpha1
                kind: MeetingCluster
                metadata: {name: main}
                spec:
                  profile: Trial
                  redis: {type: Bundled}
                  images: {version: %s}
                  nodeSecret: {name: keys, key: app}
                  apiKeys: [{name: app, secret: {name: keys, key: app}}]
                """.formatted(version), MeetingCluster.class);
    }

    private static RegionEdge edge(int replicas) {
        return AsServed.read("""
                apiVersion: parley.dev/v1alpha1
                kind: RegionEdge
                metadata: {name: eu}
                spec:
                  clusterRef: {name: main}
                  region: eu
                  replicas: %d
                  exposure: {type: HostPort, announce: InternalAddress}
                """.formatted(replicas), RegionEdge.class);
    }
}
