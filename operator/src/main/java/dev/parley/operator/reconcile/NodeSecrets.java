package dev.parley.operator.reconcile;

import dev.parley.crds.MeetingCluster;
import dev.parley.crds.parts.SecretKey;
import dev.parley.operator.desired.NodeSecret;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// What media nodes want to hear before they answer. Kept for a minute: a fleet that drains is looked at
/// every two seconds.
final class NodeSecrets {
    private static final Duration GOOD_FOR = Duration.ofMinutes(1);

    private final KubernetesClient client;
    private final InstantSource clock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    private record Known(String secret, Instant at) {}

    NodeSecrets(KubernetesClient client, InstantSource clock) {
        this.client = client;
        this.clock = clock;
    }

    /// Empty where there is none yet.
    Optional<String> of(MeetingCluster cluster) {
        String key = cluster.getMetadata().getUid();
        Known kept = known.get(key);
        if (kept != null && clock.instant().isBefore(kept.at().plus(GOOD_FOR))) {
            return Optional.of(kept.secret());
        }
        SecretKey where = NodeSecret.of(cluster);
        Secret secret = client.secrets()
                .inNamespace(cluster.getMetadata().getNamespace())
                .withName(where.name())
                .get();
        if (secret == null || secret.getData() == null || secret.getData().get(where.key()) == null) {
            return Optional.empty();
        }
        byte[] bytes = Base64.getDecoder().decode(secret.getData().get(where.key()));
        String text = new String(bytes, StandardCharsets.UTF_8);
        known.put(key, new Known(text, clock.instant()));
        return Optional.of(text);
    }
}
