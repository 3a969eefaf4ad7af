package dev.parley.signaling.webhooks;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signs as Standard Webhooks 1.0 says: HMAC-SHA256 of `id.timestamp.body`. With several secrets there is a
/// signature by each, so that a receiver may change from one to the other at its own time.
public final class Signature {
    /// What a secret begins with as text, so that it is known for what it is wherever it turns up.
    public static final String PREFIX = "whsec_";

    /// Standard Webhooks' bounds: below 24 bytes it can be guessed, beyond 64 it is not a key but a file.
    private static final int LEAST_BYTES = 24;

    private static final int MOST_BYTES = 64;
    private static final String ALGORITHM = "HmacSHA256";

    private final List<SecretKeySpec> keys;

    private Signature(List<SecretKeySpec> keys) {
        this.keys = keys;
    }

    /// Fails with an [IllegalArgumentException] that does not tell the secret.
    public static Signature with(List<String> secrets) {
        return new Signature(secrets.stream().map(Signature::key).toList());
    }

    private static SecretKeySpec key(String secret) {
        if (!secret.startsWith(PREFIX)) {
            throw new IllegalArgumentException("a secret begins with " + PREFIX);
        }
        byte[] bytes = bytes(secret.substring(PREFIX.length()));
        if (bytes.length < LEAST_BYTES || bytes.length > MOST_BYTES) {
            throw new IllegalArgumentException("a secret has " + LEAST_BYTES + ".." + MOST_BYTES + " bytes");
        }
        return new SecretKeySpec(bytes, ALGORITHM);
    }

    private static byte[] bytes(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException _) {
            throw new IllegalArgumentException("after " + PREFIX + " a secret is base64");
        }
    }

    /// The header `webhook-signature`.
    String of(String id, Instant timestamp, String body) {
        byte[] signed = (id + "." + timestamp.getEpochSecond() + "." + body).getBytes(StandardCharsets.UTF_8);
        return keys.stream().map(key -> "v1," + hmac(key, signed)).collect(Collectors.joining(" "));
    }

    private static String hmac(SecretKeySpec key, byte[] signed) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return Base64.getEncoder().encodeToString(mac.doFinal(signed));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
