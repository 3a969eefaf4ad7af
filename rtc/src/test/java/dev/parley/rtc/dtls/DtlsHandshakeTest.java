package dev.parley.rtc.dtls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.rtc.dtls.DtlsResult.Established;
import dev.parley.rtc.dtls.DtlsResult.Failed;
import dev.parley.rtc.srtp.SrtpKeys;
import dev.parley.rtc.srtp.SrtpProfile;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsExtensionsUtils;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.UseSRTPData;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A DTLS handshake")
@Timeout(20)
class DtlsHandshakeTest {
    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final DtlsIdentity NODE = DtlsIdentity.selfSigned(RANDOM, NOW);
    private static final DtlsIdentity PAGE = DtlsIdentity.selfSigned(RANDOM, NOW);

    /// Two handshakes joined by a wire that loses the datagrams of these numbers, counted over both directions.
    private static final class Wire {
        private final AtomicInteger sent = new AtomicInteger();
        private final IntPredicate lost;
        private final DtlsHandshake server;
        private final DtlsHandshake client;

        Wire(List<Fingerprint> expectedByServer, List<Fingerprint> expectedByClient, IntPredicate lost) {
            this.lost = lost;
            server = DtlsHandshake.server(NODE, expectedByServer, datagram -> carry(datagram, true));
            client = DtlsHandshake.client(PAGE, expectedByClient, datagram -> carry(datagram, false));
        }

        private void carry(byte[] datagram, boolean toClient) {
            if (!lost.test(sent.getAndIncrement())) {
                (toClient ? client : server).offer(datagram);
            }
        }
    }

    private static SrtpKeys keys(DtlsHandshake handshake) {
        DtlsResult result = handshake.result().join();
        assertThat(result).isInstanceOf(Established.class);
        return ((Established) result).keys();
    }

    private static DtlsFailure failure(DtlsHandshake handshake) {
        DtlsResult result = handshake.result().join();
        assertThat(result).isInstanceOf(Failed.class);
        return ((Failed) result).reason();
    }

