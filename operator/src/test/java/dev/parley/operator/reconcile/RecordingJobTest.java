package dev.parley.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.crds.AsServed;
import dev.parley.crds.MeetingCluster;
import dev.parley.crds.RecordingJob;
import dev.parley.crds.conditions.Condition;
import dev.parley.crds.conditions.ConditionType;
import dev.parley.crds.kube.ApiServer;
import dev.parley.crds.kube.WithApiServer;
import dev.parley.crds.recording.RecordingPhase;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

@WithApiServer
@DisplayName("A RecordingJob on a real API server")
class RecordingJobTest {
    private static final String STORED = "{\"segments\": {\"count\": %d, \"bytes\": %d}}";

    private final Running running;
    private final FakeRecorders recorders;

    RecordingJobTest(ApiServer server, TestInfo test) {
        String name = test.getTestMethod().orElseThrow().getName();
        running = new Running(server, "recordings-" + name.toLowerCase(Locale.ROOT));
        recorders = new FakeRecorders(server.client(), running.namespace);
    }

    @BeforeEach
    void start() {
        running.with(running.recordings()).start();
    }

    @AfterEach
    void stop() {
        running.close();
    }

    @Test
    @DisplayName("is recorded, brought away, composed, and then nothing is written any more")
    void well() {
        apply(cluster("Enabled", 50));
        apply(wish("one", "standup", ""));
        recording("one", "Pending", "Starting");
        running.await(Job.class, "one-recorder-1");
        recorders.come("one-recorder-1");
        recorders.ready("one-recorder-1", true);
        var begun = recording("one", "Recording", "Recording");
        assertThat(begun.getStatus().recorder()).isEqualTo("one-recorder-1-pod");
        assertThat(begun.getStatus().startedAt()).isNotNull();
        var changed = wish("one", "elsewhere", "");
        assertThatThrownBy(() -> apply(changed)).isInstanceOf(KubernetesClientException.class);

        recorders.ready("one-recorder-1", false);
        recording("one", "Finalizing", "Finalizing");
        var budget = running.await(PodDisruptionBudget.class, "one-recorder");
        assertThat(running.at(Pod.class, "one-recorder-1-pod")
                        .get()
                        .getMetadata()
                        .getLabels())
                .containsAllEntriesOf(budget.getSpec().getSelector().getMatchLabels());
        recorders.complete("one-recorder-1", STORED.formatted(12, 4_096));
        recording("one", "Composing", "Composing");
        running.await(Job.class, "one-composer");
        running.await(PodDisruptionBudget.class, "one-recorder", it -> it == null);
        running.await(Lease.class, RoomLeases.name("main", "standup"), it -> it == null);

        recorders.come("one-composer");
        recorders.complete(
                "one-composer",
                "{\"outputs\": [{\"name\": \"video.mp4\", \"type\": \"Video\", \"url\": \"s3://recordings/v.mp4\"}]}");
        var done = recording("one", "Succeeded", "Complete");
        assertThat(done.getStatus().segments())
                .isNotNull()
                .extracting(it -> it.count())
                .isEqualTo(12);
        assertThat(done.getStatus().outputs()).hasSize(1);
        assertThat(done.getStatus().finishedAt()).isNotNull();

        running.awaitEvents("one", "Complete");
        running.traffic.forget();
        touch("one-recorder-1");
        touch("one-composer");
        // What comes after it was looked at after it.
        apply(wish("two", "other", ""));
        running.await(Job.class, "two-recorder-1");
        assertThat(running.traffic.writes()).noneMatch(it -> it.contains("/one"));
    }

    @Test
    @DisplayName("a room has one recorder, however many wish for it; the next begins when the first has left")
    void oneRoom() {
        apply(cluster("Enabled", 50));
        apply(wish("first", "standup", ""));
        running.await(Job.class, "first-recorder-1");
        apply(wish("second", "standup", ""));
        recording("second", "Pending", "RoomBusy");
        assertThat(running.at(Job.class, "second-recorder-1").get()).isNull();
        recorders.come("first-recorder-1");
        recorders.ready("first-recorder-1", true);
        recording("first", "Recording", "Recording");
        recorders.complete("first-recorder-1", STORED.formatted(1, 100));
        recording("first", "Composing", "Composing");
        running.await(Job.class, "second-recorder-1");
        recording("second", "Pending", "Starting");
    }

    @Test
    @DisplayName("no more rooms at once than its MeetingCluster allows")
    void concurrent() {
        apply(cluster("Enabled", 1));
        apply(wish("first", "one", ""));
        running.await(Job.class, "first-recorder-1");
        apply(wish("second", "two", ""));
        recording("second", "Pending", "RecordersBusy");
        recorders.fail("first-recorder-1", "{\"reason\": \"RoomNotFound\", \"message\": \"There is no room one.\"}");
        // It never had a pod, so nobody knows why it failed, and others follow until there are enough.
        for (int number = 2; number <= 4; number++) {
            running.await(Job.class, "first-recorder-" + number);
            recorders.fail("first-recorder-" + number, null);
        }
        var failed = recording("first", "Failed", "RecorderFailed");
        assertThat(failed.getStatus().recorders()).isEqualTo(4);
        assertThat(failed.getStatus().failure())
                .isNotNull()
                .extracting(it -> it.reason())
                .isEqualTo("RecorderFailed");
        running.await(Job.class, "second-recorder-1");
    }

