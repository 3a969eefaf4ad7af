package dev.parley.operator.reconcile;

import dev.parley.crds.MeetingCluster;
import dev.parley.crds.RecordingJob;
import dev.parley.crds.conditions.Condition;
import dev.parley.crds.conditions.Reason;
import dev.parley.crds.conditions.RecordingReason;
import dev.parley.crds.parts.Switch;
import dev.parley.crds.recording.RecordingJobStatus;
import dev.parley.crds.recording.RecordingPhase;
import dev.parley.operator.apply.Applier;
import dev.parley.operator.apply.PodEnd;
import dev.parley.operator.desired.Names;
import dev.parley.operator.desired.recording.Recording;
import dev.parley.operator.desired.recording.RecordingObjects;
import dev.parley.operator.recording.Course;
import dev.parley.operator.recording.Look;
import dev.parley.operator.recording.Step;
import dev.parley.operator.recording.Step.Act;
import dev.parley.operator.recording.Take;
import dev.parley.operator.recording.Work;
import dev.parley.operator.recording.Work.State;
import dev.parley.operator.recording.Works;
import dev.parley.operator.status.Conditions;
import dev.parley.operator.status.Standing;
import dev.parley.operator.status.StatusDoor;
import dev.parley.operator.status.Verdict;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Carries out a RecordingJob: sends recorders to the room, one at a time, and a composer to what they brought. As with
/// media nodes, a step is written down before it is taken.
@ControllerConfiguration(name = "recordingjob")
public final class RecordingJobReconciler implements Reconciler<RecordingJob>, Standing {
    private final Tools tools;
    private final StatusDoor door;
    private final Applier applier;
    private final RoomLeases rooms;
    private volatile Optional<Watches<RecordingJob>> watches = Optional.empty();

    public RecordingJobReconciler(Tools tools) {
        this.tools = tools;
        this.door = new StatusDoor(tools.client(), tools.schemas());
        this.applier = new Applier(tools.client());
        this.rooms = new RoomLeases(tools.client());
    }

    @Override
    public List<EventSource<?, RecordingJob>> prepareEventSources(EventSourceContext<RecordingJob> context) {
        var made = RecordingWatches.of(context);
        watches = Optional.of(made);
        return made.sources();
    }

    @Override
    public UpdateControl<RecordingJob> reconcile(RecordingJob resource, Context<RecordingJob> context) {
        Optional<MeetingCluster> cluster = watches()
                .source(MeetingCluster.class)
                .get(new ResourceID(
                        resource.getSpec().clusterRef().name(),
                        resource.getMetadata().getNamespace()));
        var take = Take.of(resource.getStatus());
        Verdict shut = take.isFinished() ? null : shut(resource, cluster, context);
        Look look = look(resource, take, shut);
        Step step = Course.next(look);
        var before = conditions(resource);
        long generation = resource.getMetadata().getGeneration();
        var conditions = new Conditions(before, generation, now()).of(step.verdict());
        boolean acts = step.act() != Act.NOTHING
                || (step.take().hasRecorder() && look.recorder().state() == State.MISSING);
        door.claim(resource, step.take().status(generation, conditions), acts, RecordingJob::new);
        tools.news().tell(resource, before, step.verdict());
        if (step.act() == Act.EXPIRE) {
            tools.client().resource(resource).delete();
            return UpdateControl.noUpdate();
        }
        cluster.ifPresent(it -> apply(new Recording(resource, it, tools.release()), step.take()));
        if (step.act() == Act.END_RECORDER) {
            end(resource, look.recorder());
        }
        if (!step.take().hasRecorder()) {
            leaveRoom(resource);
        }
        return again(resource, step.take());
    }

    // --- seeing --------------------------------------------------------------------------------------------------

