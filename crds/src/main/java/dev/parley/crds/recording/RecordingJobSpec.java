package dev.parley.crds.recording;

import dev.parley.crds.parts.ClusterRef;
import dev.parley.crds.parts.Layout;
import dev.parley.crds.parts.Lifecycle;
import dev.parley.crds.parts.Resolution;
import dev.parley.crds.parts.Transcription;
import dev.parley.crds.schema.Default;
import dev.parley.crds.schema.Range;
import dev.parley.crds.schema.Rule;
import dev.parley.crds.schema.Text;
import org.jspecify.annotations.Nullable;

/// What to record, and how. Once it has begun, nothing changes but stop. What may be absent, and has no
/// default, is as the MeetingCluster says.
public record RecordingJobSpec(
        // The MeetingCluster whose room it is.
        ClusterRef clusterRef,
        // The room's id.
        @Text(max = 64, pattern = "^[A-Za-z0-9_-]+$") String room,
        // How it shows the participants.
        @Nullable Layout layout,
        // The size of its picture.
        @Nullable Resolution resolution,
        // Where it goes.
        @Nullable Output output,
        // A transcript beside it.
        @Nullable Transcription transcription,
        // When it ends by itself.
        @Range(min = 60, max = 172_800) @Nullable Integer maxDurationSeconds,
        // How many recorders may follow one that failed.
        @Default("3") @Range(max = 10) int retries,
        // How long the RecordingJob stays after it has finished. What it recorded stays. Absent: until it
        // is deleted.
        @Range(max = 31_536_000) @Nullable Integer ttlSecondsAfterFinished,
        // True ends the recording, for good.
        @Rule(
                value = "self || !oldSelf",
                says = "stop: false (expected: true, as it was: a recording that was stopped does not go on;"
                        + " make another RecordingJob)")
        @Default("false")
        boolean stop) {

    /// Where a recording goes, where it differs from the MeetingCluster.
    public record Output(
            // The bucket.
            @Text(min = 3, max = 63, pattern = "^[a-z0-9][-.a-z0-9]*[a-z0-9]$") @Nullable
            String bucket,
            // What the names of its objects begin with.
            @Rule(
                    value = "!self.startsWith('/') && !self.split('/').exists(it, it == '..')",
                    says = "prefix: %s (expected: no / at the start, and no ..)",
                    with = "self")
            @Text(max = 512)
            @Nullable
            String prefix,
            // How long it is kept.
            @Nullable Lifecycle lifecycle) {}
}
