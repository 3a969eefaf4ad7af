package dev.parley.operator.reconcile;

import dev.parley.crds.MeetingCluster;
import dev.parley.crds.conditions.ClusterReason;
import dev.parley.crds.parts.SecretKey;
import dev.parley.operator.desired.Meta;
import dev.parley.operator.desired.NodeSecret;
import dev.parley.operator.desired.Part;
import dev.parley.operator.desired.cluster.SecretsOf;
import dev.parley.operator.status.Verdict;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The Secrets of a MeetingCluster: whether those that it names are there, and the one that the operator
/// makes. They are asked for one by one; the operator may not list them.
final class Secrets {
    /// What a guess would have to hit: 256 bits.
    private static final int BYTES = 32;

    private final KubernetesClient client;
    private final SecureRandom random;

    Secrets(KubernetesClient client, SecureRandom random) {
        this.client = client;
        this.random = random;
    }

    /// Makes the node secret where none is named and none is there. It is never changed again: a change would part
    /// signaling from its nodes.
    void ensure(MeetingCluster cluster) {
        if (cluster.getSpec().nodeSecret() != null) {
            return;
        }
        SecretKey wanted = NodeSecret.of(cluster);
        var resource = client.resource(new SecretBuilder()
                .withMetadata(Meta.of(
                        cluster,
                        wanted.name(),
                        Part.SIGNALING.labels(cluster.getMetadata().getName())))
                .withType("Opaque")
                .withImmutable(true)
                .addToData(NodeSecret.KEY, encoded())
                .build());
        if (resource.get() == null) {
            resource.create();
        }
    }

    /// What is missing of what the spec names; empty if nothing is.
    Optional<Verdict> trouble(MeetingCluster cluster) {
        String namespace = cluster.getMetadata().getNamespace();
        Map<String, @Nullable Secret> read = new HashMap<>();
        for (var named : SecretsOf.spec(cluster.getSpec()).entrySet()) {
            SecretKey key = named.getValue();
            Secret secret = read.computeIfAbsent(
                    key.name(),
                    name -> client.secrets()
                            .inNamespace(namespace)
                            .withName(name)
                            .get());
            String value = secret == null || secret.getData() == null
                    ? null
                    : secret.getData().get(key.key());
            if (value == null) {
                return Optional.of(stalled(
                        ClusterReason.SECRET_MISSING,
                        "%s: no entry %s in Secret %s (expected: one)"
                                .formatted(named.getKey(), key.key(), key.name())));
            }
            int bytes = Base64.getDecoder().decode(value).length;
            int least = SecretsOf.leastBytes(named.getKey());
            if (bytes < least) {
                return Optional.of(stalled(
                        ClusterReason.SECRET_NOT_VALID,
                        "%s: entry %s of Secret %s has %d bytes (expected: at least %d)"
                                .formatted(named.getKey(), key.key(), key.name(), bytes, least)));
            }
        }
        return Optional.empty();
    }

    private static Verdict stalled(ClusterReason reason, String message) {
        return new Verdict.Stalled(reason, message, false);
    }

    /// Text that an environment variable can hold, so encoded once more than Kubernetes does.
    private String encoded() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        byte[] text = Base64.getUrlEncoder().withoutPadding().encode(bytes);
        return Base64.getEncoder().encodeToString(text);
    }
}
