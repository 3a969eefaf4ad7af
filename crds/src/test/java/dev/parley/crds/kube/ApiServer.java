package dev.parley.crds.kube;

import dev.parley.crds.Parley;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// A kube-apiserver and its etcd, both on 127.0.0.1 alone. No controllers: nothing is scheduled, collected
/// or deleted.
public final class ApiServer implements AutoCloseable {
    private static final long START_NS = TimeUnit.SECONDS.toNanos(120);
    private static final long POLL_NS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final String TOKEN = "test-of-parley";

    private final Path folder;
    private final KubePrograms programs;
    private final List<Process> processes = new ArrayList<>();
    private final Thread atExit = new Thread(this::kill);
    private final KubernetesClient client;
    private final Config config;

    private ApiServer(KubePrograms programs) throws IOException {
        this.programs = programs;
        this.folder = Files.createTempDirectory("parley-kube-");
        Runtime.getRuntime().addShutdownHook(atExit);
        int etcd = freePort();
        int port = freePort();
        startEtcd(etcd);
        startApiServer(port, etcd);
        this.config = new ConfigBuilder(Config.empty())
                .withMasterUrl("https://127.0.0.1:" + port)
                .withOauthToken(TOKEN)
                .withTrustCerts(true)
                .withRequestRetryBackoffLimit(0)
                .withNamespace("default")
                .build();
        this.client = new KubernetesClientBuilder().withConfig(config).build();
    }

    static ApiServer start(KubePrograms programs) throws IOException {
        var server = new ApiServer(programs);
        server.await(server::isReady);
        for (var kind : Parley.KINDS) {
            server.client.resource(Parley.definition(kind)).serverSideApply();
        }
        server.await(server::isServingParley);
        return server;
    }

    public KubernetesClient client() {
        return client;
    }

    /// What `kubectl` prints, with the exit code's word for it where it fails.
    public String kubectl(String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                programs.kubectl().toString(),
                "--server=" + config.getMasterUrl(),
                "--token=" + TOKEN,
                "--insecure-skip-tls-verify",
                "--cache-dir=" + folder.resolve("kubectl")));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private void startEtcd(int port) throws IOException {
        String peers = "http://127.0.0.1:" + freePort();
        run(
                programs.etcd(),
                "--data-dir=" + folder.resolve("etcd"),
                "--listen-client-urls=http://127.0.0.1:" + port,
                "--advertise-client-urls=http://127.0.0.1:" + port,
                "--listen-peer-urls=" + peers,
                "--initial-advertise-peer-urls=" + peers,
                "--initial-cluster=default=" + peers,
                "--unsafe-no-fsync");
    }

    private void startApiServer(int port, int etcd) throws IOException {
        Path tokens = Files.writeString(folder.resolve("tokens.csv"), TOKEN + ",admin,admin,system:masters\n");
        Path key = Files.writeString(folder.resolve("service-accounts.pem"), newKey());
        run(
                programs.apiServer(),
                "--bind-address=127.0.0.1",
                "--advertise-address=127.0.0.1",
                "--endpoint-reconciler-type=none",
                "--secure-port=" + port,
                "--cert-dir=" + folder.resolve("certificates"),
                "--etcd-servers=http://127.0.0.1:" + etcd,
                "--authorization-mode=RBAC",
                "--token-auth-file=" + tokens,
                "--service-account-issuer=https://parley.test",
                "--service-account-key-file=" + key,
                "--service-account-signing-key-file=" + key,
                "--service-cluster-ip-range=10.0.0.0/24",
                "--disable-admission-plugins=ServiceAccount");
    }

    private void run(Path program, String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        var log = logOf(program).toFile();
        processes.add(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start());
    }

    private Path logOf(Path program) {
        return folder.resolve(program.getFileName() + ".log");
    }

    private void await(BooleanSupplier expected) throws IOException {
        long deadline = System.nanoTime() + START_NS;
        while (!expected.getAsBoolean()) {
            boolean dead = processes.stream().anyMatch(process -> !process.isAlive());
            if (dead || System.nanoTime() > deadline) {
                String log = Files.readString(logOf(programs.apiServer())) + Files.readString(logOf(programs.etcd()));
                close();
                throw new IllegalStateException("the API server did not start:\n" + log);
            }
            LockSupport.parkNanos(POLL_NS);
        }
    }

    /// The namespace is made last, by the API server itself.
    private boolean isReady() {
        try {
            return "ok".equals(client.raw("/readyz"))
                    && client.namespaces().withName("default").get() != null;
        } catch (KubernetesClientException notYet) {
            return false;
        }
    }

    /// Objects are taken a moment before discovery and `kubectl explain` know of their kinds.
    private boolean isServingParley() {
        String group = "apis/" + Parley.GROUP + "/" + Parley.VERSION;
        try {
            String discovered = client.raw("/" + group);
            String described = client.raw("/openapi/v3");
            String explained = described.contains(group) ? client.raw("/openapi/v3/" + group) : "";
            return Parley.KINDS.stream()
                    .map(Class::getSimpleName)
                    .allMatch(kind -> discovered.contains("\"" + kind + "\"") && explained.contains("." + kind + "\""));
        } catch (KubernetesClientException notYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String newKey() {
        try {
            byte[] key = KeyPairGenerator.getInstance("RSA")
                    .generateKeyPair()
                    .getPrivate()
                    .getEncoded();
            return "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(key)
                    + "\n-----END PRIVATE KEY-----\n";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has RSA", e);
        }
    }

    /// On TERM the API server would wait a minute for its watchers.
    private void kill() {
        processes.reversed().forEach(Process::destroyForcibly);
    }

    @Override
    public void close() throws IOException {
        client.close();
        kill();
        processes.forEach(process -> process.onExit().join());
        Runtime.getRuntime().removeShutdownHook(atExit);
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
