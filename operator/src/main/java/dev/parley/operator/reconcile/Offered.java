package dev.parley.operator.reconcile;

import dev.parley.operator.desired.cluster.SystemObjects.Offers;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Which kinds this Kubernetes has, asked again now and then: somebody may install them later.
public final class Offered {
    private static final Duration GOOD_FOR = Duration.ofMinutes(5);

    private final KubernetesClient client;
    private final InstantSource clock;
    private @Nullable Answer last;

    private record Answer(Offers offers, Instant at) {}

    public Offered(KubernetesClient client, InstantSource clock) {
        this.client = client;
        this.clock = clock;
    }

    synchronized Offers now() {
        Instant now = clock.instant();
        Answer known = last;
        if (known == null || now.isAfter(known.at().plus(GOOD_FOR))) {
            known = new Answer(
                    new Offers(
                            has("gateway.networking.k8s.io/v1", "HTTPRoute"),
                            has("monitoring.coreos.com/v1", "ServiceMonitor")
                                    && has("monitoring.coreos.com/v1", "PodMonitor")),
                    now);
            last = known;
        }
        return known.offers();
    }

    private boolean has(String api, String kind) {
        var resources = client.getApiResources(api);
        return resources != null && resources.getResources().stream().anyMatch(it -> kind.equals(it.getKind()));
    }
}