    @Test
    @DisplayName("leaves both sides with the same keys, crosswise, for the cheapest profile")
    void keysOnBothSides() {
        Wire wire = new Wire(List.of(PAGE.fingerprint()), List.of(NODE.fingerprint()), _ -> false);
        wire.client.start();
        SrtpKeys server = keys(wire.server);
        SrtpKeys client = keys(wire.client);
        assertThat(server.profile()).isEqualTo(SrtpProfile.AEAD_AES_128_GCM);
        assertThat(server.local()).isEqualTo(client.remote());
        assertThat(server.remote()).isEqualTo(client.local());
        assertThat(server.local()).isNotEqualTo(server.remote());
        wire.server.close();
        assertThat(wire.server.offer(new byte[] {22, 0})).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    @DisplayName("survives loss in all its flights")
    void loss(long seed) {
        // About one copy of every flight. Loss that goes on longer is a matter of luck: each retransmission waits twice
        // as long as the one before, and the fifth comes when the time is nearly up.
        int lossy = 10;
        Random random = new Random(seed);
        Wire wire = new Wire(
                List.of(PAGE.fingerprint()),
                List.of(NODE.fingerprint()),
                number -> number < lossy && random.nextInt(4) == 0);
        wire.client.start();
        assertThat(keys(wire.server).local()).isEqualTo(keys(wire.client).remote());
        wire.server.close();
    }

    @Test
    @DisplayName("answers a peer that missed the server's last flight, after the server has its keys")
    void lastFlightLost() {
        List<Integer> toClient = new ArrayList<>();
        CompletableFuture<DtlsHandshake> server = new CompletableFuture<>();
        DtlsHandshake client = DtlsHandshake.client(
                PAGE, List.of(NODE.fingerprint()), datagram -> server.join().offer(datagram));
        server.complete(DtlsHandshake.server(NODE, List.of(PAGE.fingerprint()), datagram -> {
            boolean changesCipher = datagram[0] == 20;
            toClient.add((int) datagram[0]);
            boolean firstTry = toClient.stream().filter(type -> type == 20).count() == 1;
            if (!changesCipher || !firstTry) {
                client.offer(datagram);
            }
        }));
        client.start();
        SrtpKeys keys = keys(server.join());
        assertThat(keys(client).local()).isEqualTo(keys.remote());
        server.join().close();
    }

    @Test
    @DisplayName("fails on the node when the page's certificate is not the one its SDP named")
    void wrongPage() {
        Wire wire = new Wire(List.of(NODE.fingerprint()), List.of(NODE.fingerprint()), _ -> false);
        wire.client.start();
        assertThat(failure(wire.server)).isEqualTo(DtlsFailure.FINGERPRINT_MISMATCH);
        assertThat(failure(wire.client)).isEqualTo(DtlsFailure.ALERT_RECEIVED);
    }

    @Test
    @DisplayName("fails on the client when the node's certificate is not the one its SDP named")
    void wrongNode() {
        Wire wire = new Wire(List.of(PAGE.fingerprint()), List.of(PAGE.fingerprint()), _ -> false);
        wire.client.start();
        assertThat(failure(wire.client)).isEqualTo(DtlsFailure.FINGERPRINT_MISMATCH);
        assertThat(failure(wire.server)).isEqualTo(DtlsFailure.ALERT_RECEIVED);
    }

    @Test
    @DisplayName("ends as aborted when our side gives up, and then takes nothing more")
    void aborted() {
        DtlsHandshake handshake = DtlsHandshake.server(NODE, List.of(PAGE.fingerprint()), _ -> {});
        assertThat(handshake.offer(new byte[] {22, 1, 2, 3})).isTrue();
        handshake.abort("the room closed");
        assertThat(handshake.result().join()).isEqualTo(new Failed(DtlsFailure.ABORTED, "the room closed"));
        assertThat(handshake.offer(new byte[] {22, 1, 2, 3})).isFalse();
    }

    @Test
    @DisplayName("takes nothing that is not a DTLS record")
    void notDtls() {
        DtlsHandshake handshake = DtlsHandshake.server(NODE, List.of(PAGE.fingerprint()), _ -> {});
        assertThat(handshake.offer(new byte[0])).isFalse();
        assertThat(handshake.offer(new byte[] {0, 1})).isFalse();
        assertThat(handshake.offer(new byte[] {64})).isFalse();
        assertThat(handshake.offer(new byte[] {(byte) 0x80})).isFalse();
        byte[] tooLong = new byte[DatagramQueue.RECEIVE_LIMIT + 1];
        tooLong[0] = 22;
        assertThat(handshake.offer(tooLong)).isFalse();
    }

    @Test
    @DisplayName("a flood of garbage neither throws, nor blocks, nor hides the honest peer behind it")
    void garbage() {
        Random random = new Random(7);
        Wire wire = new Wire(List.of(PAGE.fingerprint()), List.of(NODE.fingerprint()), _ -> false);
        for (int i = 0; i < 2_000; i++) {
            byte[] datagram = new byte[1 + random.nextInt(300)];
            random.nextBytes(datagram);
            datagram[0] = (byte) (20 + random.nextInt(44));
            wire.server.offer(datagram);
        }
        wire.client.start();
        assertThat(wire.server.result().join()).isInstanceOfAny(Established.class, Failed.class);
        wire.server.close();
        wire.client.close();
    }

    @Test
    @DisplayName("refuses a peer without a certificate")
    void noCertificate() {
        assertThat(serverFailureAgainst(new BareClient(new int[] {7}))).isEqualTo(DtlsFailure.NO_CERTIFICATE);
    }

    @Test
    @DisplayName("refuses a peer without a profile in common")
    void noProfile() {
        assertThat(serverFailureAgainst(new BareClient(new int[] {2}))).isEqualTo(DtlsFailure.NO_SRTP_PROFILE);
        assertThat(serverFailureAgainst(new BareClient(new int[0]))).isEqualTo(DtlsFailure.NO_SRTP_PROFILE);
    }

    private static DtlsFailure serverFailureAgainst(BareClient client) {
        CompletableFuture<DtlsHandshake> server = new CompletableFuture<>();
        DatagramQueue wire = new DatagramQueue(datagram -> server.join().offer(datagram));
        server.complete(DtlsHandshake.server(NODE, List.of(PAGE.fingerprint()), wire::offer));
        Thread thread = Thread.ofVirtual().start(() -> {
            try {
                new DTLSClientProtocol().connect(client, wire);
            } catch (IOException expected) {
                wire.close();
            }
        });
        DtlsFailure failure = failure(server.join());
        thread.interrupt();
        return failure;
    }

    /// A client that shows no certificate and offers these profiles.
    private static final class BareClient extends DefaultTlsClient {
        private final int[] profiles;

        BareClient(int[] profiles) {
            super(PAGE.crypto());
            this.profiles = profiles;
        }

        @Override
        protected ProtocolVersion[] getSupportedVersions() {
            return ProtocolVersion.DTLSv12.only();
        }

        @Override
        @SuppressWarnings({"rawtypes", "unchecked"}) // BouncyCastle's interface is older than generics
        public Hashtable getClientExtensions() throws IOException {
            Hashtable extensions = TlsExtensionsUtils.ensureExtensionsInitialised(super.getClientExtensions());
            if (profiles.length > 0) {
                TlsSRTPUtils.addUseSRTPExtension(extensions, new UseSRTPData(profiles, TlsUtils.EMPTY_BYTES));
            }
            return extensions;
        }

        @Override
        public TlsAuthentication getAuthentication() {
            return new TlsAuthentication() {
                @Override
                public void notifyServerCertificate(TlsServerCertificate server) {}

                @Override
                public @Nullable TlsCredentials getClientCredentials(CertificateRequest request) {
                    return null;
                }
            };
        }
    }
}
