package dev.parley.operator.recording;

import dev.parley.crds.conditions.RecordingReason;
import dev.parley.crds.recording.RecordingJobStatus.Failure;
import dev.parley.crds.recording.RecordingPhase;
import dev.parley.operator.recording.Step.Act;
import dev.parley.operator.status.Verdict;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/// The course of a recording: `Pending → Recording → Finalizing → Composing → Succeeded`, or `Failed`. What a
/// recorder has brought to the storage is never given up: whatever happens afterwards, it is composed.
public final class Course {
    private Course() {}

    public static Step next(Look look) {
        var stored = new Look(
                look.wish(),
                look.take().stored(look.stored()),
                look.recorder(),
                look.composer(),
                look.othersAtWork(),
                look.stored(),
                look.shut(),
                look.now());
        return switch (look.take().phase()) {
            case PENDING, RECORDING, FINALIZING -> look.take().recorders() == 0 ? begin(stored) : recorder(stored);
            case COMPOSING -> composer(stored);
            case SUCCEEDED, FAILED -> finished(look);
        };
    }

    private static Step begin(Look look) {
        if (look.wish().stop()) {
            return fail(look, RecordingReason.STOPPED, "stopped before a recorder was sent");
        }
        return look.shut() == null
                ? onItsWay(look, look.take().next())
                : Step.of(look.take(), Objects.requireNonNull(look.shut()));
    }

    private static Step recorder(Look look) {
        return switch (look.recorder().state()) {
            case MISSING -> look.wish().stop() ? over(look) : onItsWay(look, look.take());
            case ACTIVE -> active(look);
            case READY -> ending(look, recording(look));
            case COMPLETE -> over(look);
            case FAILED -> lost(look);
        };
    }

    private static Step active(Look look) {
        if (isSentAway(look) && mayFollow(look)) {
            return onItsWay(look, look.take().next());
        }
        return hasLeft(look) ? finalizing(look) : ending(look, onItsWay(look, look.take()));
    }

    /// Somebody else ends its pod, by an eviction mostly, and the room is still to be recorded: the
    /// next one comes while this one brings away what it has.
    private static boolean isSentAway(Look look) {
        var pod = look.recorder().pod();
        return pod != null && pod.ending() && !look.wish().stop() && look.take().phase() != RecordingPhase.FINALIZING;
    }

    private static boolean mayFollow(Look look) {
        return look.take().recorders() <= look.wish().retries() && !(look.shut() instanceof Verdict.Stalled);
    }

    private static Step onItsWay(Look look, Take take) {
        String message = "recorder %d is on its way to room %s"
                .formatted(take.recorders(), look.wish().room());
        var reason = take.recorders() > 1 ? RecordingReason.RECORDER_REPLACED : RecordingReason.STARTING;
        return Step.of(take, new Verdict.Reconciling(reason, message, false));
    }

    private static Step recording(Look look) {
        var pod = look.recorder().pod();
        var take = look.take().recordedBy(pod == null ? look.take().recorder() : pod.name(), look.now());
        String message = "room %s is recorded".formatted(look.wish().room());
        return Step.of(take, new Verdict.Reconciling(RecordingReason.RECORDING, message, false));
    }

    /// Whoever was ready and is not any more has left the room; one that never was is still on its way.
    private static boolean hasLeft(Look look) {
        var pod = look.recorder().pod();
        return pod != null && pod.name().equals(look.take().recorder());
    }

    private static Step finalizing(Look look) {
        return Step.of(
                look.take().stopped(RecordingPhase.FINALIZING, look.now()),
                new Verdict.Reconciling(RecordingReason.FINALIZING, "the rest goes to the storage", false));
    }

    /// Told once: who is told twice might be cut short.
    private static Step ending(Look look, Step step) {
        var pod = look.recorder().pod();
        boolean tell = look.wish().stop() && pod != null && !pod.ending();
        return tell ? new Step(step.take(), step.verdict(), Act.END_RECORDER) : step;
    }

