package dev.parley.operator.desired.edge;

import dev.parley.crds.cluster.MeetingClusterSpec.Profile;
import dev.parley.crds.edge.Exposure;
import dev.parley.crds.edge.Exposure.Announce;
import dev.parley.operator.desired.Amounts;
import dev.parley.operator.desired.Meta;
import dev.parley.operator.desired.Names;
import dev.parley.operator.desired.NodeSecret;
import dev.parley.operator.desired.Part;
import dev.parley.operator.desired.Release;
import dev.parley.operator.desired.Restricted;
import dev.parley.operator.desired.Restricted.Patience;
import dev.parley.operator.desired.Settings;
import dev.parley.operator.desired.Where;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The media nodes themselves.
public final class MediaPods {
    static final String LINK = "link";
    static final int HTTP_PORT = 9_100;
    static final int LINK_PORT = 9_200;

    static final String CONTAINER = "media-node";

    /// A node whose pod somebody else deletes is drained like any other, by itself: it has as long for it, and a minute
    /// to end.
    private static final int GRACE_SECONDS = 60;

    /// Enough to be scheduled by, on any machine.
    private static final Map<String, Quantity> LEAST =
            Map.of("cpu", new Quantity("500m"), "memory", new Quantity("768Mi"));

    /// Until the web server stands: the JVM, and the warm-up that the spec allows at most.
    private static final Patience START = new Patience(1, 120);

    /// A loop that has not turned for five seconds is told at once; three times in a row is no hiccup.
    private static final Patience LIVE = new Patience(5, 3);

    /// Others have its sessions by then, and it does not even hear that it should stop. The pod's own
    /// grace period is for a drain: a node that hangs would stay away for all of it.
    private static final long HUNG_SECONDS = 10;

    private static final Patience READY = new Patience(2, 1);

    private MediaPods() {}

    static ServiceAccount account(Edge edge) {
        return new ServiceAccountBuilder()
                .withMetadata(Meta.of(edge.resource(), Names.media(edge.name()), edge.labels()))
                .withAutomountServiceAccountToken(false)
                .build();
    }

    public static StatefulSet of(Edge edge, EdgeFacts facts) {
        return new StatefulSetBuilder()
                .withMetadata(Meta.of(edge.resource(), Names.media(edge.name()), edge.labels()))
                .withNewSpec()
                .withReplicas(facts.replicas())
                .withServiceName(Names.media(edge.name()))
                .withPodManagementPolicy("Parallel")
                // Whoever replaces a pod drains it first, and that is the operator alone.
                .withNewUpdateStrategy()
                .withType("OnDelete")
                .endUpdateStrategy()
                .withRevisionHistoryLimit(2)
                .withNewSelector()
                .withMatchLabels(edge.selector())
                .endSelector()
                .withTemplate(template(edge))
                .endSpec()
                .build();
    }

    private static PodTemplateSpec template(Edge edge) {
        var labels = Part.with(edge.labels(), Map.of(Part.VERSION, Release.versionOf(edge.image())));
        var spec = Where.pod(
                        edge.resource().getSpec().scheduling(), edge.system().images(), edge.selector())
                .withServiceAccountName(Names.media(edge.name()))
                .withTerminationGracePeriodSeconds((long) edge.wish().drain().deadlineSeconds() + GRACE_SECONDS)
                .addAllToVolumes(volumes(edge))
                .withContainers(container(edge))
                .build();
        return new PodTemplateSpecBuilder()
                .withNewMetadata()
                .withLabels(labels)
                .endMetadata()
                .withSpec(spec)
                .build();
    }

    private static Container container(Edge edge) {
        return new ContainerBuilder()
                .withName(CONTAINER)
                .withImage(edge.image())
                .withImagePullPolicy(Where.pullPolicy(edge.system().images()))
                .withSecurityContext(Restricted.container())
                .withEnv(settings(edge))
                .withPorts(ports(edge))
                .withResources(Amounts.of(edge.wish().resources(), LEAST))
                .withStartupProbe(Restricted.probe("/health/live", START))
                .withLivenessProbe(new ProbeBuilder(Restricted.probe("/health/live", LIVE))
                        .withTerminationGracePeriodSeconds(HUNG_SECONDS)
                        .build())
                .withReadinessProbe(Restricted.probe("/health/ready", READY))
                .withVolumeMounts(mounts(edge))
                .build();
    }