    @Test
    @DisplayName("a recorder that fails in the room is followed by another; the segments of both are told")
    void backup() {
        apply(cluster("Enabled", 50));
        apply(wish("rec", "standup", ""));
        running.await(Job.class, "rec-recorder-1");
        recorders.come("rec-recorder-1");
        recorders.ready("rec-recorder-1", true);
        recording("rec", "Recording", "Recording");
        recorders.fail("rec-recorder-1", STORED.formatted(5, 500));
        recording("rec", "Recording", "RecorderReplaced");
        running.await(Job.class, "rec-recorder-2");
        recorders.come("rec-recorder-2");
        recorders.ready("rec-recorder-2", true);
        var again = recording("rec", "Recording", "Recording");
        assertThat(again.getStatus().recorders()).isEqualTo(2);
        assertThat(again.getStatus().recorder()).isEqualTo("rec-recorder-2-pod");
        recorders.complete("rec-recorder-2", STORED.formatted(7, 700));
        var composing = recording("rec", "Composing", "Composing");
        assertThat(composing.getStatus().segments())
                .isNotNull()
                .extracting(it -> it.count(), it -> it.bytes())
                .containsExactly(12, 1_200L);
        running.awaitEvents("rec", "Starting", "Recording", "RecorderReplaced", "Composing", "Created");
    }

    @Test
    @DisplayName("stop: true tells the recorder to leave, and what it brings is composed; then it goes by its time")
    void stops() {
        apply(cluster("Enabled", 50));
        apply(wish("rec", "standup", "  ttlSecondsAfterFinished: 1\n"));
        running.await(Job.class, "rec-recorder-1");
        recorders.come("rec-recorder-1");
        recorders.ready("rec-recorder-1", true);
        recording("rec", "Recording", "Recording");
        apply(wish("rec", "standup", "  ttlSecondsAfterFinished: 1\n  stop: true\n"));
        running.await(
                Pod.class,
                "rec-recorder-1-pod",
                it -> it == null || it.getMetadata().getDeletionTimestamp() != null);
        recorders.ready("rec-recorder-1", false);
        recording("rec", "Finalizing", "Finalizing");
        recorders.complete("rec-recorder-1", STORED.formatted(3, 300));
        running.await(Job.class, "rec-composer");
        recorders.come("rec-composer");
        recorders.fail("rec-composer", "{\"message\": \"no space left\"}");
        running.await(RecordingJob.class, "rec", it -> it == null);
    }

    @Test
    @DisplayName("without its MeetingCluster, or with recording off, it stalls, and begins when that has changed")
    void waits() {
        apply(wish("rec", "standup", ""));
        var stalled = recording("rec", "Pending", "ClusterMissing");
        assertThat(stalled.getStatus().conditions()).extracting(Condition::type).contains(ConditionType.STALLED);
        apply(cluster("Disabled", 50));
        recording("rec", "Pending", "RecordingOff");
        assertThat(running.at(Job.class, "rec-recorder-1").get()).isNull();
        apply(cluster("Enabled", 50));
        running.await(Job.class, "rec-recorder-1");
        // What was begun goes on.
        apply(cluster("Disabled", 50));
        recorders.come("rec-recorder-1");
        recorders.ready("rec-recorder-1", true);
        recording("rec", "Recording", "Recording");
    }

    private void touch(String job) {
        running.at(Job.class, job).edit(it -> {
            it.getMetadata().setAnnotations(Map.of("somebody", "was-here"));
            return it;
        });
    }

    private RecordingJob recording(String name, String phase, String reason) {
        return running.await(RecordingJob.class, name, says(phase, reason));
    }

    private static Predicate<@Nullable RecordingJob> says(String phase, String reason) {
        return it -> it != null
                && it.getStatus() != null
                && it.getStatus().phase() == RecordingPhase.valueOf(phase.toUpperCase(Locale.ROOT))
                && it.getStatus().conditions().stream()
                        .anyMatch(condition -> Objects.equals(condition.reason(), reason));
    }

    private void apply(HasMetadata resource) {
        running.client.resource(resource).inNamespace(running.namespace).serverSideApply();
    }

    static MeetingCluster cluster(String recording, int most) {
        return AsServed.read("""
                apiVersion: parley.dev/v1alpha1
                kind: MeetingCluster
                metadata: {name: main}
                spec:
                  profile: Trial
                  redis: {type: Bundled}
                  storage: {bucket: recordings}
                  recording: {state: %s, maxConcurrent: %d}
                  apiKeys: [{name: app, secret: {name: keys, key: app}}]
                """.formatted(recording, most), MeetingCluster.class);
    }

    static RecordingJob wish(String name, String room, String more) {
        return AsServed.read("""
                apiVersion: parley.dev/v1alpha1
                kind: RecordingJob
                metadata: {name: %s}
                spec:
                  clusterRef: {name: main}
                  room: %s
                """.formatted(name, room) + more, RecordingJob.class);
    }
}
