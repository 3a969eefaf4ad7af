package dev.parley.kubectl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.crds.Parley;
import dev.parley.crds.RecordingJob;
import dev.parley.crds.RegionEdge;
import dev.parley.crds.kube.ApiServer;
import dev.parley.crds.kube.WithApiServer;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

@WithApiServer
@DisplayName("Who waits is told each step")
class WaitingTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long LOOK_NS = 20_000_000;

    private final KubernetesClient client;
    private final Sample sample;
    private final Prompt prompt;
    private final Prompt.Typed typed = new Prompt.Typed(new StringWriter(), new StringWriter());
    private final Calm calm;

    WaitingTest(ApiServer server, TestInfo test) {
        client = server.client();
        sample = new Sample(
                        client,
                        "waiting-"
                                + test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT))
                .apply();
        prompt = new Prompt(server, sample);
        calm = new Calm(sample);
    }

    @Test
    @DisplayName("drain --wait: until the node is drained")
    void drain() throws Exception {
        var command = begin("kubectl parley drain eu-media-1 --wait");
        await("Active, 4 rooms, 20 participants");
        assertThat(sample.get(Pod.class, "eu-media-1").getMetadata().getAnnotations())
                .containsEntry(Parley.WISH_ANNOTATION, "drain");
        node("phase: Cordoned, reason: AskedToDrain, rooms: 4, participants: 20");
        await("Cordoned");
        String deadline =
                ", drainStartedAt: \"" + sample.now + "\", drainDeadline: \"" + sample.now.plusSeconds(600) + "\"";
        node("phase: Draining, reason: AskedToDrain, rooms: 3, participants: 11" + deadline);
        await("3 rooms");
        node("phase: Draining, reason: AskedToDrain, rooms: 1, participants: 5" + deadline);
        await("1 room,");
        node("phase: Drained, reason: AskedToDrain, rooms: 0, participants: 0");
        assertThat(command.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isZero();
        assertThat(calm.of(typed.all())).isEqualTo("""
                node/eu-media-1 is asked to give its rooms away and stay
                node/eu-media-1 Active, 4 rooms, 20 participants
                node/eu-media-1 Cordoned (AskedToDrain), 4 rooms, 20 participants
                node/eu-media-1 Draining (AskedToDrain), 3 rooms, 11 participants, until 2026-12-09T12:40:00Z
                node/eu-media-1 Draining (AskedToDrain), 1 room, 5 participants, until 2026-12-09T12:40:00Z
                node/eu-media-1 Drained (AskedToDrain), 0 rooms, 0 participants
                """);
    }

    @Test
    @DisplayName("drain --replace --wait: until another pod of that name takes rooms")
    void replace() throws Exception {
        var command = begin("kubectl parley drain eu-media-1 --replace --wait");
        await("Active");
        node("phase: Drained, reason: AskedToReplace, rooms: 0, participants: 0");
        await("Drained");
        node("phase: Active, uid: another, rooms: 0, participants: 0");
        assertThat(command.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isZero();
        assertThat(typed.said()).endsWith("node/eu-media-1 Active, 0 rooms, 0 participants\n");
    }

    @Test
    @DisplayName("drain --wait of a node that is lost fails")
    void lost() throws Exception {
        var command = begin("kubectl parley drain eu-media-1 --wait");
        await("Active");
        node("phase: Lost, reason: AskedToDrain");
        assertThat(command.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(typed.err())
                .hasToString("error: node eu-media-1: Lost (expected: Drained; kubectl parley why eu-media-1)\n");
    }

    @Test
    @DisplayName("record --follow: each phase, and what came of it")
    void record() throws Exception {
        var command = begin("kubectl parley record stop standup-monday --follow");
        await("Recording");
        recording("phase: Finalizing");
        await("Finalizing");
        recording("phase: Succeeded\noutputs: [{name: video.mp4, type: Video, url: \"s3://meet/standup.mp4\"}]");
        assertThat(command.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isZero();
        assertThat(sample.get(RecordingJob.class, "standup-monday").getSpec().stop())
                .isTrue();
        assertThat(typed.all()).isEqualTo("""
                recordingjob.parley.dev/standup-monday is asked to stop
                standup-monday Recording: the recorder is in the room
                standup-monday Finalizing: the recorder is in the room
                standup-monday Succeeded: the recorder is in the room
                  video.mp4  s3://meet/standup.mp4
                """);
    }

    @Test
    @DisplayName("nodes --watch: all, then those that change, until it is interrupted")
    void nodes() throws Exception {
        var command = Thread.ofPlatform()
                .daemon()
                .start(() -> prompt.type("kubectl parley nodes --edge eu --watch", typed, false));
        try {
            await("eu-media-2");
            node("phase: Cordoned, reason: AskedToCordon, rooms: 4, participants: 20");
            await("AskedToCordon");
        } finally {
            command.interrupt();
            command.join();
        }
        assertThat(typed.all()).isEqualTo("""
                NODE         EDGE   PHASE      CAUSE      LOAD   ROOMS   PARTICIPANTS
                eu-media-0   eu     Active     <none>     40%    5       25
                eu-media-1   eu     Active     <none>     30%    4       20
                eu-media-2   eu     Draining   Outdated   25%    3       15
                eu-media-1   eu     Cordoned   AskedToCordon   <none>   4       20
                """);
    }

    @Test
    @DisplayName("status --watch: the whole again, on a terminal in place of the last")
    void status() throws Exception {
        var command =
                Thread.ofPlatform().daemon().start(() -> prompt.type("kubectl parley status --watch", typed, true));
        try {
            await("standup-monday");
            recording("phase: Finalizing");
            await("Finalizing");
        } finally {
            command.interrupt();
            command.join();
        }
        assertThat(typed.said())
                .contains("\u001b[H\u001b[2J")
                .contains("\u001b[32mTrue\u001b[0m")
                .contains("\u001b[31mFalse\u001b[0m");
    }

    /// Not on the threads that all have in common: the HTTP client needs those.
    private CompletableFuture<Integer> begin(String line) {
        return CompletableFuture.supplyAsync(
                () -> prompt.type(line, typed),
                it -> Thread.ofPlatform().daemon().start(it));
    }

    private void await(String words) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!typed.said().contains(words)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("no '" + words + "' in " + typed.all());
            }
            LockSupport.parkNanos(LOOK_NS);
        }
    }

    /// The operator writes down something else of eu-media-1.
    private void node(String fields) {
        String uid = fields.contains("uid:") ? "" : ", uid: u1";
        String kept = """
                - {name: eu-media-0, uid: u0, phase: Active, loadPercent: 40, rooms: 5, participants: 25,
                   host: machine-a, version: 0.1.0}
                - {name: eu-media-1, %s}
                - {name: eu-media-2, uid: u2, phase: Draining, reason: Outdated, loadPercent: 25, rooms: 3,
                   participants: 15, host: machine-c, version: 0.1.0, drainStartedAt: "%s", drainDeadline: "%s"}
                """.formatted(fields + uid, sample.now.minusSeconds(180), sample.now.plusSeconds(420));
        status(RegionEdge.class, "eu", "nodes:\n" + kept);
    }

    private void recording(String status) {
        status(RecordingJob.class, "standup-monday", status);
    }

    private <T extends HasMetadata> void status(Class<T> kind, String name, String yaml) {
        String json = Serialization.asJson(Serialization.unmarshal(yaml, Map.class));
        client.resources(kind)
                .inNamespace(sample.namespace)
                .withName(name)
                .subresource("status")
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"status\":" + json + "}");
    }
}
