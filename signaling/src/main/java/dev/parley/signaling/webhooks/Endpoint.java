package dev.parley.signaling.webhooks;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/// Where webhooks go. `id` names it in the store, as short as that can be, and the same at every instance.
public record Endpoint(String id, URI url) {
    private static final int ID_BYTES = 4;

    public static Endpoint of(URI url) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(url.toString().getBytes(StandardCharsets.UTF_8));
            return new Endpoint(HexFormat.of().formatHex(Arrays.copyOf(digest, ID_BYTES)), url);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /// As metrics and logs name it: a path or a query may be a secret.
    String label() {
        return url.getAuthority();
    }
}
