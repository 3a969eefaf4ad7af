import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// Rehearses the start of the plugin for `scripts/plugin`: runs the command it is given against an API
/// server that knows one meeting system, so that the JVM learns which classes a command needs, those for
/// TLS and JSON among them. Run by the launcher from this source, since nothing of it is shipped.
final class Rehearsal {
    private static final String PASSWORD = "of-no-secret";
    private static final String CONDITIONS = """
            "conditions": [{"type": "Ready", "status": "True", "reason": "AsWished", "message": "as wished",
              "observedGeneration": 1, "lastTransitionTime": "2026-11-29T12:00:00Z"},
              {"type": "Reconciling", "status": "True", "reason": "Updating", "message": "2 of 3 nodes take rooms",
              "observedGeneration": 1, "lastTransitionTime": "2026-11-29T12:00:00Z"}]
            """;
    private static final Map<String, String> LISTS = Map.of(
            "meetingclusters",
            item("MeetingCluster", """
                    "spec": {"redis": {"type": "Bundled"},
                      "apiKeys": [{"name": "app", "secret": {"name": "api", "key": "secret"}}]},
                    "status": {%s, "version": "0.1.0", "rooms": 1, "participants": 2,
                      "signaling": {"replicas": 2, "readyReplicas": 2, "selector": "a=b"},
                      "regions": [{"name": "eu", "edge": "eu", "activeNodes": 2, "nodes": 3, "rooms": 1,
                        "participants": 2}]}
                    """.formatted(CONDITIONS)),
            "regionedges",
            item("RegionEdge", """
                    "spec": {"clusterRef": {"name": "meet"}, "region": "eu", "replicas": 3},
                    "status": {%s, "activeNodes": 2, "loadPercent": 35, "rooms": 1, "participants": 2,
                      "nodes": [{"name": "eu-media-0", "uid": "u", "phase": "Draining", "reason": "Outdated",
                        "rooms": 1, "participants": 2, "drainStartedAt": "2026-11-29T12:00:00Z",
                        "drainDeadline": "2026-11-29T13:00:00Z"}]}
                    """.formatted(CONDITIONS)),
            "recordingjobs",
            item("RecordingJob", """
                    "spec": {"clusterRef": {"name": "meet"}, "room": "standup", "retries": 3, "stop": false},
                    "status": {%s, "phase": "Recording", "startedAt": "2026-11-29T12:00:00Z"}
                    """.formatted(CONDITIONS)));

    private Rehearsal() {}

    /// The command, without the kubeconfig that is put behind it.
    public static void main(String[] command) throws Exception {
        Path folder = Files.createTempDirectory("parley-rehearsal-");
        Path keys = folder.resolve("keys.p12");
        Path kubeconfig = folder.resolve("config");
        HttpsServer server = serve(keys);
        int status;
        try {
            Files.writeString(kubeconfig, """
                    apiVersion: v1
                    kind: Config
                    current-context: here
                    contexts: [{name: here, context: {cluster: here, user: me}}]
                    clusters:
                    - {name: here, cluster: {server: "https://127.0.0.1:%d", insecure-skip-tls-verify: true}}
                    users: [{name: me, user: {token: none}}]
                    """.formatted(server.getAddress().getPort()));
            List<String> words = Stream.concat(
                            Stream.of(command), Stream.of("--kubeconfig", kubeconfig.toString()))
                    .toList();
            status = new ProcessBuilder(words).inheritIO().start().waitFor();
        } finally {
            server.stop(0);
            Files.deleteIfExists(kubeconfig);
            Files.deleteIfExists(keys);
            Files.delete(folder);
        }
        System.exit(status);
    }

    private static HttpsServer serve(Path keys) throws IOException, GeneralSecurityException, InterruptedException {
        String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        int made = new ProcessBuilder(
                        List.of(keytool, "-genkeypair", "-keyalg", "EC", "-alias", "api", "-dname", "CN=api",
                                "-keystore", keys.toString(), "-storepass", PASSWORD))
                .inheritIO()
                .start()
                .waitFor();
        if (made != 0) {
            throw new IOException("keytool makes no key");
        }
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(KeyStore.getInstance(keys.toFile(), PASSWORD.toCharArray()), PASSWORD.toCharArray());
        var tls = SSLContext.getInstance("TLS");
        tls.init(managers.getKeyManagers(), null, null);
        var server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.createContext("/", Rehearsal::answer);
        server.start();
        return server;
    }

    /// A list of whatever is asked for; of what is not known, an empty one.
    private static void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String item = LISTS.getOrDefault(path.substring(path.lastIndexOf('/') + 1), "");
        byte[] body = """
                {"kind": "List", "apiVersion": "parley.dev/v1alpha1", "metadata": {"resourceVersion": "1"},
                 "items": [%s]}
                """.formatted(item).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static String item(String kind, String rest) {
        return """
                {"apiVersion": "parley.dev/v1alpha1", "kind": "%s", "metadata": {"name": "meet", "namespace": "default",
                 "generation": 1, "creationTimestamp": "2026-11-29T12:00:00Z"}, %s}
                """.formatted(kind, rest);
    }
}
