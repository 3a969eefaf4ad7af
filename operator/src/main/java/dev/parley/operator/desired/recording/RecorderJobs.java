package dev.parley.operator.desired.recording;

import dev.parley.crds.cluster.ApiKey;
import dev.parley.crds.cluster.Storage;
import dev.parley.operator.desired.Amounts;
import dev.parley.operator.desired.ApiKeys;
import dev.parley.operator.desired.Meta;
import dev.parley.operator.desired.Names;
import dev.parley.operator.desired.Part;
import dev.parley.operator.desired.Release;
import dev.parley.operator.desired.Restricted;
import dev.parley.operator.desired.Restricted.Patience;
import dev.parley.operator.desired.Settings;
import dev.parley.operator.desired.Where;
import dev.parley.operator.desired.cluster.Meeting;
import dev.parley.operator.desired.cluster.SystemObjects;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The Jobs of a recording. Each is made once and never changed: a MeetingCluster that is edited ends no recording.
final class RecorderJobs {
    /// Which of the two programs a pod runs, as a label.
    static final String DEED = "parley.dev/deed";

    static final String RECORD = "record";
    private static final String COMPOSE = "compose";
    private static final String CONTAINER = "recorder";
    private static final int HTTP_PORT = 9_300;
    private static final String WORK = "work";
    private static final String WORK_PATH = "/work";
    private static final String STORAGE = "storage";
    private static final String STORAGE_PATH = "/etc/parley/storage";
    private static final String AUTHORITY = "ca.pem";

    /// What is not in the storage yet, and what a picture is composed of.
    private static final String WORK_SIZE = "8Gi";

    /// A composer may be tried again: what it works on is in the storage.
    private static final int COMPOSER_RETRIES = 2;

    /// Composing may take as long as the meeting did, on a slow machine, and this much more.
    private static final int COMPOSE_SECONDS = 7_200;

    /// To be scheduled, pulled and started, and to find the room.
    private static final int START_SECONDS = 900;

    private static final Map<String, Quantity> LEAST = Map.of("cpu", new Quantity("1"), "memory", new Quantity("2Gi"));

    private static final Patience START = new Patience(1, 120);
    private static final Patience LIVE = new Patience(10, 3);
    private static final Patience READY = new Patience(1, 3);

    private RecorderJobs() {}

    static Job recorder(Recording recording, int number) {
        var arguments = new ArrayList<>(common(RECORD, recording));
        arguments.add("--recorder=" + number);
        arguments.add("--max-duration-seconds=" + recording.maxDurationSeconds());
        return new JobBuilder()
                .withMetadata(Meta.of(
                        recording.resource(), Names.recorder(recording.name(), number), labels(recording, RECORD)))
                .withNewSpec()
                .withBackoffLimit(0)
                // It ends by itself long before; this is for one that hangs.
                .withActiveDeadlineSeconds(
                        (long) START_SECONDS + recording.maxDurationSeconds() + Recording.FINALIZE_SECONDS)
                // Two in a room at once are one too many: who is told to end is awaited.
                .withPodReplacementPolicy("Failed")
                .withTemplate(template(recording, RECORD, arguments))
                .endSpec()
                .build();
    }

    static Job composer(Recording recording) {
        return new JobBuilder()
                .withMetadata(
                        Meta.of(recording.resource(), Names.composer(recording.name()), labels(recording, COMPOSE)))
                .withNewSpec()
                .withBackoffLimit(COMPOSER_RETRIES)
                .withActiveDeadlineSeconds((long) COMPOSE_SECONDS + recording.maxDurationSeconds())
                .withTemplate(template(recording, COMPOSE, common(COMPOSE, recording)))
                .endSpec()
                .build();
    }

    private static Map<String, String> labels(Recording recording, String deed) {
        return Part.with(recording.labels(), Map.of(DEED, deed));
    }

    private static PodTemplateSpec template(Recording recording, String deed, List<String> arguments) {
        var labels = Part.with(labels(recording, deed), Map.of(Part.VERSION, Release.versionOf(recording.image())));
        var spec = Where.pod(
                        recording.defaults().scheduling(),
                        recording.cluster().getSpec().images(),
                        Part.RECORDER.selector(recording.system()))
                .withServiceAccountName(Names.recorders(recording.system()))
                .withRestartPolicy("Never")
                .withTerminationGracePeriodSeconds((long) Recording.FINALIZE_SECONDS)
                .addAllToVolumes(volumes(recording))
                .withContainers(container(recording, deed, arguments))
                .build();
        return new PodTemplateSpecBuilder()
                .withNewMetadata()
                .withLabels(labels)
                .endMetadata()
                .withSpec(spec)
                .build();
    }

