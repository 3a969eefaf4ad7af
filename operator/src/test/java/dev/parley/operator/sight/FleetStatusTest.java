package dev.parley.operator.sight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.crds.edge.NodePhase;
import dev.parley.crds.edge.RegionEdgeStatus;
import dev.parley.crds.edge.RegionEdgeStatus.Node;
import dev.parley.operator.Samples;
import dev.parley.operator.desired.Release;
import dev.parley.operator.desired.edge.Edge;
import dev.parley.operator.fleet.Cause;
import dev.parley.operator.fleet.NodeRecord;
import dev.parley.operator.fleet.Plan;
import dev.parley.operator.fleet.Plan.Outlook;
import dev.parley.operator.fleet.Seen.Report;
import dev.parley.operator.status.Verdict;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What is written down of a fleet")
class FleetStatusTest {
    private static final Release RELEASE = new Release("registry.example.com/parley", "1.0.0", "redis:7.4.2");
    private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");

    @Test
    @DisplayName("is read again as it was, by whoever leads next")
    void again() {
        var drained =
                new NodeRecord("eu-media-1", "b", NodePhase.DRAINING, Cause.SCALE_IN, NOON, NOON.plusSeconds(120));
        var plan = plan(active("eu-media-0", "a"), drained);
        assertThat(FleetStatus.records(status(plan, sight()))).isEqualTo(plan.records());
        assertThat(FleetStatus.records(null)).isEmpty();
    }

    @Test
    @DisplayName("tells of a node where its pod is, and what it said")
    void told() {
        Node node = only(status(plan(active("eu-media-0", "a")), sight(pod("eu-media-0", "a"))));
        assertThat(node.host()).isEqualTo("machine-1");
        assertThat(node.version()).isEqualTo("1.0.0");
        assertThat(node.rooms()).isEqualTo(3);
        assertThat(node.participants()).isEqualTo(12);
    }

    @Test
    @DisplayName("tells nothing of the next pod of that name: it is another node")
    void successor() {
        var deleted = new NodeRecord("eu-media-0", "a", NodePhase.DELETED, Cause.EVICTED, NOON, NOON);
        Node node = only(status(plan(deleted), sight(pod("eu-media-0", "b"))));
        assertThat(node.uid()).isEqualTo("a");
        assertThat(node.host()).isNull();
        assertThat(node.version()).isNull();
        assertThat(node.loadPercent()).isNull();
        assertThat(node.rooms()).isNull();
        assertThat(node.participants()).isNull();
    }

    @Test
    @DisplayName("has loads in steps: a breath of the load writes nothing")
    void steps() {
        var plan = plan(active("eu-media-0", "a"));
        var calm = status(plan, sight(Map.of("eu-media-0", report(0.401)), pod("eu-media-0", "a")));
        var breath = status(plan, sight(Map.of("eu-media-0", report(0.42)), pod("eu-media-0", "a")));
        assertThat(only(calm).loadPercent()).isEqualTo(40);
        assertThat(breath).isEqualTo(calm);
    }

    @Test
    @DisplayName("sums up who meets, and takes the load of those that take rooms")
    void sums() {
        var leaving = new NodeRecord("eu-media-1", "b", NodePhase.DRAINING, Cause.SCALE_IN, NOON, NOON);
        var reports = Map.of("eu-media-0", report(0.2), "eu-media-1", report(0.9));
        var status = status(
                plan(active("eu-media-0", "a"), leaving),
                sight(reports, pod("eu-media-0", "a"), pod("eu-media-1", "b")));
        assertThat(status.rooms()).isEqualTo(6);
        assertThat(status.participants()).isEqualTo(24);
        assertThat(status.loadPercent()).isEqualTo(20);
        assertThat(status.activeNodes()).isEqualTo(1);
    }

    @Test
    @DisplayName("an image that cannot be pulled is named before anything else that is wrong")
    void image() {
        Pod pod = new PodBuilder(pod("eu-media-0", "a"))
                .withNewStatus()
                .addNewContainerStatus()
                .withImage("registry.example.com/parley/parley-media-node:1.0.1")
                .withNewState()
                .withNewWaiting()
                .withReason("ImagePullBackOff")
                .endWaiting()
                .endState()
                .endContainerStatus()
                .endStatus()
                .build();
        assertThat(FleetStatus.verdict(plan(active("eu-media-0", "a")), 2, sight(pod)))
                .isInstanceOfSatisfying(
                        Verdict.Stalled.class,
                        it -> assertThat(it.message())
                                .contains("1 of 2 nodes")
                                .contains("registry.example.com/parley/parley-media-node:1.0.1"));
    }

    private static Node only(RegionEdgeStatus status) {
        assertThat(status.nodes()).hasSize(1);
        return status.nodes().getFirst();
    }

    private static RegionEdgeStatus status(Plan plan, Sight sight) {
        return FleetStatus.of(edge(), plan, sight, new FleetStatus.Told(List.of(), null));
    }

    private static Edge edge() {
        var samples = Samples.read("""
                kind: MeetingCluster
                apiVersion: parley.dev/v1alpha1
                metadata: {name: meet, namespace: parley}
                spec: {profile: Trial, apiKeys: [{name: app, secret: {name: api, key: secret}}]}
                ---
                kind: RegionEdge
                apiVersion: parley.dev/v1alpha1
                metadata: {name: eu, namespace: parley, generation: 1}
                spec: {clusterRef: {name: meet}, region: eu, replicas: 2}
                """);
        return Edge.of(Objects.requireNonNull(samples.edge()), samples.cluster(), RELEASE);
    }

    private static Plan plan(NodeRecord... records) {
        return new Plan(2, List.of(records), List.of(), Outlook.SETTLED, 1);
    }

    private static NodeRecord active(String name, String uid) {
        return new NodeRecord(name, uid, NodePhase.ACTIVE, null, null, null);
    }

    private static Sight sight(Pod... pods) {
        return sight(Map.of("eu-media-0", report(0.4)), pods);
    }

    private static Sight sight(Map<String, Report> reports, Pod... pods) {
        return new Sight(null, List.of(pods), List.of(), List.of(), reports);
    }

    private static Report report(double load) {
        return new Report(NodePhase.ACTIVE, 3, 12, load, null);
    }

    private static Pod pod(String name, String uid) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withUid(uid)
                .addToLabels("app.kubernetes.io/version", "1.0.0")
                .endMetadata()
                .withNewSpec()
                .withNodeName("machine-1")
                .endSpec()
                .build();
    }
}
