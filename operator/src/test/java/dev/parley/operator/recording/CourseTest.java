package dev.parley.operator.recording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.crds.conditions.RecordingReason;
import dev.parley.crds.parts.ClusterRef;
import dev.parley.crds.recording.RecordingJobSpec;
import dev.parley.crds.recording.RecordingJobStatus.Segments;
import dev.parley.crds.recording.RecordingPhase;
import dev.parley.operator.recording.Step.Act;
import dev.parley.operator.recording.Work.State;
import dev.parley.operator.status.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The course of a recording")
class CourseTest {
    private static final Instant BEGIN = Instant.parse("2026-11-29T10:00:00Z");
    private static final int RETRIES = 2;

    private Take take = Take.of(null);
    private boolean stop;
    private Instant now = BEGIN;
    private @Nullable Verdict shut;
    private boolean othersAtWork;

    @Test
    @DisplayName("goes from the way to the room to the finished picture")
    void well() {
        play(Work.MISSING, Work.MISSING, "Pending Starting, 1 recorders");
        play(work(State.ACTIVE, "a"), Work.MISSING, "Pending Starting, 1 recorders");
        play(work(State.READY, "a"), Work.MISSING, "Recording Recording, 1 recorders");
        play(work(State.ACTIVE, "a"), Work.MISSING, "Finalizing Finalizing, 1 recorders");
        play(ended(State.COMPLETE, "a", null, 7), Work.MISSING, "Composing Composing, 1 recorders");
        play(ended(State.COMPLETE, "a", null, 7), work(State.ACTIVE, "c"), "Composing Composing, 1 recorders");
        play(ended(State.COMPLETE, "a", null, 7), work(State.COMPLETE, "c"), "Succeeded Complete, 1 recorders");
        assertThat(take.times().startedAt()).isEqualTo(BEGIN.plusSeconds(3));
        assertThat(take.times().stoppedAt()).isEqualTo(BEGIN.plusSeconds(4));
        assertThat(take.times().finishedAt()).isEqualTo(BEGIN.plusSeconds(7));
        assertThat(take.segments()).isNotNull().extracting(it -> it.count()).isEqualTo(7);
    }

    @Test
    @DisplayName("a recorder that fails is followed by another, and what both stored is composed")
    void replaced() {
        play(Work.MISSING, Work.MISSING, "Pending Starting, 1 recorders");
        play(work(State.READY, "a"), Work.MISSING, "Recording Recording, 1 recorders");
        play(ended(State.FAILED, "a", null, 2), Work.MISSING, "Recording RecorderReplaced, 2 recorders");
        play(work(State.ACTIVE, "b"), Work.MISSING, "Recording RecorderReplaced, 2 recorders");
        play(work(State.READY, "b"), Work.MISSING, "Recording Recording, 2 recorders");
        play(ended(State.COMPLETE, "b", null, 5), Work.MISSING, "Composing Composing, 2 recorders");
        assertThat(take.times().startedAt()).isEqualTo(BEGIN.plusSeconds(2));
    }

    @Test
    @DisplayName("after as many as it may have, it has failed, for the reason of the last")
    void exhausted() {
        play(Work.MISSING, Work.MISSING, "Pending Starting, 1 recorders");
        play(work(State.FAILED, "a"), Work.MISSING, "Pending RecorderReplaced, 2 recorders");
        play(work(State.FAILED, "b"), Work.MISSING, "Pending RecorderReplaced, 3 recorders");
        play(
                ended(State.FAILED, "c", RecordingReason.STORAGE_REFUSED, 0),
                Work.MISSING,
                "Failed StorageRefused, 3 recorders");
        assertThat(take.failure()).isNotNull().extracting(it -> it.reason()).isEqualTo("StorageRefused");
    }

    @Test
    @DisplayName("a room that is not there is no reason to send another")
    void nowhere() {
        play(Work.MISSING, Work.MISSING, "Pending Starting, 1 recorders");
        play(
                ended(State.FAILED, "a", RecordingReason.ROOM_NOT_FOUND, 0),
                Work.MISSING,
                "Failed RoomNotFound, 1 recorders");
    }

    @Test
    @DisplayName("one that is evicted is followed at once, and awaited before anything is composed")
    void evicted() {
        play(Work.MISSING, Work.MISSING, "Pending Starting, 1 recorders");
        play(work(State.READY, "a"), Work.MISSING, "Recording Recording, 1 recorders");
        play(ending("a"), Work.MISSING, "Recording RecorderReplaced, 2 recorders");
        othersAtWork = true;
        play(work(State.READY, "b"), Work.MISSING, "Recording Recording, 2 recorders");
        play(ended(State.COMPLETE, "b", null, 4), Work.MISSING, "Finalizing Finalizing, 2 recorders");
        othersAtWork = false;
        play(ended(State.COMPLETE, "b", null, 9), Work.MISSING, "Composing Composing, 2 recorders");
    }