    private static Container container(Recording recording, String deed, List<String> arguments) {
        var builder = new ContainerBuilder()
                .withName(CONTAINER)
                .withImage(recording.image())
                .withImagePullPolicy(
                        Where.pullPolicy(recording.cluster().getSpec().images()))
                .withSecurityContext(Restricted.container())
                .withArgs(arguments.stream().map(RecorderJobs::verbatim).toList())
                .withEnv(settings(recording, deed))
                // How it went, in the end.
                .withTerminationMessagePath("/dev/termination-log")
                .withTerminationMessagePolicy("File")
                .withResources(Amounts.of(recording.defaults().resources(), LEAST))
                .withVolumeMounts(mounts(recording));
        if (deed.equals(RECORD)) {
            // Ready is who is in the room.
            builder.addNewPort()
                    .withName(Restricted.HTTP)
                    .withContainerPort(HTTP_PORT)
                    .withProtocol("TCP")
                    .endPort()
                    .withStartupProbe(Restricted.probe("/health/live", START))
                    .withLivenessProbe(Restricted.probe("/health/live", LIVE))
                    .withReadinessProbe(Restricted.probe("/health/ready", READY));
        }
        return builder.build();
    }

    private static List<String> common(String deed, Recording recording) {
        var meeting = new Meeting(recording.cluster(), recording.release());
        var storage = recording.storage();
        var arguments = new ArrayList<String>();
        arguments.add(deed);
        arguments.add("--signaling=" + SystemObjects.innerUrl(meeting));
        arguments.add("--recording=" + recording.resource().getMetadata().getUid());
        arguments.add("--room=" + recording.resource().getSpec().room());
        arguments.add("--layout=" + lower(recording.layout().name()));
        arguments.add("--resolution="
                + switch (recording.resolution()) {
                    case HD -> "720p";
                    case FULL_HD -> "1080p";
                });
        var transcription = recording.transcription();
        if (transcription != null) {
            arguments.add("--transcription=" + transcription.language());
        }
        arguments.add("--work=" + WORK_PATH);
        arguments.add("--region=" + storage.region());
        arguments.add("--bucket=" + recording.bucket());
        arguments.add("--prefix=" + recording.prefix());
        if (storage.endpoint() != null) {
            arguments.add("--endpoint=" + storage.endpoint());
        }
        if (storage.pathStyle()) {
            arguments.add("--path-style");
        }
        if (storage.certificateAuthority() != null) {
            arguments.add("--certificate-authority=" + STORAGE_PATH + "/" + AUTHORITY);
        }
        var lifecycle = recording.lifecycle();
        if (lifecycle.archiveAfterDays() != null) {
            arguments.add("--archive-after-days=" + lifecycle.archiveAfterDays());
        }
        if (lifecycle.deleteAfterDays() != null) {
            arguments.add("--delete-after-days=" + lifecycle.deleteAfterDays());
        }
        return arguments;
    }

    /// A recorder comes as an application's own guest; the composer needs the storage alone.
    private static List<EnvVar> settings(Recording recording, String deed) {
        var storage = recording.storage();
        var settings = new Settings();
        if (deed.equals(RECORD)) {
            ApiKey key = ApiKeys.current(recording.cluster().getSpec().apiKeys());
            settings.is("PARLEY_API_KEY", key.name()).secret("PARLEY_API_SECRET", key.secret());
        }
        return settings.secret("AWS_ACCESS_KEY_ID", storage.accessKeyId())
                .secret("AWS_SECRET_ACCESS_KEY", storage.secretAccessKey())
                .variables();
    }

    private static List<Volume> volumes(Recording recording) {
        var volumes = new ArrayList<Volume>();
        volumes.add(new VolumeBuilder()
                .withName(WORK)
                .withNewEmptyDir()
                .withSizeLimit(new Quantity(WORK_SIZE))
                .endEmptyDir()
                .build());
        Storage storage = recording.storage();
        if (storage.certificateAuthority() != null) {
            volumes.add(new VolumeBuilder()
                    .withName(STORAGE)
                    .withNewSecret()
                    .withSecretName(storage.certificateAuthority().name())
                    .withItems(new KeyToPath(storage.certificateAuthority().key(), null, AUTHORITY))
                    .endSecret()
                    .build());
        }
        return volumes;
    }

    private static List<VolumeMount> mounts(Recording recording) {
        var mounts = new ArrayList<VolumeMount>();
        mounts.add(Restricted.scratchMount());
        mounts.add(
                new VolumeMountBuilder().withName(WORK).withMountPath(WORK_PATH).build());
        if (recording.storage().certificateAuthority() != null) {
            mounts.add(new VolumeMountBuilder()
                    .withName(STORAGE)
                    .withMountPath(STORAGE_PATH)
                    .withReadOnly(true)
                    .build());
        }
        return mounts;
    }

    /// Kubernetes puts variables in where it finds `$(NAME)`, and some words here are a stranger's: one who writes
    /// RecordingJobs is not to read secrets by them.
    private static String verbatim(String word) {
        return word.replace("$", "$$");
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