    private static List<EnvVar> settings(Edge edge) {
        var settings = new Settings()
                .field("PARLEY_NODE_ID", "metadata.name")
                .field("PARLEY_LINK_ANNOUNCE", "status.podIP")
                .field("PARLEY_MACHINE", "spec.nodeName")
                .is("PARLEY_LINK_PORT", LINK_PORT)
                .is("PARLEY_NODE_HTTP_PORT", HTTP_PORT)
                .is("PARLEY_BIND", "0.0.0.0")
                .is("PARLEY_LOOPS", edge.wish().loops())
                .is("PARLEY_CAPACITY_PARTICIPANTS", edge.wish().capacity().participants())
                .is("PARLEY_CAPACITY_EGRESS_MBPS", edge.wish().capacity().egressMbps())
                .is("PARLEY_WARM_UP_SECONDS", edge.system().media().warmUpSeconds())
                .is("PARLEY_STOP_SECONDS", edge.wish().drain().deadlineSeconds())
                .is("PARLEY_STOP_ROOMS_PER_SECOND", edge.wish().drain().roomsPerSecond())
                .is("PARLEY_PROFILE", edge.system().profile() == Profile.PRODUCTION ? "production" : null)
                .secret("PARLEY_NODE_SECRET", NodeSecret.of(edge.cluster()));
        if (!NodeSettings.differByNode(edge)) {
            settings.is("PARLEY_MEDIA_PORT", edge.wish().firstPort());
        }
        if (edge.exposure().announce() == Announce.INTERNAL_ADDRESS) {
            settings.field("PARLEY_ANNOUNCE", "status.hostIP");
        }
        var files = new ArrayList<String>();
        if (NodeSettings.differByNode(edge)) {
            files.add("@" + NodeSettings.NODES + "/$(PARLEY_NODE_ID)");
        }
        if (NodeSettings.differByHost(edge)) {
            settings.field("MACHINE", "spec.nodeName");
            files.add("@" + NodeSettings.HOSTS + "/$(MACHINE)");
        }
        return settings.is("JDK_JAVA_OPTIONS", files.isEmpty() ? null : String.join(" ", files))
                .variables();
    }

    /// Ports that differ from pod to pod cannot stand in what all have in common; the Services know them.
    private static List<ContainerPort> ports(Edge edge) {
        var own = Stream.of(tcp(Restricted.HTTP, HTTP_PORT), tcp(LINK, LINK_PORT));
        if (MediaWish.portsDiffer(edge.exposure())) {
            return own.toList();
        }
        int first = edge.wish().firstPort();
        boolean atMachine = edge.exposure().type() == Exposure.Type.HOST_PORT;
        var media = IntStream.range(first, first + edge.wish().loops())
                .boxed()
                .flatMap(port -> edge.exposure().protocols().stream()
                        .map(protocol -> new ContainerPortBuilder()
                                .withName(protocol.name().toLowerCase(Locale.ROOT) + "-" + port)
                                .withContainerPort(port)
                                .withProtocol(protocol.name())
                                .withHostPort(atMachine ? port : null)
                                .build()));
        return Stream.concat(own, media).toList();
    }

    private static ContainerPort tcp(String name, int port) {
        return new ContainerPortBuilder()
                .withName(name)
                .withContainerPort(port)
                .withProtocol("TCP")
                .build();
    }

    private static List<Volume> volumes(Edge edge) {
        var volumes = new ArrayList<Volume>();
        if (NodeSettings.differByNode(edge)) {
            volumes.add(configMap("nodes", Names.nodeSettings(edge.name())));
        }
        if (NodeSettings.differByHost(edge)) {
            volumes.add(configMap("hosts", Names.hostSettings(edge.name())));
        }
        return volumes;
    }

    private static Volume configMap(String name, String map) {
        return new VolumeBuilder()
                .withName(name)
                .withNewConfigMap()
                .withName(map)
                .endConfigMap()
                .build();
    }

    private static List<VolumeMount> mounts(Edge edge) {
        var mounts = new ArrayList<VolumeMount>(List.of(Restricted.scratchMount()));
        if (NodeSettings.differByNode(edge)) {
            mounts.add(readOnly("nodes", NodeSettings.NODES));
        }
        if (NodeSettings.differByHost(edge)) {
            mounts.add(readOnly("hosts", NodeSettings.HOSTS));
        }
        return mounts;
    }

    private static VolumeMount readOnly(String name, String path) {
        return new VolumeMountBuilder()
                .withName(name)
                .withMountPath(path)
                .withReadOnly(true)
                .build();
    }
}