    @Test
    @DisplayName("stop: the recorder is told once, and what it brings is composed")
    void stopped() {
        play(Work.MISSING, Work.MISSING, "Pending Starting, 1 recorders");
        play(work(State.READY, "a"), Work.MISSING, "Recording Recording, 1 recorders");
        stop = true;
        assertThat(play(work(State.READY, "a"), Work.MISSING, "Recording Recording, 1 recorders"))
                .isEqualTo(Act.END_RECORDER);
        assertThat(play(ending("a"), Work.MISSING, "Finalizing Finalizing, 1 recorders"))
                .isEqualTo(Act.NOTHING);
        play(ended(State.FAILED, "a", null, 3), Work.MISSING, "Composing Composing, 1 recorders");
    }

    @Test
    @DisplayName("stop before there is anything: it has failed, since nothing came of it")
    void stoppedEarly() {
        stop = true;
        play(Work.MISSING, Work.MISSING, "Failed Stopped, 0 recorders");
        take = Take.of(null);
        stop = false;
        play(Work.MISSING, Work.MISSING, "Pending Starting, 1 recorders");
        stop = true;
        assertThat(play(work(State.ACTIVE, "a"), Work.MISSING, "Pending Starting, 1 recorders"))
                .isEqualTo(Act.END_RECORDER);
        play(work(State.FAILED, "a"), Work.MISSING, "Failed Stopped, 1 recorders");
    }

    @Test
    @DisplayName("waits while it may not begin; once begun, it goes on")
    void shut() {
        shut = new Verdict.NotReady(RecordingReason.ROOM_BUSY, "busy");
        play(Work.MISSING, Work.MISSING, "Pending RoomBusy, 0 recorders");
        shut = new Verdict.Stalled(RecordingReason.RECORDING_OFF, "off", false);
        play(Work.MISSING, Work.MISSING, "Pending RecordingOff, 0 recorders");
        shut = null;
        play(Work.MISSING, Work.MISSING, "Pending Starting, 1 recorders");
        shut = new Verdict.Stalled(RecordingReason.CLUSTER_MISSING, "gone", false);
        play(work(State.READY, "a"), Work.MISSING, "Recording Recording, 1 recorders");
        play(work(State.FAILED, "a"), Work.MISSING, "Recording ClusterMissing, 1 recorders");
        shut = null;
        play(work(State.FAILED, "a"), Work.MISSING, "Recording RecorderReplaced, 2 recorders");
    }

    @Test
    @DisplayName("a report that went with its pod is no reason to give up what may be in the storage")
    void unknown() {
        play(Work.MISSING, Work.MISSING, "Pending Starting, 1 recorders");
        play(work(State.READY, "a"), Work.MISSING, "Recording Recording, 1 recorders");
        play(work(State.ACTIVE, "a"), Work.MISSING, "Finalizing Finalizing, 1 recorders");
        play(work(State.FAILED, "a"), Work.MISSING, "Composing Composing, 1 recorders");
        play(work(State.FAILED, "a"), work(State.FAILED, "c"), "Failed ComposingFailed, 1 recorders");
    }

    @Test
    @DisplayName("a finished one goes when its time is over, and not before")
    void expires() {
        stop = true;
        play(Work.MISSING, Work.MISSING, "Failed Stopped, 0 recorders");
        now = BEGIN.plusSeconds(60);
        assertThat(play(Work.MISSING, Work.MISSING, "Failed Stopped, 0 recorders"))
                .isEqualTo(Act.NOTHING);
        assertThat(play(Work.MISSING, Work.MISSING, "Failed Stopped, 0 recorders"))
                .isEqualTo(Act.EXPIRE);
    }

    /// One pass a second.
    private Act play(Work recorder, Work composer, String expected) {
        now = now.plusSeconds(1);
        Segments stored = take.segments();
        if (recorder.report() != null) {
            stored = recorder.report().segments();
        }
        Step step = Course.next(new Look(wish(), take, recorder, composer, othersAtWork, stored, shut, now));
        take = step.take();
        assertThat("%s %s, %d recorders"
                        .formatted(word(take.phase()), step.verdict().reason().word(), take.recorders()))
                .isEqualTo(expected);
        return step.act();
    }

    private static String word(RecordingPhase phase) {
        String name = phase.name();
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }

    private RecordingJobSpec wish() {
        return new RecordingJobSpec(new ClusterRef("main"), "standup", null, null, null, null, null, RETRIES, 61, stop);
    }

    private static Work work(State state, String pod) {
        return new Work(state, new Work.Pod(pod, "uid-" + pod, "1", false), null);
    }

    private static Work ending(String pod) {
        return new Work(State.ACTIVE, new Work.Pod(pod, "uid-" + pod, "1", true), null);
    }

    private static Work ended(State state, String pod, @Nullable RecordingReason why, int segments) {
        var report = new Report(
                why == null ? null : why.word(), null, new Segments(segments, segments * 100L, null), List.of());
        return new Work(state, new Work.Pod(pod, "uid-" + pod, "1", false), report);
    }
}
