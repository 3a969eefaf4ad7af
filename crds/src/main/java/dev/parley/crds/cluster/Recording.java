package dev.parley.crds.cluster;

import dev.parley.crds.parts.Layout;
import dev.parley.crds.parts.Lifecycle;
import dev.parley.crds.parts.Resolution;
import dev.parley.crds.parts.Resources;
import dev.parley.crds.parts.Scheduling;
import dev.parley.crds.parts.Switch;
import dev.parley.crds.parts.Transcription;
import dev.parley.crds.schema.Default;
import dev.parley.crds.schema.Range;
import org.jspecify.annotations.Nullable;

/// What recordings are like, unless their RecordingJob says otherwise.
public record Recording(
        // Whether RecordingJobs of this cluster are carried out.
        @Default("Disabled") Switch state,
        // How a recording shows its participants.
        @Default("Presentation") Layout layout,
        // The size of its picture.
        @Default("1080p") Resolution resolution,
        // How long it is kept.
        @Default("{}") Lifecycle lifecycle,
        // A transcript beside it. Absent: none.
        @Nullable Transcription transcription,
        // When it ends by itself.
        @Default("43200") @Range(min = 60, max = 172_800) int maxDurationSeconds,
        // Recorders in one room at a time is one; this many rooms are recorded at once.
        @Default("50") @Range(min = 1, max = 10_000) int maxConcurrent,
        // What each recorder may use.
        @Nullable Resources resources,
        // Where recorders run.
        @Default("{}") Scheduling scheduling) {}
