package dev.parley.kubectl.recording;

import dev.parley.crds.MeetingCluster;
import dev.parley.crds.Parley;
import dev.parley.crds.RecordingJob;
import dev.parley.crds.parts.ClusterRef;
import dev.parley.crds.parts.Layout;
import dev.parley.crds.parts.Resolution;
import dev.parley.crds.parts.Switch;
import dev.parley.crds.parts.Transcription;
import dev.parley.crds.recording.RecordingJobSpec;
import dev.parley.kubectl.kube.Kube;
import dev.parley.kubectl.options.ClusterOption;
import dev.parley.kubectl.options.Durations;
import dev.parley.kubectl.options.KubeOptions;
import dev.parley.kubectl.print.Shell;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "start", description = "Record a room: make a RecordingJob.")
final class StartCommand implements Callable<Integer> {
    /// What the API server puts behind a name that it makes: five characters. The whole may have forty.
    private static final int ROOM_IN_NAME = 34;

    private static final int RETRIES = 3;

    private final Shell shell;
    private final KubeOptions where;

    @Parameters(index = "0", paramLabel = "ROOM", description = "The room's id.")
    private String room = "";

    @Option(names = "--name", paramLabel = "NAME", description = "The RecordingJob's name. Absent: made of the room's.")
    private @Nullable String name;

    @Mixin
    private ClusterOption cluster = new ClusterOption();

    @Option(
            names = "--layout",
            paramLabel = "LAYOUT",
            converter = Layouts.class,
            completionCandidates = Layouts.class,
            description = "One of: ${COMPLETION-CANDIDATES}. Absent: as the MeetingCluster says.")
    private @Nullable Layout layout;

    @Option(
            names = "--resolution",
            paramLabel = "SIZE",
            converter = Resolutions.class,
            completionCandidates = Resolutions.class,
            description = "One of: ${COMPLETION-CANDIDATES}. Absent: as the MeetingCluster says.")
    private @Nullable Resolution resolution;

    @Option(
            names = "--prefix",
            paramLabel = "PREFIX",
            description = "What the names of its objects begin with in the storage.")
    private @Nullable String prefix;

    @Option(
            names = "--transcribe",
            paramLabel = "LANGUAGE",
            description = "Make a transcript: of this language, or auto.")
    private @Nullable String transcribe;

    @Option(
            names = "--max-duration",
            paramLabel = "TIME",
            converter = Durations.class,
            description = "When it ends by itself, such as 2h. Absent: as the MeetingCluster says.")
    private @Nullable Duration maxDuration;

    @Option(
            names = {"-f", "--follow"},
            description = "Tell each phase, until it is over.")
    private boolean follow;

    StartCommand(Shell shell, KubeOptions where) {
        this.shell = shell;
        this.where = where;
    }

    @Override
    public Integer call() throws InterruptedException {
        try (Kube kube = where.open()) {
            MeetingCluster meeting = cluster.of(kube);
            if (meeting.getSpec().recording().state() == Switch.DISABLED) {
                shell.remark("warning: MeetingCluster " + meeting.getMetadata().getName()
                        + " has recording switched off (spec.recording.state): the RecordingJob waits for that");
            }
            RecordingJob made = kube.client().resource(job(meeting)).create();
            String called = made.getMetadata().getName();
            shell.say("recordingjob." + Parley.GROUP + "/" + called + " created");
            if (follow) {
                new Follower(kube, shell).follow(made.getMetadata().getNamespace(), called);
            }
            return 0;
        }
    }

    private RecordingJob job(MeetingCluster meeting) {
        var job = new RecordingJob();
        var metadata =
                new ObjectMetaBuilder().withNamespace(meeting.getMetadata().getNamespace());
        job.setMetadata((name == null ? metadata.withGenerateName(stem()) : metadata.withName(name)).build());
        job.setSpec(new RecordingJobSpec(
                new ClusterRef(meeting.getMetadata().getName()),
                room,
                layout,
                resolution,
                prefix == null ? null : new RecordingJobSpec.Output(null, prefix, null),
                transcribe == null ? null : new Transcription(transcribe),
                maxDuration == null ? null : Math.toIntExact(maxDuration.toSeconds()),
                RETRIES,
                null,
                false));
        return job;
    }

    /// A room's id may have capitals and underscores, a resource's name may not.
    private String stem() {
        String plain =
                room.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
        String some = plain.substring(0, Math.min(plain.length(), ROOM_IN_NAME));
        return (some.isEmpty() ? "room" : some) + "-";
    }
}
