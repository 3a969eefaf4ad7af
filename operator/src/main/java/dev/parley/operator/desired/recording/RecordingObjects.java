package dev.parley.operator.desired.recording;

import dev.parley.crds.recording.RecordingPhase;
import dev.parley.operator.desired.Meta;
import dev.parley.operator.desired.Part;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import java.util.List;
import java.util.Map;

/// What a recording needs in a phase. Jobs that have done their work stay: what they told is read off their pods.
public final class RecordingObjects {
    private RecordingObjects() {}

    /// `recorders`: how many were sent so far; the last of them is at work.
    public static List<HasMetadata> of(Recording recording, RecordingPhase phase, int recorders) {
        return switch (phase) {
            case PENDING, RECORDING ->
                recorders == 0 ? List.of() : List.of(RecorderJobs.recorder(recording, recorders));
            case FINALIZING -> List.of(budget(recording), RecorderJobs.recorder(recording, recorders));
            case COMPOSING -> List.of(RecorderJobs.composer(recording));
            case SUCCEEDED, FAILED -> List.of();
        };
    }

    /// Nobody may evict a recorder that has left its room and brings away the rest: no other could do
    /// it. While it is in the room it may go: it brings away what it has within its grace period, and
    /// another takes its place. A finalizer would keep the pod's entry and not its processes. It asks
    /// for as many pods as there are, since a Job has no scale that a share could be of, and counts
    /// those that are not ready, as this one is by then.
    private static PodDisruptionBudget budget(Recording recording) {
        return new PodDisruptionBudgetBuilder()
                .withMetadata(Meta.of(recording.resource(), recording.name() + "-recorder", recording.labels()))
                .withNewSpec()
                .withMinAvailable(new IntOrString(1))
                .withUnhealthyPodEvictionPolicy("IfHealthyBudget")
                .withNewSelector()
                .withMatchLabels(Part.with(
                        Part.RECORDER.selector(recording.system()),
                        Map.of(Part.RECORDING, recording.name(), RecorderJobs.DEED, RecorderJobs.RECORD)))
                .endSelector()
                .endSpec()
                .build();
    }
}
