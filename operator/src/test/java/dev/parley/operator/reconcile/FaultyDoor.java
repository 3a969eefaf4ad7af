package dev.parley.operator.reconcile;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Predicate;

/// The way to an API server that answers what a test wants, ends watches, and goes away.
final class FaultyDoor implements AutoCloseable {
    /// Of HTTP, what the one side means for the other and nobody else.
    private static final Set<String> HOP =
            Set.of("connection", "host", "content-length", "upgrade", "transfer-encoding", "http2-settings", "expect");

    /// Watches ask for a WebSocket first, and do without where this is the answer.
    private static final int NO_WEB_SOCKET = 503;

    private static final long LATE_NS = 1_000_000_000;

    /// What a request is and says, as far as faults go by it.
    record Asked(String method, String path, String body) {}

    private final HttpServer server;
    private final HttpClient http;
    private final String target;
    private final Set<InputStream> watches = ConcurrentHashMap.newKeySet();
    /// Every request that was done, as `DELETE /api/…`, with the pod's uid where one was deleted.
    final List<Asked> done = new CopyOnWriteArrayList<>();
    private volatile Function<Asked, Integer> fault = _ -> 0;
    private volatile Function<Asked, Boolean> last = _ -> false;
    private volatile Predicate<Asked> late = _ -> false;
    private volatile boolean gone;

    FaultyDoor(Config config) {
        this.target = config.getMasterUrl().replaceFirst("/$", "");
        try {
            this.http = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .sslContext(SSLUtils.sslContext(config))
                    .build();
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException | GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::pass);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /// What is answered instead of asking; 0: nothing.
    void answer(Function<Asked, Integer> status) {
        fault = status;
    }

    /// After this request is done, nobody is there any more.
    void goAfter(Function<Asked, Boolean> request) {
        last = request;
    }

    /// The answer to these comes after watches have told of it, and of what others have done since.
    void answerLate(Predicate<Asked> requests) {
        late = requests;
    }

    void go() {
        gone = true;
        dropWatches();
    }

    boolean isGone() {
        return gone;
    }

    void dropWatches() {
        watches.forEach(FaultyDoor::end);
    }

    private static void end(InputStream stream) {
        try {
            stream.close();
        } catch (IOException _) {
            // It has ended.
        }
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var asked = new Asked(
                    exchange.getRequestMethod(), exchange.getRequestURI().toString(), body);
            if (gone) {
                return;
            }
            int wrong =
                    "websocket".equalsIgnoreCase(exchange.getRequestHeaders().getFirst("Upgrade"))
                            ? NO_WEB_SOCKET
                            : fault.apply(asked);
            if (wrong != 0) {
                exchange.sendResponseHeaders(wrong, -1);
                return;
            }
            var answer = ask(exchange, asked);
            if (answer.statusCode() < 300) {
                done.add(asked);
                if (last.apply(asked)) {
                    go();
                }
                if (late.test(asked)) {
                    LockSupport.parkNanos(LATE_NS);
                }
            }
            hand(exchange, answer, asked.path().contains("watch=true"));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpResponse<InputStream> ask(HttpExchange exchange, Asked asked) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(target + asked.path()))
                .method(asked.method(), BodyPublishers.ofString(asked.body()));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!HOP.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return http.send(request.build(), BodyHandlers.ofInputStream());
    }

    private void hand(HttpExchange exchange, HttpResponse<InputStream> answer, boolean isWatch) throws IOException {
        answer.headers()
                .firstValue("content-type")
                .ifPresent(it -> exchange.getResponseHeaders().set("Content-Type", it));
        exchange.sendResponseHeaders(answer.statusCode(), 0);
        try (var from = answer.body()) {
            if (isWatch) {
                watches.add(from);
            }
            byte[] part = new byte[8_192];
            for (int read = from.read(part); read >= 0; read = from.read(part)) {
                if (gone) {
                    return;
                }
                exchange.getResponseBody().write(part, 0, read);
                exchange.getResponseBody().flush();
            }
        } catch (IOException _) {
            // One of the two has gone.
        } finally {
            watches.remove(answer.body());
        }
    }

    @Override
    public void close() {
        go();
        server.stop(0);
        http.close();
    }
}
