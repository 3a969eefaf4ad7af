package dev.parley.kubectl.recording;

import dev.parley.crds.RecordingJob;
import dev.parley.crds.recording.RecordingJobStatus;
import dev.parley.crds.recording.RecordingPhase;
import dev.parley.kubectl.kube.Changes;
import dev.parley.kubectl.kube.Kube;
import dev.parley.kubectl.kube.Mistake;
import dev.parley.kubectl.print.Shell;
import dev.parley.kubectl.view.RecordingLine;
import dev.parley.kubectl.view.Words;
import java.util.Optional;
import java.util.stream.Collectors;

/// Tells each phase of a recording until it is over.
final class Follower {
    private final Kube kube;
    private final Shell shell;

    Follower(Kube kube, Shell shell) {
        this.kube = kube;
        this.shell = shell;
    }

    /// Fails when the recording did.
    void follow(String namespace, String name) throws InterruptedException {
        String told = "";
        try (var changes = new Changes<>(kube.at(RecordingJob.class, namespace, name))) {
            while (true) {
                var change = changes.next();
                if (change.gone()) {
                    throw new Mistake("RecordingJob " + name + ": deleted (expected: that it goes on to its end)");
                }
                String line = line(change.object());
                if (!line.equals(told)) {
                    told = line;
                    shell.say(line);
                }
                if (isOver(change.object())) {
                    return;
                }
            }
        }
    }

    private String line(RecordingJob job) {
        RecordingPhase phase = RecordingLine.phase(job);
        String message = RecordingLine.standing(job).message();
        return job.getMetadata().getName() + " " + shell.paint(RecordingLine.tone(phase), Words.of(phase))
                + (message.isEmpty() ? "" : ": " + message);
    }

    private boolean isOver(RecordingJob job) {
        RecordingJobStatus status = job.getStatus();
        return switch (RecordingLine.phase(job)) {
            case PENDING, RECORDING, FINALIZING, COMPOSING -> false;
            case SUCCEEDED -> {
                status.outputs().forEach(it -> shell.say("  " + it.name() + "  " + it.url()));
                yield true;
            }
            case FAILED -> {
                String why = Optional.ofNullable(status.failure()).map(it -> it.reason() + ", " + it.message()).stream()
                        .collect(Collectors.joining());
                throw new Mistake(
                        "RecordingJob " + job.getMetadata().getName() + ": " + why + " (expected: Succeeded)");
            }
        };
    }
}
