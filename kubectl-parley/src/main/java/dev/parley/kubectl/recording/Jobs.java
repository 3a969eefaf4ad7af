package dev.parley.kubectl.recording;

import dev.parley.crds.RecordingJob;
import dev.parley.kubectl.kube.Kube;
import dev.parley.kubectl.kube.Mistake;
import java.util.List;
import java.util.stream.Collectors;

/// Which RecordingJob is meant.
final class Jobs {
    private Jobs() {}

    static RecordingJob named(Kube kube, String name) {
        List<RecordingJob> there = kube.list(RecordingJob.class);
        return there.stream()
                .filter(it -> it.getMetadata().getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new Mistake("RecordingJob: " + name + " (expected: "
                        + (there.isEmpty() ? "one, but there is none" : "one of " + names(there)) + " " + kube.place()
                        + ")"));
    }

    private static String names(List<RecordingJob> jobs) {
        return jobs.stream().map(it -> it.getMetadata().getName()).collect(Collectors.joining(", "));
    }
}
