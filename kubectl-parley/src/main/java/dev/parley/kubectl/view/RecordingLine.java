package dev.parley.kubectl.view;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.crds.RecordingJob;
import dev.parley.crds.recording.RecordingJobStatus;
import dev.parley.crds.recording.RecordingPhase;
import dev.parley.crds.schema.Moment;
import dev.parley.kubectl.print.Cell;
import dev.parley.kubectl.print.Column;
import dev.parley.kubectl.print.Column.Shown;
import dev.parley.kubectl.print.Shell;
import dev.parley.kubectl.print.Tone;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A RecordingJob in a line.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RecordingLine(
        String namespace,
        String name,
        String cluster,
        String room,
        RecordingPhase phase,
        String reason,
        String message,
        boolean stop,
        @Moment @Nullable Instant startedAt,
        @Moment @Nullable Instant finishedAt,
        @Nullable Integer segments,
        @Nullable String recorder,
        @Moment Instant createdAt) {

    public static RecordingLine of(RecordingJob job) {
        var metadata = job.getMetadata();
        RecordingJobStatus status = job.getStatus();
        Standing standing = standing(job);
        return new RecordingLine(
                metadata.getNamespace(),
                metadata.getName(),
                job.getSpec().clusterRef().name(),
                job.getSpec().room(),
                phase(job),
                standing.reason(),
                standing.message(),
                job.getSpec().stop(),
                status == null ? null : status.startedAt(),
                status == null ? null : status.finishedAt(),
                status == null || status.segments() == null
                        ? null
                        : status.segments().count(),
                status == null ? null : status.recorder(),
                Instant.parse(metadata.getCreationTimestamp()));
    }

    /// One that nobody looked at yet is pending.
    public static RecordingPhase phase(RecordingJob job) {
        RecordingPhase phase = job.getStatus() == null ? null : job.getStatus().phase();
        return phase == null ? RecordingPhase.PENDING : phase;
    }

    public static Standing standing(RecordingJob job) {
        return new Standing(
                job.getStatus() == null ? List.of() : job.getStatus().conditions());
    }

    /// Whether nothing more will come of it.
    @JsonIgnore
    public boolean isOver() {
        return switch (phase) {
            case PENDING, RECORDING, FINALIZING, COMPOSING -> false;
            case SUCCEEDED, FAILED -> true;
        };
    }

    public static Tone tone(RecordingPhase phase) {
        return switch (phase) {
            case PENDING, FINALIZING, COMPOSING -> Tone.BUSY;
            case RECORDING, SUCCEEDED -> Tone.GOOD;
            case FAILED -> Tone.BAD;
        };
    }

    public static List<Column<RecordingLine>> columns(Shell shell) {
        return List.of(
                Column.when(Shown.ALL_NAMESPACES, "NAMESPACE", it -> Cell.of(it.namespace())),
                Column.of("RECORDING", it -> Cell.of(it.name())),
                Column.of("CLUSTER", it -> Cell.of(it.cluster())),
                Column.of("ROOM", it -> Cell.of(it.room())),
                Column.of("PHASE", it -> Cell.of(Words.of(it.phase()), tone(it.phase()))),
                Column.of("REASON", it -> Cell.of(it.reason())),
                Column.of("STARTED", it -> it.startedAt() == null ? Cell.of(null) : Cell.of(shell.age(it.startedAt()))),
                Column.of(
                        "FINISHED",
                        it -> it.finishedAt() == null ? Cell.of(null) : Cell.of(shell.age(it.finishedAt()))),
                Column.when(Shown.WIDE, "SEGMENTS", it -> Cell.of(it.segments())),
                Column.when(Shown.WIDE, "RECORDER", it -> Cell.of(it.recorder())),
                Column.of("AGE", it -> Cell.of(shell.age(it.createdAt()))));
    }
}
