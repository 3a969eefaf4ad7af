package dev.parley.operator.desired.cluster;

import dev.parley.operator.desired.Amounts;
import dev.parley.operator.desired.Meta;
import dev.parley.operator.desired.Part;
import dev.parley.operator.desired.Release;
import dev.parley.operator.desired.Restricted;
import dev.parley.operator.desired.Restricted.Patience;
import dev.parley.operator.desired.Where;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The signaling servers, which hold nothing but sockets.
final class SignalingPods {
    static final int HTTP_PORT = 8_080;

    /// Requests that are being answered, and clients that are told to go elsewhere.
    private static final long GRACE_SECONDS = 45;

    /// Until every proxy knows that the pod is going: a connection that comes meanwhile is still taken.
    private static final long UNTIL_KNOWN_SECONDS = 5;

    private static final Map<String, Quantity> LEAST =
            Map.of("cpu", new Quantity("250m"), "memory", new Quantity("512Mi"));

    private static final Patience START = new Patience(1, 120);
    private static final Patience LIVE = new Patience(10, 3);
    private static final Patience READY = new Patience(3, 2);

    private SignalingPods() {}

    static List<HasMetadata> of(Meeting meeting) {
        var objects = new ArrayList<HasMetadata>();
        objects.add(new ServiceAccountBuilder()
                .withMetadata(Meta.of(meeting.resource(), meeting.signaling(), meeting.labels(Part.SIGNALING)))
                .withAutomountServiceAccountToken(false)
                .build());
        objects.add(deployment(meeting));
        objects.add(disruption(meeting));
        if (meeting.spec().signaling().autoscale() != null) {
            objects.add(autoscaler(meeting, meeting.spec().signaling().autoscale()));
        }
        return objects;
    }

    private static Deployment deployment(Meeting meeting) {
        var signaling = meeting.spec().signaling();
        var selector = meeting.selector(Part.SIGNALING);
        var labels =
                Part.with(meeting.labels(Part.SIGNALING), Map.of(Part.VERSION, Release.versionOf(meeting.image())));
        return new DeploymentBuilder()
                .withMetadata(Meta.of(meeting.resource(), meeting.signaling(), meeting.labels(Part.SIGNALING)))
                .withNewSpec()
                // Left out where somebody else writes it, or the two would take turns.
                .withReplicas(signaling.autoscale() == null ? signaling.replicas() : null)
                .withRevisionHistoryLimit(2)
                .withNewStrategy()
                .withType("RollingUpdate")
                .withNewRollingUpdate()
                .withMaxUnavailable(new IntOrString(0))
                .withMaxSurge(new IntOrString(1))
                .endRollingUpdate()
                .endStrategy()
                .withNewSelector()
                .withMatchLabels(selector)
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(labels)
                .endMetadata()
                .withSpec(Where.pod(signaling.scheduling(), meeting.spec().images(), selector)
                        .withServiceAccountName(meeting.signaling())
                        .withTerminationGracePeriodSeconds(GRACE_SECONDS)
                        .addAllToVolumes(RedisAuthority.volume(meeting).stream().toList())
                        .withContainers(container(meeting))
                        .build())
                .endTemplate()
                .endSpec()
                .build();
    }

    private static Container container(Meeting meeting) {
        return new ContainerBuilder()
                .withName("signaling")
                .withImage(meeting.image())
                .withImagePullPolicy(Where.pullPolicy(meeting.spec().images()))
                .withSecurityContext(Restricted.container())
                .withEnv(SignalingSettings.of(meeting))
                .addNewPort()
                .withName(Restricted.HTTP)
                .withContainerPort(HTTP_PORT)
                .withProtocol("TCP")
                .endPort()
                .withResources(Amounts.of(meeting.spec().signaling().resources(), LEAST))
                .withStartupProbe(Restricted.probe("/health/live", START))
                .withLivenessProbe(Restricted.probe("/health/live", LIVE))
                .withReadinessProbe(Restricted.probe("/health/ready", READY))
                .withNewLifecycle()
                .withNewPreStop()
                .withNewSleep(UNTIL_KNOWN_SECONDS)
                .endPreStop()
                .endLifecycle()
                .withVolumeMounts(Restricted.scratchMount())
                .addAllToVolumeMounts(RedisAuthority.mount(meeting).stream().toList())
                .build();
    }

    private static PodDisruptionBudget disruption(Meeting meeting) {
        return new PodDisruptionBudgetBuilder()
                .withMetadata(Meta.of(meeting.resource(), meeting.signaling(), meeting.labels(Part.SIGNALING)))
                .withNewSpec()
                .withMaxUnavailable(new IntOrString(1))
                .withUnhealthyPodEvictionPolicy("AlwaysAllow")
                .withNewSelector()
                .withMatchLabels(meeting.selector(Part.SIGNALING))
                .endSelector()
                .endSpec()
                .build();
    }

    private static HorizontalPodAutoscaler autoscaler(
            Meeting meeting, dev.parley.crds.cluster.Signaling.Autoscale autoscale) {
        return new HorizontalPodAutoscalerBuilder()
                .withMetadata(Meta.of(meeting.resource(), meeting.signaling(), meeting.labels(Part.SIGNALING)))
                .withNewSpec()
                .withMinReplicas(autoscale.minReplicas())
                .withMaxReplicas(autoscale.maxReplicas())
                .withNewScaleTargetRef("apps/v1", "Deployment", meeting.signaling())
                .addNewMetric()
                .withType("Resource")
                .withNewResource()
                .withName("cpu")
                .withNewTarget()
                .withType("Utilization")
                .withAverageUtilization(autoscale.cpuPercent())
                .endTarget()
                .endResource()
                .endMetric()
                .endSpec()
                .build();
    }
}
