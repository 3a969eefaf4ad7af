package dev.parley.charts;

import dev.parley.crds.kube.ApiServer;
import dev.parley.operator.app.OperatorApplication;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// The operator, run as its Deployment says: with that environment, as that ServiceAccount, and asked by those probes.
/// Only the image is this build's classes.
final class DeployedOperator implements AutoCloseable {
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(90);
    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long TOKEN_SECONDS = 3_600;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final Path log;
    private final int port;

    private DeployedOperator(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
    }

    static DeployedOperator start(ApiServer server, String namespace, String name) throws IOException {
        var client = server.client();
        Deployment deployment = client.apps()
                .deployments()
                .inNamespace(namespace)
                .withName(name)
                .require();
        Container container =
                deployment.getSpec().getTemplate().getSpec().getContainers().getFirst();
        var log = Helm.CHARTS.resolve("target/" + namespace + "-operator.log");
        int port = freePort();
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-ea",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OperatorApplication.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        var environment = builder.environment();
        environment.keySet().removeIf(it -> it.startsWith("PARLEY") || it.startsWith("KUBE"));
        environment.putAll(environment(container, deployment));
        environment.put("PARLEY_OPERATOR_HTTP_PORT", String.valueOf(port));
        environment.put("KUBECONFIG", access(client, deployment).toString());
        var operator = new DeployedOperator(builder.start(), log, port);
        var probe = container.getStartupProbe().getHttpGet();
        operator.until("started", () -> operator.get(probe.getPath()).startsWith("live"));
        return operator;
    }

    private static Map<String, String> environment(Container container, Deployment deployment) {
        var metadata = deployment.getMetadata();
        var environment = new TreeMap<String, String>();
        for (EnvVar variable : container.getEnv()) {
            String value = variable.getValue();
            if (variable.getValueFrom() != null) {
                String path = variable.getValueFrom().getFieldRef().getFieldPath();
                value = path.endsWith(".namespace") ? metadata.getNamespace() : metadata.getName() + "-0";
            }
            environment.put(variable.getName(), value);
        }
        return environment;
    }

    private static Path access(KubernetesClient client, Deployment deployment) throws IOException {
        String namespace = deployment.getMetadata().getNamespace();
        String account = deployment.getSpec().getTemplate().getSpec().getServiceAccountName();
        var request = new TokenRequestBuilder()
                .withNewSpec()
                .withExpirationSeconds(TOKEN_SECONDS)
                .endSpec()
                .build();
        String token = client.serviceAccounts()
                .inNamespace(namespace)
                .withName(account)
                .tokenRequest(request)
                .getStatus()
                .getToken();
        return new Access(client.getConfiguration().getMasterUrl(), token, namespace).write(namespace);
    }

    /// How often it has been through a resource of this kind, without a failure.
    boolean hasBeenThrough(String kind) {
        return get("/metrics").contains("parley_operator_reconciliations_total{controller=\"" + kind + "\"}");
    }

    void until(String words, BooleanSupplier expected) {
        long deadlineNs = System.nanoTime() + PATIENCE_NS;
        while (!expected.getAsBoolean()) {
            if (!process.isAlive() || System.nanoTime() - deadlineNs > 0) {
                throw new AssertionError("not " + words + ":\n" + said());
            }
            LockSupport.parkNanos(LOOK_NS);
        }
    }

    private String said() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }

    private String get(String path) {
        try {
            var uri = URI.create("http://127.0.0.1:" + port + path);
            return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                    .body();
        } catch (IOException notYet) {
            return "";
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
            throw new AssertionError(end);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException end) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        http.close();
    }
}
