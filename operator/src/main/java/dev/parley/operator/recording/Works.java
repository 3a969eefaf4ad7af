package dev.parley.operator.recording;

import dev.parley.crds.recording.RecordingJobStatus.Segments;
import dev.parley.operator.recording.Work.State;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads off Jobs and their pods how the work goes. Pure.
public final class Works {
    private Works() {}

    /// `pods`: all that there are; those of an earlier Job of this name are not taken for its own.
    public static Work of(@Nullable Job job, List<Pod> pods) {
        if (job == null) {
            return Work.MISSING;
        }
        Optional<Pod> newest = pods.stream()
                .filter(it -> isOwned(it, job))
                .max(Comparator.comparing((Pod it) -> it.getMetadata().getCreationTimestamp())
                        .thenComparing(it -> it.getMetadata().getName()));
        return new Work(
                state(job),
                newest.map(Works::pod).orElse(null),
                newest.flatMap(Works::report).orElse(null));
    }

    public static boolean isOwned(HasMetadata object, HasMetadata owner) {
        String uid = owner.getMetadata().getUid();
        return object.getMetadata().getOwnerReferences().stream().anyMatch(it -> uid.equals(it.getUid()));
    }

    private static State state(Job job) {
        if (has(job, "Complete")) {
            return State.COMPLETE;
        }
        if (has(job, "Failed")) {
            return State.FAILED;
        }
        Integer ready = job.getStatus() == null ? null : job.getStatus().getReady();
        return ready != null && ready > 0 ? State.READY : State.ACTIVE;
    }

    private static boolean has(Job job, String type) {
        return job.getStatus() != null
                && job.getStatus().getConditions() != null
                && job.getStatus().getConditions().stream()
                        .anyMatch(it -> type.equals(it.getType()) && "True".equals(it.getStatus()));
    }

    private static Work.Pod pod(Pod pod) {
        var metadata = pod.getMetadata();
        return new Work.Pod(
                metadata.getName(),
                metadata.getUid(),
                metadata.getResourceVersion(),
                metadata.getDeletionTimestamp() != null);
    }

    private static Optional<Report> report(Pod pod) {
        return containers(pod)
                .map(it -> it.getState() == null ? null : it.getState().getTerminated())
                .filter(Objects::nonNull)
                .map(ContainerStateTerminated::getMessage)
                .map(Report::parse)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Stream<ContainerStatus> containers(Pod pod) {
        return pod.getStatus() == null || pod.getStatus().getContainerStatuses() == null
                ? Stream.empty()
                : pod.getStatus().getContainerStatuses().stream();
    }

    /// What all recorders together have stored. A pod that goes takes its report with it, so what was once known stays
    /// where less is known now.
    public static @Nullable Segments stored(List<Work> recorders, @Nullable Segments before) {
        var all = recorders.stream()
                .map(Work::report)
                .filter(Objects::nonNull)
                .map(Report::segments)
                .filter(Objects::nonNull)
                .toList();
        int count = all.stream().mapToInt(Segments::count).reduce(0, Works::sum);
        if (count == 0 || (before != null && count <= before.count())) {
            return before;
        }
        long bytes = all.stream().mapToLong(Segments::bytes).sum();
        Instant last = all.stream()
                .map(Segments::lastStoredAt)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
        return new Segments(count, Math.max(0, bytes), last);
    }

    private static int sum(int one, int other) {
        return (int) Math.min(Integer.MAX_VALUE, (long) one + other);
    }
}
