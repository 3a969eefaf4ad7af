package dev.parley.operator.recording;

import dev.parley.crds.conditions.Condition;
import dev.parley.crds.conditions.RecordingReason;
import dev.parley.crds.recording.RecordingJobStatus;
import dev.parley.crds.recording.RecordingJobStatus.Failure;
import dev.parley.crds.recording.RecordingJobStatus.Result;
import dev.parley.crds.recording.RecordingJobStatus.Segments;
import dev.parley.crds.recording.RecordingPhase;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a recording is, as its status has it between two passes: nothing of it is kept anywhere else.
public record Take(
        RecordingPhase phase,
        @Nullable String recorder,
        int recorders,
        Times times,
        @Nullable Segments segments,
        List<Result> outputs,
        @Nullable Failure failure) {

    /// When the first packet was recorded, when the last, and when all was done.
    public record Times(
            @Nullable Instant startedAt,
            @Nullable Instant stoppedAt,
            @Nullable Instant finishedAt) {}

    public Take {
        outputs = List.copyOf(outputs);
    }

    public static Take of(@Nullable RecordingJobStatus status) {
        return status == null
                ? new Take(RecordingPhase.PENDING, null, 0, new Times(null, null, null), null, List.of(), null)
                : new Take(
                        status.phase() == null ? RecordingPhase.PENDING : status.phase(),
                        status.recorder(),
                        status.recorders() == null ? 0 : status.recorders(),
                        new Times(status.startedAt(), status.stoppedAt(), status.finishedAt()),
                        status.segments(),
                        status.outputs(),
                        status.failure());
    }

    public RecordingJobStatus status(long generation, List<Condition> conditions) {
        return new RecordingJobStatus(
                generation,
                conditions,
                phase,
                recorder,
                recorders,
                times.startedAt(),
                times.stoppedAt(),
                times.finishedAt(),
                segments,
                outputs,
                failure);
    }

    /// No recorder has been started.
    public boolean isWaiting() {
        return recorders == 0 && !isFinished();
    }

    /// A recorder is on its way to the room, in it, or brings away what it has: the room is taken.
    public boolean hasRecorder() {
        return switch (phase) {
            case PENDING, RECORDING, FINALIZING -> recorders > 0;
            case COMPOSING, SUCCEEDED, FAILED -> false;
        };
    }

    public boolean isFinished() {
        return phase == RecordingPhase.SUCCEEDED || phase == RecordingPhase.FAILED;
    }

    Take next() {
        return new Take(phase, recorder, recorders + 1, times, segments, outputs, failure);
    }

    Take in(RecordingPhase now) {
        return new Take(now, recorder, recorders, times, segments, outputs, failure);
    }

    Take recordedBy(@Nullable String pod, Instant now) {
        var began = new Times(times.startedAt() == null ? now : times.startedAt(), null, null);
        return new Take(RecordingPhase.RECORDING, pod, recorders, began, segments, outputs, failure);
    }

    Take stored(@Nullable Segments more) {
        return new Take(phase, recorder, recorders, times, more, outputs, failure);
    }

    Take stopped(RecordingPhase now, Instant at) {
        var stopped = new Times(times.startedAt(), times.stoppedAt() == null ? at : times.stoppedAt(), null);
        return new Take(now, recorder, recorders, stopped, segments, outputs, failure);
    }

    Take succeeded(List<Result> results, Instant at) {
        return new Take(RecordingPhase.SUCCEEDED, recorder, recorders, finished(at), segments, results, null);
    }

    Take failed(RecordingReason why, String message, Instant at) {
        var because = new Failure(why.word(), message);
        return new Take(RecordingPhase.FAILED, recorder, recorders, finished(at), segments, outputs, because);
    }

    private Times finished(Instant at) {
        return new Times(times.startedAt(), times.stoppedAt(), at);
    }
}
