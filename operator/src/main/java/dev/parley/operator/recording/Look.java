package dev.parley.operator.recording;

import dev.parley.crds.recording.RecordingJobSpec;
import dev.parley.crds.recording.RecordingJobStatus.Segments;
import dev.parley.operator.status.Verdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a pass sees of a recording.
///
/// @param othersAtWork whether a recorder that another one followed still brings away what it has
/// @param shut why no recorder may be sent now; null where one may
/// @param stored what all recorders together said that they have stored
public record Look(
        RecordingJobSpec wish,
        Take take,
        Work recorder,
        Work composer,
        boolean othersAtWork,
        @Nullable Segments stored,
        @Nullable Verdict shut,
        Instant now) {}
