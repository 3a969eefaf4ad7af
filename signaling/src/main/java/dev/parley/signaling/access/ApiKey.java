package dev.parley.signaling.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// The key pair of the application that uses this server. The secret signs its tokens and opens the REST API.
public final class ApiKey {
    /// Known to everyone who reads the source, so that a newcomer's first meeting needs no set-up; refused in
    /// production.
    public static final String DEVELOPMENT_SECRET = "parley-development-secret-not-for-production";

    /// RFC 7518 §3.2: a key for HS256 has at least as many bits as the hash.
    public static final int SECRET_BYTES = 32;

    private final String key;
    private final byte[] secret;

    public ApiKey(String key, String secret) {
        this.key = key;
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
        if (key.isEmpty() || key.contains(":")) {
            throw new IllegalArgumentException("API key: '" + key + "' (expected: not empty, no colon, RFC 7617 §2)");
        }
        if (this.secret.length < SECRET_BYTES) {
            throw new IllegalArgumentException(
                    "API secret: " + this.secret.length + " bytes (expected: >= " + SECRET_BYTES + ", RFC 7518 §3.2)");
        }
    }

    public String key() {
        return key;
    }

    byte[] secret() {
        return secret.clone();
    }

    /// RFC 7617. Compared in constant time, so that the time of a refusal tells nothing.
    public boolean opensWith(@Nullable String authorization) {
        String prefix = "Basic ";
        if (authorization == null || !authorization.regionMatches(true, 0, prefix, 0, prefix.length())) {
            return false;
        }
        byte[] shown;
        try {
            shown = Base64.getDecoder()
                    .decode(authorization.substring(prefix.length()).strip());
        } catch (IllegalArgumentException _) {
            return false;
        }
        byte[] pair = (key + ":" + new String(secret, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(pair, shown);
    }

    @Override
    public String toString() {
        return "ApiKey[" + key + "]";
    }
}
