package dev.parley.operator;

import dev.parley.crds.AsServed;
import dev.parley.crds.MeetingCluster;
import dev.parley.crds.RecordingJob;
import dev.parley.crds.RegionEdge;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A MeetingCluster, and mostly a RegionEdge or a RecordingJob, read from YAML with every default
/// filled in as an API server would.
public record Samples(
        MeetingCluster cluster,
        @Nullable RegionEdge edge,
        @Nullable RecordingJob recording) {

    public static Samples read(String yaml) {
        MeetingCluster cluster = null;
        RegionEdge edge = null;
        RecordingJob recording = null;
        for (String document : Arrays.asList(yaml.split("(?m)^---$"))) {
            if (document.contains("kind: MeetingCluster")) {
                cluster = AsServed.read(document, MeetingCluster.class);
            } else if (document.contains("kind: RegionEdge")) {
                edge = AsServed.read(document, RegionEdge.class);
            } else if (document.contains("kind: RecordingJob")) {
                recording = AsServed.read(document, RecordingJob.class);
            }
        }
        return new Samples(Objects.requireNonNull(cluster, "no MeetingCluster in the file"), edge, recording);
    }
}
