package dev.parley.operator.desired.cluster;

import dev.parley.crds.cluster.Redis;
import dev.parley.crds.parts.Switch;
import dev.parley.operator.desired.Amounts;
import dev.parley.operator.desired.Meta;
import dev.parley.operator.desired.Names;
import dev.parley.operator.desired.Part;
import dev.parley.operator.desired.Restricted;
import dev.parley.operator.desired.Traffic;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A Redis for trials: one pod that keeps nothing. When it comes back empty, signaling fills it from its copies.
final class BundledRedis {
    static final int PORT = 6_379;

    private static final String NAME = "redis";
    /// As the official image has it.
    private static final long USER = 999;

    private static final long GRACE_SECONDS = 10;
    private static final Map<String, Quantity> LEAST =
            Map.of("cpu", new Quantity("100m"), "memory", new Quantity("128Mi"));

    private BundledRedis() {}

    static List<HasMetadata> of(Meeting meeting) {
        var objects = new ArrayList<HasMetadata>();
        if (meeting.spec().networkPolicies() == Switch.ENABLED) {
            objects.add(network(meeting));
        }
        objects.add(service(meeting));
        objects.add(deployment(meeting));
        return objects;
    }

    private static NetworkPolicy network(Meeting meeting) {
        return new NetworkPolicyBuilder()
                .withMetadata(Meta.of(meeting.resource(), Names.redis(meeting.name()), meeting.labels(Part.REDIS)))
                .withNewSpec()
                .withNewPodSelector()
                .withMatchLabels(meeting.selector(Part.REDIS))
                .endPodSelector()
                .withPolicyTypes("Ingress", "Egress")
                .withIngress(Traffic.in(
                        List.of(Traffic.pods(meeting.selector(Part.SIGNALING))), List.of(Traffic.port("TCP", PORT))))
                .endSpec()
                .build();
    }

    private static Service service(Meeting meeting) {
        return new ServiceBuilder()
                .withMetadata(Meta.of(meeting.resource(), Names.redis(meeting.name()), meeting.labels(Part.REDIS)))
                .withNewSpec()
                .withType("ClusterIP")
                .withSelector(meeting.selector(Part.REDIS))
                .addNewPort()
                .withName(NAME)
                .withProtocol("TCP")
                .withPort(PORT)
                .withTargetPort(new IntOrString(NAME))
                .endPort()
                .endSpec()
                .build();
    }

    private static Deployment deployment(Meeting meeting) {
        return new DeploymentBuilder()
                .withMetadata(Meta.of(meeting.resource(), Names.redis(meeting.name()), meeting.labels(Part.REDIS)))
                .withNewSpec()
                .withReplicas(1)
                .withRevisionHistoryLimit(2)
                // Two at once would be two truths.
                .withNewStrategy()
                .withType("Recreate")
                .endStrategy()
                .withNewSelector()
                .withMatchLabels(meeting.selector(Part.REDIS))
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(meeting.labels(Part.REDIS))
                .endMetadata()
                .withNewSpec()
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .withSecurityContext(Restricted.pod(USER))
                .withTerminationGracePeriodSeconds(GRACE_SECONDS)
                .withContainers(container(meeting))
                .withVolumes(Restricted.scratch())
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }

    private static Container container(Meeting meeting) {
        Redis.Bundled bundled = meeting.spec().redis().bundled();
        return new ContainerBuilder()
                .withName(NAME)
                .withImage(meeting.release().redisImage())
                .withImagePullPolicy("IfNotPresent")
                .withSecurityContext(Restricted.container())
                // Redis itself lets nobody in from elsewhere without a password, but in the official image; here a
                // NetworkPolicy says who may.
                .withArgs("redis-server", "--save", "", "--appendonly", "no", "--dir", "/tmp", "--protected-mode", "no")
                .addNewPort()
                .withName(NAME)
                .withContainerPort(PORT)
                .withProtocol("TCP")
                .endPort()
                .withResources(Amounts.of(bundled == null ? null : bundled.resources(), LEAST))
                .withLivenessProbe(answers(10))
                .withReadinessProbe(answers(2))
                .withVolumeMounts(Restricted.scratchMount())
                .build();
    }

    private static Probe answers(int everySeconds) {
        return new ProbeBuilder()
                .withNewTcpSocket()
                .withPort(new IntOrString(NAME))
                .endTcpSocket()
                .withPeriodSeconds(everySeconds)
                .withTimeoutSeconds(2)
                .withSuccessThreshold(1)
                .withFailureThreshold(3)
                .build();
    }
}
