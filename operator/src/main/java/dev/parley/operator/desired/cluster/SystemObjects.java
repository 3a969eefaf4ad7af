package dev.parley.operator.desired.cluster;

import dev.parley.crds.cluster.Exposure;
import dev.parley.crds.cluster.Redis;
import dev.parley.crds.parts.Switch;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;

/// Everything that a MeetingCluster needs, in the order in which it is made.
public final class SystemObjects {
    private SystemObjects() {}

    public static List<HasMetadata> of(Meeting meeting, Offers offers) {
        var objects = new ArrayList<HasMetadata>();
        if (meeting.spec().networkPolicies() == Switch.ENABLED) {
            objects.addAll(SystemPolicies.of(meeting));
        }
        if (meeting.spec().redis().type() == Redis.Type.BUNDLED) {
            objects.addAll(BundledRedis.of(meeting));
        }
        objects.addAll(Recorders.of(meeting));
        objects.addAll(SignalingPods.of(meeting));
        objects.addAll(SignalingDoors.services(meeting));
        switch (meeting.spec().signaling().exposure().type()) {
            case SERVICE -> {}
            case INGRESS -> objects.add(SignalingDoors.ingress(meeting));
            case GATEWAY -> {
                if (offers.gateways()) {
                    objects.add(SignalingDoors.route(meeting));
                }
            }
        }
        if (offers.monitors() && meeting.spec().observability().monitors() == Switch.ENABLED) {
            objects.addAll(Monitors.of(meeting));
        }
        return objects;
    }

    /// Those of the kinds that not every Kubernetes has and this one does, whether wished for or not: what
    /// was made once and is no longer wished for has to be found.
    public static List<HasMetadata> optional(Meeting meeting, Offers offers) {
        var objects = new ArrayList<HasMetadata>();
        if (offers.gateways()) {
            objects.add(SignalingDoors.noRoute(meeting));
        }
        if (offers.monitors()) {
            objects.addAll(Monitors.of(meeting));
        }
        return objects;
    }

    /// Which kinds this Kubernetes has beyond its own: those of the Gateway API, and those of the Prometheus operator.
    public record Offers(boolean gateways, boolean monitors) {}

    /// Where clients find signaling; inside the cluster alone where nobody told what leads to it.
    public static String url(Meeting meeting) {
        Exposure exposure = meeting.spec().signaling().exposure();
        return switch (exposure.type()) {
            case SERVICE -> exposure.host() == null ? innerUrl(meeting) : "https://" + exposure.host();
            case INGRESS, GATEWAY -> "https://" + exposure.host();
        };
    }

    /// Where pods of the cluster find it, whatever leads to it from outside.
    public static String innerUrl(Meeting meeting) {
        return "http://" + meeting.signaling() + "." + meeting.namespace() + ".svc:" + SignalingPods.HTTP_PORT;
    }
}
