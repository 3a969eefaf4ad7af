package dev.parley.kubectl.why;

import dev.parley.crds.conditions.ClusterReason;
import dev.parley.crds.conditions.EdgeReason;
import dev.parley.crds.conditions.RecordingReason;
import java.util.Arrays;
import java.util.Optional;

/// What to do about a reason; empty where waiting is all there is to do.
final class Advice {
    private static final String CRDS = "upgrade the chart parley-crds to the operator's release";
    private static final String RESUME = "set spec.paused to false, when the operator is to go on";
    private static final String IMAGE =
            "correct spec.images of the MeetingCluster, or add the registry's Secret to images.pullSecrets";

    private Advice() {}

    static Optional<String> edge(String reason, String name) {
        return Arrays.stream(EdgeReason.values())
                .filter(it -> it.word().equals(reason))
                .findFirst()
                .flatMap(it -> of(it, name));
    }

    private static Optional<String> of(EdgeReason reason, String name) {
        return switch (reason) {
            case AS_WISHED, PROGRESSING, SCALING, UPDATING, DRAINING, NODES_NOT_READY -> Optional.empty();
            case CANARY_PAUSED ->
                Optional.of("look whether the new node does well; then: kubectl patch re/" + name
                        + " --type=merge -p '{\"spec\":{\"update\":{\"pauseAfterCanary\":false}}}'");
            case EXPOSURE_PENDING ->
                Optional.of("wait for the load balancer of the cluster; does it have a controller for them?");
            case DRAIN_OVERDUE ->
                Optional.of("if the machine of the pod is gone for good, delete the pod by force: kubectl delete pod"
                        + " --force --grace-period=0");
            case UNSCHEDULABLE ->
                Optional.of("add machines, or ask for less in spec.resources and spec.scheduling; kubectl describe"
                        + " pod says what each machine lacks");
            case CLUSTER_MISSING ->
                Optional.of("apply the MeetingCluster that spec.clusterRef names, or correct the name");
            case CLUSTER_NOT_READY -> Optional.of("ask the same of its MeetingCluster: kubectl parley why mc/…");
            case REGION_TAKEN -> Optional.of("give it another spec.region, or delete one of the two");
            case NOT_VALID -> Optional.of("correct the spec as the message says");
            case IMAGE_NOT_PULLED -> Optional.of(IMAGE);
            case CRD_OUTDATED -> Optional.of(CRDS);
            case PAUSED -> Optional.of(RESUME);
        };
    }

    static Optional<String> cluster(String reason) {
        return Arrays.stream(ClusterReason.values())
                .filter(it -> it.word().equals(reason))
                .findFirst()
                .flatMap(Advice::of);
    }

    private static Optional<String> of(ClusterReason reason) {
        return switch (reason) {
            case AS_WISHED, PROGRESSING, UPDATING -> Optional.empty();
            case SIGNALING_NOT_READY ->
                Optional.of("look what its pods say: kubectl logs -l app.kubernetes.io/component=signaling");
            case REDIS_UNREACHABLE ->
                Optional.of("look whether Redis runs, and whether spec.redis names it; meetings go on meanwhile");
            case SECRET_MISSING -> Optional.of("make the Secret, or name another");
            case SECRET_NOT_VALID ->
                Optional.of("write another value into the Secret: openssl rand -hex 32 makes a good one");
            case IMAGE_NOT_PULLED -> Optional.of(IMAGE);
            case UNSUPPORTED_VERSION -> Optional.of("upgrade the operator, or set spec.images.version to its release");
            case CRD_OUTDATED -> Optional.of(CRDS);
            case PAUSED -> Optional.of(RESUME);
        };
    }

    static Optional<String> recording(String reason) {
        return Arrays.stream(RecordingReason.values())
                .filter(it -> it.word().equals(reason))
                .findFirst()
                .flatMap(Advice::of);
    }

    private static Optional<String> of(RecordingReason reason) {
        return switch (reason) {
            case COMPLETE, STARTING, RECORDING, FINALIZING, COMPOSING, RECORDER_REPLACED -> Optional.empty();
            case ROOM_BUSY -> Optional.of("wait for the other RecordingJob of the room, or stop it");
            case RECORDERS_BUSY -> Optional.of("wait, or raise recording.maxConcurrent of the MeetingCluster");
            case STOPPED -> Optional.of("make another RecordingJob, to record the room after all");
            case CLUSTER_MISSING ->
                Optional.of("apply the MeetingCluster that spec.clusterRef names, or make another RecordingJob");
            case RECORDING_OFF -> Optional.of("set spec.recording.state of the MeetingCluster to Enabled");
            case ROOM_NOT_FOUND -> Optional.of("make another RecordingJob when the room is there");
            case RECORDER_FAILED -> Optional.of("look what the recorder said: kubectl logs, and its pod's Events");
            case STORAGE_REFUSED ->
                Optional.of("look whether spec.storage of the MeetingCluster names a bucket that"
                        + " takes what its key may write");
            case COMPOSING_FAILED -> Optional.of("take what was recorded from the storage; nothing of it is lost");
        };
    }
}
