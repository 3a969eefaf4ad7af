package dev.parley.crds.recording;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.crds.conditions.Condition;
import dev.parley.crds.schema.Absent;
import dev.parley.crds.schema.Items;
import dev.parley.crds.schema.Moment;
import dev.parley.crds.schema.Range;
import dev.parley.crds.schema.Rule;
import dev.parley.crds.schema.Text;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a recording is, and what came of it.
@Rule(
        value = "!has(self.phase) || self.phase != 'Failed' || has(self.failure)",
        says = "failure: none (expected with phase Failed: why)")
public record RecordingJobStatus(
        // The generation that everything here speaks of.
        @Range(max = Long.MAX_VALUE) @Nullable Long observedGeneration,
        // Where it stands.
        @Items(max = 8, keys = "type") List<Condition> conditions,
        // Where the recording is.
        @Rule(
                value = "!(oldSelf in ['Succeeded', 'Failed']) || self == oldSelf",
                says = "phase: %s (expected: %s, which is final)",
                with = "self, oldSelf")
        @Rule(
                value = "self != 'Pending' || oldSelf == 'Pending'",
                says = "phase: Pending (expected after %s: no way back to it)",
                with = "oldSelf")
        @Nullable
        RecordingPhase phase,
        // The pod of the recorder that is in the room, or was last.
        @Text(max = 63) @Nullable String recorder,
        // Recorders that were started.
        @Range(max = 100) @Nullable Integer recorders,
        // When the first packet was recorded.
        @Moment @Nullable Instant startedAt,
        // When the last packet was recorded.
        @Moment @Nullable Instant stoppedAt,
        // When it succeeded or failed.
        @Moment @Nullable Instant finishedAt,
        // What is in the storage of it so far.
        @Nullable Segments segments,
        // What came of it, by name.
        @Items(max = 32, keys = "name") List<Result> outputs,
        // Why it failed.
        @Nullable Failure failure) {

    public RecordingJobStatus {
        conditions = Absent.asEmpty(conditions);
        outputs = Absent.asEmpty(outputs);
    }

    /// What is in the storage of a recording; told now and then, not for each segment.
    public record Segments(
            // How many there are.
            @Range(max = Integer.MAX_VALUE) int count,
            // How much they are.
            @Range(max = Long.MAX_VALUE) long bytes,
            // When the last one was stored.
            @Moment @Nullable Instant lastStoredAt) {}

    /// Something that came of a recording.
    public record Result(
            // Its name, such as video.mp4.
            @Text(max = 128) String name,
            // What it is.
            Type type,
            // Where it is.
            @Text(max = 2_048) String url,
            // How much it is.
            @Range(max = Long.MAX_VALUE) @Nullable Long bytes) {}

    public enum Type {
        /// The composed picture with sound.
        @JsonProperty("Video")
        VIDEO,
        /// What was said, and by whom.
        @JsonProperty("Transcript")
        TRANSCRIPT,
        /// What each participant sent, as it came.
        @JsonProperty("Tracks")
        TRACKS
    }

    /// Why a recording failed.
    public record Failure(
            // In one word for programs.
            @Text(max = 64) String reason,
            // In a sentence for people.
            @Text(min = 0, max = 4_096) String message) {}
}
