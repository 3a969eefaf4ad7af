package dev.parley.operator.desired.recording;

import dev.parley.crds.MeetingCluster;
import dev.parley.crds.RecordingJob;
import dev.parley.crds.cluster.Storage;
import dev.parley.crds.parts.Layout;
import dev.parley.crds.parts.Lifecycle;
import dev.parley.crds.parts.Resolution;
import dev.parley.crds.parts.Transcription;
import dev.parley.crds.recording.RecordingJobSpec.Output;
import dev.parley.operator.desired.Part;
import dev.parley.operator.desired.Release;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A RecordingJob with its MeetingCluster: what is absent in the one is as the other says.
public record Recording(RecordingJob resource, MeetingCluster cluster, Release release) {
    /// How long a recorder that was told to end may take to bring away what it has. Whoever cuts it short
    /// loses the end of a meeting.
    static final int FINALIZE_SECONDS = 3_600;

    public String name() {
        return resource.getMetadata().getName();
    }

    String system() {
        return cluster.getMetadata().getName();
    }

    String image() {
        return release.recorder(cluster.getSpec().images());
    }

    Layout layout() {
        return or(resource.getSpec().layout(), defaults().layout());
    }

    Resolution resolution() {
        return or(resource.getSpec().resolution(), defaults().resolution());
    }

    int maxDurationSeconds() {
        return or(resource.getSpec().maxDurationSeconds(), defaults().maxDurationSeconds());
    }

    @Nullable
    Transcription transcription() {
        return resource.getSpec().transcription() == null
                ? defaults().transcription()
                : resource.getSpec().transcription();
    }

    /// The schema sees to it that there is one where recording is on.
    Storage storage() {
        return Objects.requireNonNull(cluster.getSpec().storage(), "storage: none (expected with recording: one)");
    }

    String bucket() {
        Output output = resource.getSpec().output();
        return or(output == null ? null : output.bucket(), storage().bucket());
    }

    /// The storage's own first: whoever may write a RecordingJob does not get out of it.
    String prefix() {
        Output output = resource.getSpec().output();
        String own = output == null || output.prefix() == null ? "" : output.prefix();
        String all = storage().prefix();
        return all.isEmpty() || own.isEmpty() || all.endsWith("/") ? all + own : all + "/" + own;
    }

    Lifecycle lifecycle() {
        Output output = resource.getSpec().output();
        return or(output == null ? null : output.lifecycle(), defaults().lifecycle());
    }

    dev.parley.crds.cluster.Recording defaults() {
        return cluster.getSpec().recording();
    }

    Map<String, String> labels() {
        return Part.with(Part.RECORDER.labels(system()), Map.of(Part.RECORDING, name()));
    }

    private static <T> T or(@Nullable T told, T otherwise) {
        return told == null ? otherwise : told;
    }
}