    /// No recorder goes to the room again: there is something to compose, or the recording has failed.
    private static Step over(Look look) {
        if (look.othersAtWork()) {
            return finalizing(look);
        }
        if (hasSomething(look)) {
            return Step.of(look.take().stopped(RecordingPhase.COMPOSING, look.now()), composing());
        }
        return look.wish().stop()
                ? fail(look, RecordingReason.STOPPED, "stopped before anything was recorded")
                : fail(
                        look,
                        RecordingReason.ROOM_NOT_FOUND,
                        "nothing was recorded in room %s".formatted(look.wish().room()));
    }

    /// What a recorder does not tell any more, the composer finds.
    private static boolean hasSomething(Look look) {
        boolean unknown =
                look.recorder().report() == null && look.take().times().startedAt() != null;
        return unknown || (look.stored() != null && look.stored().count() > 0);
    }

    private static Step lost(Look look) {
        boolean left = look.wish().stop()
                || look.take().phase() == RecordingPhase.FINALIZING
                || why(look) == RecordingReason.ROOM_NOT_FOUND;
        if (left && (hasSomething(look) || look.othersAtWork())) {
            return over(look);
        }
        if (!left && look.take().recorders() <= look.wish().retries()) {
            return look.shut() instanceof Verdict.Stalled stalled
                    ? Step.of(look.take(), stalled)
                    : onItsWay(look, look.take().next());
        }
        if (look.wish().stop() && look.take().times().startedAt() == null) {
            return fail(look, RecordingReason.STOPPED, "stopped before anything was recorded");
        }
        return fail(
                look,
                why(look),
                told(
                        look.recorder(),
                        "%d recorders failed".formatted(look.take().recorders())));
    }

    private static RecordingReason why(Look look) {
        return Optional.ofNullable(look.recorder().report())
                .flatMap(Report::why)
                .orElse(RecordingReason.RECORDER_FAILED);
    }

    private static Step composer(Look look) {
        return switch (look.composer().state()) {
            case MISSING ->
                look.shut() instanceof Verdict.Stalled stalled
                        ? Step.of(look.take(), stalled)
                        : Step.of(look.take(), composing());
            case ACTIVE, READY -> Step.of(look.take(), composing());
            case COMPLETE -> {
                var report = look.composer().report();
                var take = report == null || report.segments() == null
                        ? look.take()
                        : look.take().stored(report.segments());
                var results = report == null ? take.outputs() : report.outputs();
                yield Step.of(take.succeeded(results, look.now()), complete());
            }
            case FAILED -> fail(look, RecordingReason.COMPOSING_FAILED, told(look.composer(), "the composer failed"));
        };
    }

    private static Verdict composing() {
        return new Verdict.Reconciling(RecordingReason.COMPOSING, "the picture is composed", false);
    }

    private static Verdict complete() {
        return new Verdict.Ready(RecordingReason.COMPLETE, "complete");
    }

    private static String told(Work work, String otherwise) {
        return work.report() == null || work.report().message() == null
                ? otherwise
                : work.report().message();
    }

    private static Step fail(Look look, RecordingReason reason, String message) {
        var take = look.take().failed(reason, message, look.now());
        return Step.of(take, new Verdict.Stalled(reason, message, false));
    }

    private static Step finished(Look look) {
        Failure failure = look.take().failure();
        Verdict verdict =
                failure == null ? complete() : new Verdict.Stalled(reason(failure.reason()), failure.message(), false);
        var at = look.take().times().finishedAt();
        Integer seconds = look.wish().ttlSecondsAfterFinished();
        boolean gone = at != null && seconds != null && !look.now().isBefore(at.plusSeconds(seconds));
        return new Step(look.take(), verdict, gone ? Act.EXPIRE : Act.NOTHING);
    }

    private static RecordingReason reason(String word) {
        return Arrays.stream(RecordingReason.values())
                .filter(it -> it.word().equals(word))
                .findFirst()
                .orElse(RecordingReason.RECORDER_FAILED);
    }
}
