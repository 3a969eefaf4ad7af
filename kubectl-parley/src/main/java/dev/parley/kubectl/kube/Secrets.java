package dev.parley.kubectl.kube;

import dev.parley.crds.MeetingCluster;
import dev.parley.crds.cluster.ApiKey;
import dev.parley.crds.parts.SecretKey;
import io.fabric8.kubernetes.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/// What a MeetingCluster's current API key is, read from the Secret that it names.
public final class Secrets {
    /// What signaling refuses to start without (RFC 7518 §3.2).
    private static final int KEY_BYTES = 32;

    private Secrets() {}

    /// What tokens are signed with, and the REST API is opened with.
    ///
    /// @param name the issuer of tokens, and the user name of the REST API
    public record Key(String name, String secret) {}

    public static Key current(Kube kube, MeetingCluster cluster) {
        ApiKey key = cluster.getSpec().apiKeys().stream()
                .filter(it -> it.acceptedUntil() == null)
                .findFirst()
                .orElseThrow(() -> new Mistake("apiKeys of MeetingCluster "
                        + cluster.getMetadata().getName()
                        + ": none without acceptedUntil (expected: exactly 1, the current one)"));
        return new Key(key.name(), read(kube, cluster.getMetadata().getNamespace(), key.secret()));
    }

    private static String read(Kube kube, String namespace, SecretKey place) {
        Secret secret = kube.at(Secret.class, namespace, place.name()).get();
        if (secret == null) {
            throw new Mistake("Secret: none named " + place.name() + " in namespace " + namespace
                    + " (expected: the one that apiKeys names)");
        }
        String value = secret.getData() == null ? null : secret.getData().get(place.key());
        if (value == null) {
            throw new Mistake("Secret " + place.name() + ": no entry " + place.key() + " (expected: one of "
                    + (secret.getData() == null ? Map.of() : secret.getData()).keySet() + ")");
        }
        byte[] bytes = Base64.getDecoder().decode(value);
        if (bytes.length < KEY_BYTES) {
            throw new Mistake("Secret " + place.name() + ", entry " + place.key() + ": " + bytes.length
                    + " bytes (expected: at least " + KEY_BYTES + ")");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
