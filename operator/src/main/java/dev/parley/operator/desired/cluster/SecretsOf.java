package dev.parley.operator.desired.cluster;

import dev.parley.crds.cluster.MeetingClusterSpec;
import dev.parley.crds.parts.SecretKey;
import dev.parley.crds.parts.Switch;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Every Secret that a MeetingCluster names, by the field that names it.
public final class SecretsOf {
    private static final String API_KEYS = "apiKeys";
    private static final String NODE_SECRET = "nodeSecret";

    /// What HMAC-SHA256 wants of a key (RFC 7518 §3.2), and signaling refuses to start without.
    private static final int KEY_BYTES = 32;

    private SecretsOf() {}

    public static Map<String, SecretKey> spec(MeetingClusterSpec spec) {
        var secrets = new LinkedHashMap<String, SecretKey>();
        spec.apiKeys().forEach(key -> secrets.put(API_KEYS + "[" + key.name() + "].secret", key.secret()));
        put(secrets, NODE_SECRET, spec.nodeSecret());
        var redis = spec.redis().external();
        if (redis != null) {
            put(secrets, "redis.external.username", redis.username());
            put(secrets, "redis.external.password", redis.password());
            put(secrets, "redis.external.certificateAuthority", redis.certificateAuthority());
        }
        var storage = spec.storage();
        if (storage != null && spec.recording().state() == Switch.ENABLED) {
            put(secrets, "storage.accessKeyId", storage.accessKeyId());
            put(secrets, "storage.secretAccessKey", storage.secretAccessKey());
            put(secrets, "storage.certificateAuthority", storage.certificateAuthority());
        }
        var webhooks = spec.webhooks();
        if (webhooks != null) {
            for (int i = 0; i < webhooks.secrets().size(); i++) {
                secrets.put("webhooks.secrets[" + i + "]", webhooks.secrets().get(i));
            }
        }
        return secrets;
    }

    /// How much has to be in it, by the field.
    public static int leastBytes(String field) {
        return field.startsWith(API_KEYS) || field.equals(NODE_SECRET) ? KEY_BYTES : 1;
    }

    private static void put(Map<String, SecretKey> secrets, String field, @Nullable SecretKey secret) {
        if (secret != null) {
            secrets.put(field, secret);
        }
    }
}