    private Look look(RecordingJob resource, Take take, @Nullable Verdict shut) {
        String name = resource.getMetadata().getName();
        var pods = watches().all(Pod.class, resource).toList();
        var recorders = IntStream.rangeClosed(1, take.recorders())
                .mapToObj(number -> work(resource, Names.recorder(name, number), pods))
                .toList();
        boolean othersAtWork =
                recorders.stream().limit(Math.max(0, take.recorders() - 1)).anyMatch(Work::isAtWork);
        return new Look(
                resource.getSpec(),
                take,
                recorders.isEmpty() ? Work.MISSING : recorders.getLast(),
                work(resource, Names.composer(name), pods),
                othersAtWork,
                Works.stored(recorders, take.segments()),
                shut,
                now());
    }

    private Work work(RecordingJob resource, String name, List<Pod> pods) {
        return Works.of(job(resource, name).orElse(null), pods);
    }

    private Optional<Job> job(RecordingJob resource, String name) {
        return watches()
                .source(Job.class)
                .get(new ResourceID(name, resource.getMetadata().getNamespace()))
                .filter(it -> Works.isOwned(it, resource));
    }

    /// Why no recorder may be sent; null where one may.
    private @Nullable Verdict shut(
            RecordingJob resource, Optional<MeetingCluster> cluster, Context<RecordingJob> context) {
        String name = resource.getSpec().clusterRef().name();
        if (cluster.isEmpty()) {
            return stalled(
                    RecordingReason.CLUSTER_MISSING,
                    "clusterRef.name: no MeetingCluster %s in this namespace (expected: one)".formatted(name));
        }
        if (!Take.of(resource.getStatus()).isWaiting()) {
            return null;
        }
        var recording = cluster.get().getSpec().recording();
        if (recording.state() == Switch.DISABLED) {
            return stalled(
                    RecordingReason.RECORDING_OFF,
                    "recording.state: Disabled in MeetingCluster %s (expected: Enabled)".formatted(name));
        }
        int most = recording.maxConcurrent();
        if (before(resource, context) >= most) {
            return new Verdict.NotReady(
                    RecordingReason.RECORDERS_BUSY,
                    "recording.maxConcurrent: %d rooms are recorded already; this one waits".formatted(most));
        }
        return resource.getSpec().stop() || hasRoom(resource)
                ? null
                : new Verdict.NotReady(
                        RecordingReason.ROOM_BUSY,
                        "room %s is recorded by another RecordingJob; this one waits"
                                .formatted(resource.getSpec().room()));
    }

    private static Verdict stalled(RecordingReason reason, String message) {
        return new Verdict.Stalled(reason, message, false);
    }

    /// How many go first: those that are under way, and those that wait longer and for nothing but this.
    private static long before(RecordingJob resource, Context<RecordingJob> context) {
        var age = Comparator.comparing((RecordingJob it) -> it.getMetadata().getCreationTimestamp())
                .thenComparing(it -> it.getMetadata().getName());
        return context.getPrimaryCache()
                .list(
                        resource.getMetadata().getNamespace(),
                        other -> other.getSpec()
                                        .clusterRef()
                                        .equals(resource.getSpec().clusterRef())
                                && !other.getMetadata()
                                        .getUid()
                                        .equals(resource.getMetadata().getUid()))
                .filter(other -> {
                    var take = Take.of(other.getStatus());
                    boolean goesFirst = take.isWaiting() && !waitsForRoom(other) && age.compare(other, resource) < 0;
                    return take.hasRecorder() || goesFirst;
                })
                .count();
    }

    private static boolean waitsForRoom(RecordingJob recording) {
        return conditions(recording).stream().anyMatch(it -> it.reason().equals(RecordingReason.ROOM_BUSY.word()));
    }

    /// It is asked of the API server, where only one can get it.
    private boolean hasRoom(RecordingJob resource) {
        String room = RoomLeases.name(
                resource.getSpec().clusterRef().name(), resource.getSpec().room());
        return watches()
                .source(Lease.class)
                .get(new ResourceID(room, resource.getMetadata().getNamespace()))
                .map(it -> Works.isOwned(it, resource))
                .orElseGet(() -> rooms.take(resource, now()));
    }

