package dev.parley.kubectl.kubelet;

import io.fabric8.kubernetes.api.model.NodeAddress;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/// A machine whose kubelet does nothing but forward ports: whatever pod is meant, to the same port of this
/// machine. The API server speaks with it as with any other.
public final class ForwardingKubelet implements AutoCloseable {
    private static final String PASSWORD = "of-no-secret";

    private final SSLServerSocket server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    public ForwardingKubelet() throws IOException {
        this.server = listen();
        threads.execute(this::accept);
    }

    /// Tells the API server of the machine.
    public void join(KubernetesClient client, String machine) {
        var node = client.resource(new NodeBuilder()
                        .withNewMetadata()
                        .withName(machine)
                        .endMetadata()
                        .withNewSpec()
                        .endSpec()
                        .build())
                .createOr(it -> it.update());
        client.resource(node)
                .editStatus(it -> new NodeBuilder(it)
                        .withNewStatus()
                        .withAddresses(new NodeAddress("127.0.0.1", "InternalIP"))
                        .withNewDaemonEndpoints()
                        .withNewKubeletEndpoint(server.getLocalPort())
                        .endDaemonEndpoints()
                        .endStatus()
                        .build());
    }

    private static SSLServerSocket listen() throws IOException {
        Path folder = Files.createTempDirectory("parley-kubelet-");
        Path file = folder.resolve("keys.p12");
        try {
            makeKey(file);
            var keys = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
            var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, PASSWORD.toCharArray());
            var tls = SSLContext.getInstance("TLS");
            tls.init(managers.getKeyManagers(), null, null);
            return (SSLServerSocket)
                    tls.getServerSocketFactory().createServerSocket(0, 16, InetAddress.getLoopbackAddress());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java can do TLS", impossible);
        } finally {
            Files.deleteIfExists(file);
            Files.delete(folder);
        }
    }

    /// Java has a program that makes certificates, and no class for it.
    private static void makeKey(Path file) throws IOException {
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        var made = new ProcessBuilder(
                        keytool.toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "kubelet",
                        "-dname",
                        "CN=kubelet",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD)
                .inheritIO()
                .start();
        if (made.onExit().join().exitValue() != 0) {
            throw new IOException("keytool makes no key");
        }
    }

    private void accept() {
        while (true) {
            try {
                Socket socket = server.accept();
                threads.execute(() -> serve(socket));
            } catch (SocketException _) {
                return;
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var tunnel = Tunnel.accept(socket);
            try (var target = new Socket(InetAddress.getLoopbackAddress(), tunnel.port())) {
                threads.execute(() -> tunnel.fromTarget(target));
                tunnel.toTarget(target);
            }
        } catch (IOException _) {
            // The other side is gone: so is this one.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }
}
