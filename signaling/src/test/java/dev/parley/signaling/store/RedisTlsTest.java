package dev.parley.signaling.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.signaling.store.redis.RedisLink;
import dev.parley.signaling.store.redis.RedisPlace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("the store behind TLS")
class RedisTlsTest {
    private static final String PASSWORD = "changeit";
    private static final byte[] LINE_END = {'\n'};

    private final int port = RedisProcess.freePort();
    private final int tlsPort = RedisProcess.freePort();

    @TempDir
    private Path folder;

    private RedisProcess redis;

    @BeforeEach
    void start() throws Exception {
        certificate("server");
        certificate("stranger");
        redis = RedisProcess.server(
                port,
                List.of(
                        "tls-port " + tlsPort,
                        "tls-auth-clients no",
                        "tls-cert-file " + folder.resolve("server.pem"),
                        "tls-key-file " + folder.resolve("server.key"),
                        "tls-ca-cert-file " + folder.resolve("server.pem")));
    }

    @AfterEach
    void stop() {
        redis.close();
    }

    @Test
    @DisplayName("is reached where the authority that is named vouches for it, and nowhere else")
    void trusted() {
        try (var link = RedisLink.connect(place("server.pem"))) {
            assertThat(link.isUp()).isTrue();
        }
        assertThatThrownBy(() -> RedisLink.connect(place("stranger.pem"))).isInstanceOf(StoreUnavailable.class);
        assertThatThrownBy(() -> RedisLink.connect("rediss://127.0.0.1:" + tlsPort))
                .as("Java does not trust it by itself")
                .isInstanceOf(StoreUnavailable.class);
    }

    @Test
    @DisplayName("an authority that cannot be read, or is for nothing, is refused with one sentence")
    void refused() {
        assertThatThrownBy(() -> place("server.key"))
                .hasMessageEndingWith("server.key (expected: a file with certificates in PEM)");
        assertThatThrownBy(() -> place("nothing")).hasMessageStartingWith("PARLEY_REDIS_CA_FILE: ");
        var pem = Optional.of(folder.resolve("server.pem"));
        assertThatThrownBy(() -> new RedisPlace("redis://127.0.0.1:" + port, pem))
                .hasMessage("PARLEY_REDIS_CA_FILE: set (expected: with a PARLEY_REDIS_URL that speaks TLS only)");
    }

    private RedisPlace place(String authority) {
        return new RedisPlace("rediss://127.0.0.1:" + tlsPort, Optional.of(folder.resolve(authority)));
    }

    /// A certificate for the loopback address that vouches for itself, and its key, as files in PEM.
    private void certificate(String name) throws IOException, InterruptedException, GeneralSecurityException {
        Path store = folder.resolve(name + ".p12");
        var keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        name,
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-keyalg",
                        "EC",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        store.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
        var keys = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(store)) {
            keys.load(file, PASSWORD.toCharArray());
        }
        pem(name + ".pem", "CERTIFICATE", keys.getCertificate(name).getEncoded());
        pem(
                name + ".key",
                "PRIVATE KEY",
                keys.getKey(name, PASSWORD.toCharArray()).getEncoded());
    }

    private void pem(String file, String what, byte[] bytes) throws IOException {
        String text = Base64.getMimeEncoder(64, LINE_END).encodeToString(bytes);
        Files.writeString(
                folder.resolve(file), "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(what, text, what));
    }
}