    // --- doing ---------------------------------------------------------------------------------------------------

    /// What is there already is not touched: whoever edits a MeetingCluster ends no recording.
    private void apply(Recording recording, Take take) {
        var resource = recording.resource();
        List<HasMetadata> missing = RecordingObjects.of(recording, take.phase(), take.recorders()).stream()
                .filter(it -> !(it instanceof Job)
                        || job(resource, it.getMetadata().getName()).isEmpty())
                .toList();
        var owned = watches().owned(resource, List.of(), List.of(PodDisruptionBudget.class));
        tools.news().tell(resource, applier.apply(missing, owned));
    }

    private void end(RecordingJob resource, Work recorder) {
        if (recorder.pod() != null) {
            var pod = recorder.pod();
            new PodEnd(pod.name(), pod.uid(), pod.resourceVersion())
                    .carryOut(tools.client(), resource.getMetadata().getNamespace());
        }
    }

    private void leaveRoom(RecordingJob resource) {
        watches()
                .source(Lease.class)
                .list(lease -> Works.isOwned(lease, resource))
                .toList()
                .forEach(rooms::giveBack);
    }

    /// Nobody needs to look again but for its end: all else is watched.
    private UpdateControl<RecordingJob> again(RecordingJob resource, Take take) {
        Integer seconds = resource.getSpec().ttlSecondsAfterFinished();
        Instant finished = take.times().finishedAt();
        if (!take.isFinished() || seconds == null || finished == null) {
            return UpdateControl.noUpdate();
        }
        Duration left = Duration.between(now(), finished.plusSeconds(seconds));
        return UpdateControl.<RecordingJob>noUpdate().rescheduleAfter(left.isPositive() ? left : Duration.ofSeconds(1));
    }

    // --- telling -------------------------------------------------------------------------------------------------

    private static List<Condition> conditions(RecordingJob resource) {
        return resource.getStatus() == null ? List.of() : resource.getStatus().conditions();
    }

    @Override
    public ErrorStatusUpdateControl<RecordingJob> updateErrorStatus(
            RecordingJob resource, Context<RecordingJob> context, Exception failure) {
        if (Failures.isConflict(failure)) {
            // Somebody wrote meanwhile, so what was decided was decided too soon: the next pass sees it.
            return ErrorStatusUpdateControl.noStatusUpdate();
        }
        // What the pass has written down before it failed is newer than what it was given.
        RecordingJob now = tools.client().resource(resource).get();
        if (now != null && !Take.of(now.getStatus()).isFinished()) {
            var before = conditions(now);
            var verdict = Failures.verdict(reason(Take.of(now.getStatus()).phase()), failure, false);
            long generation = now.getMetadata().getGeneration();
            RecordingJobStatus status =
                    Take.of(now.getStatus()).status(generation, new Conditions(before, generation, now()).of(verdict));
            door.write(now, status, RecordingJob::new);
            tools.news().tell(now, before, verdict);
        }
        return ErrorStatusUpdateControl.noStatusUpdate();
    }

    private static RecordingReason reason(RecordingPhase phase) {
        return switch (phase) {
            case PENDING -> RecordingReason.STARTING;
            case RECORDING -> RecordingReason.RECORDING;
            case FINALIZING -> RecordingReason.FINALIZING;
            case COMPOSING, SUCCEEDED, FAILED -> RecordingReason.COMPOSING;
        };
    }

    private Instant now() {
        return tools.clock().instant().truncatedTo(ChronoUnit.SECONDS);
    }

    /// What has failed for good waits for nobody.
    @Override
    public long stalled(Reason reason) {
        return watches.stream()
                .flatMap(Watches::primaries)
                .filter(it -> Conditions.isStalled(conditions(it), reason)
                        && !Take.of(it.getStatus()).isFinished())
                .count();
    }

    private Watches<RecordingJob> watches() {
        return watches.orElseThrow(() -> new IllegalStateException("not started"));
    }
}
