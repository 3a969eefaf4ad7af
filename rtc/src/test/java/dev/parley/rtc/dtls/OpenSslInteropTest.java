package dev.parley.rtc.dtls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parley.rtc.dtls.DtlsResult.Established;
import dev.parley.rtc.srtp.SrtpKeys;
import dev.parley.rtc.srtp.SrtpProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The stack below aiortc and GStreamer, as its own command line tool.
@DisplayName("OpenSSL's client and our server")
class OpenSslInteropTest {
    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0} key, {1}")
    @DisplayName("export the same keys, whatever kind of certificate the client has")
    @Timeout(30)
    @CsvSource({
        "EC, SRTP_AEAD_AES_128_GCM, AEAD_AES_128_GCM",
        "RSA, SRTP_AEAD_AES_256_GCM:SRTP_AEAD_AES_128_GCM, AEAD_AES_128_GCM",
        "RSA, SRTP_AEAD_AES_256_GCM:SRTP_AES128_CM_SHA1_80, AEAD_AES_256_GCM",
        "EC, SRTP_AES128_CM_SHA1_80, AES_CM_128_HMAC_SHA1_80",
    })
    void sameKeys(String keyKind, String offered, SrtpProfile chosen) throws Exception {
        assumeTrue(isInstalled(), "no openssl command here");
        DtlsIdentity identity = DtlsIdentity.selfSigned(new SecureRandom(), Instant.EPOCH);
        Fingerprint client = certificate(keyKind);
        try (DatagramChannel socket =
                DatagramChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            AtomicReference<SocketAddress> from = new AtomicReference<>();
            try (DtlsHandshake handshake =
                    DtlsHandshake.server(identity, List.of(client), datagram -> send(socket, from.get(), datagram))) {
                Thread.ofVirtual().start(() -> receive(socket, from, handshake));
                Process openssl = start(((InetSocketAddress) socket.getLocalAddress()).getPort(), offered, chosen);
                DtlsResult result = handshake.result().get(20, TimeUnit.SECONDS);
                assertThat(result).isInstanceOf(Established.class);
                openssl.getOutputStream().close();
                String output = new String(openssl.getInputStream().readAllBytes(), UTF_8);
                assertThat(material(output)).isEqualTo(((Established) result).keys());
            }
        }
    }

    private static boolean isInstalled() throws InterruptedException {
        try {
            return new ProcessBuilder("openssl", "version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private Fingerprint certificate(String keyKind) throws Exception {
        List<String> key =
                keyKind.equals("EC") ? List.of("ec", "-pkeyopt", "ec_paramgen_curve:P-256") : List.of("rsa:2048");
        List<String> command = new ArrayList<>(List.of("openssl", "req", "-x509", "-nodes", "-newkey"));
        command.addAll(key);
        command.addAll(List.of("-subj", "/CN=peer", "-keyout", "key.pem", "-out", "cert.pem"));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        try (var in = Files.newInputStream(folder.resolve("cert.pem"))) {
            return Fingerprint.sha256(CertificateFactory.getInstance("X.509")
                    .generateCertificate(in)
                    .getEncoded());
        }
    }

    private Process start(int port, String offered, SrtpProfile chosen) throws IOException {
        return new ProcessBuilder(
                        "openssl",
                        "s_client",
                        "-dtls1_2",
                        "-connect",
                        "127.0.0.1:" + port,
                        "-use_srtp",
                        offered,
                        "-cert",
                        "cert.pem",
                        "-key",
                        "key.pem",
                        "-keymatexport",
                        "EXTRACTOR-dtls_srtp",
                        "-keymatexportlen",
                        Integer.toString(chosen.keyingMaterialBytes()))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
    }

    /// OpenSSL's view turned into ours.
    private static SrtpKeys material(String output) {
        String hex = output.lines()
                .filter(line -> line.contains("Keying material: "))
                .map(line -> line.substring(line.indexOf(": ") + 2).strip())
                .findFirst()
                .orElseThrow(() -> new AssertionError(output));
        SrtpProfile profile = Arrays.stream(SrtpProfile.values())
                .filter(each -> each.keyingMaterialBytes() * 2 == hex.length())
                .findFirst()
                .orElseThrow();
        return SrtpKeys.ofServer(profile, HexFormat.of().parseHex(hex));
    }

    private static void send(DatagramChannel socket, @Nullable SocketAddress to, byte[] datagram) {
        try {
            socket.send(ByteBuffer.wrap(datagram), Objects.requireNonNull(to));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void receive(DatagramChannel socket, AtomicReference<SocketAddress> from, DtlsHandshake handshake) {
        ByteBuffer buffer = ByteBuffer.allocate(2048);
        try {
            while (socket.isOpen()) {
                from.set(socket.receive(buffer.clear()));
                handshake.offer(Arrays.copyOf(buffer.array(), buffer.position()));
            }
        } catch (ClosedChannelException ended) {
            // the test is over
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
