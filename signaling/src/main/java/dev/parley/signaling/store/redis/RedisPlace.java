package dev.parley.signaling.store.redis;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Optional;

/// Where Redis is, and who vouches for it: any URL of `docs/configuration.md`, and a file with certificates in PEM.
/// Absent, it is those whom Java trusts.
public record RedisPlace(String url, Optional<Path> authority) {
    /// Fails with one sentence, which does not repeat the URL: a password is in it.
    public RedisPlace {
        RedisAddress.of(url);
        authority.ifPresent(file -> check(url, file));
    }

    public static RedisPlace at(String url) {
        return new RedisPlace(url, Optional.empty());
    }

    private static void check(String url, Path file) {
        if (!url.startsWith("rediss")) {
            throw new IllegalArgumentException(
                    "PARLEY_REDIS_CA_FILE: set (expected: with a PARLEY_REDIS_URL that speaks TLS only)");
        }
        try (InputStream pem = Files.newInputStream(file)) {
            if (CertificateFactory.getInstance("X.509")
                    .generateCertificates(pem)
                    .isEmpty()) {
                throw new CertificateException("none in it");
            }
        } catch (IOException | CertificateException _) {
            throw new IllegalArgumentException(
                    "PARLEY_REDIS_CA_FILE: " + file + " (expected: a file with certificates in PEM)");
        }
    }

    /// No message repeats the URL.
    @Override
    public String toString() {
        return "RedisPlace[" + (authority.isPresent() ? "with an authority of its own" : "trusted by Java") + "]";
    }
}
