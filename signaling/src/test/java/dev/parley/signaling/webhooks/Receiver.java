package dev.parley.signaling.webhooks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.parley.protocol.json.ProtocolJson;
import dev.parley.protocol.json.Reading;
import dev.parley.protocol.webhook.Webhook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// An application's own server: hears webhooks, checks their signature, and answers as it is told to.
public final class Receiver implements AutoCloseable {
    public static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final byte[] KEY = Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

    private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
    private final Deque<Answer> answers = new ConcurrentLinkedDeque<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    public record Heard(String path, String id, Webhook webhook, boolean genuine) {}

    /// `header`: one more, or nothing. A status of 0 is no answer at all, for as long as the receiver lives.
    public record Answer(int status, List<String> header) {}

    public Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::hear);
        server.start();
    }

    public URI url(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    /// The next ones are answered so, in this order; all others by 204.
    public void willAnswer(int status, String... header) {
        answers.add(new Answer(status, List.of(header)));
    }

    public Heard next() {
        try {
            Heard next = heard.poll(20, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("no webhook came");
            }
            return next;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    public int waiting() {
        return heard.size();
    }

    private void hear(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String id = exchange.getRequestHeaders().getFirst("webhook-id");
        Answer answer = answers.isEmpty() ? new Answer(204, List.of()) : answers.removeFirst();
        heard.add(new Heard(exchange.getRequestURI().getPath(), id, read(body), isGenuine(exchange, body)));
        if (answer.status() > 0) {
            if (!answer.header().isEmpty()) {
                exchange.getResponseHeaders()
                        .add(answer.header().get(0), answer.header().get(1));
            }
            exchange.sendResponseHeaders(answer.status(), -1);
            exchange.close();
        }
    }

    private static Webhook read(String body) {
        return switch (ProtocolJson.parse(body, Webhook.class)) {
            case Reading.Parsed<Webhook>(var webhook) -> webhook;
            case Reading.Malformed<Webhook> it -> throw new AssertionError(it.toString());
        };
    }

    /// By the receiver's own means, not the sender's.
    private static boolean isGenuine(HttpExchange exchange, String body) {
        var headers = exchange.getRequestHeaders();
        String signed = headers.getFirst("webhook-id") + "." + headers.getFirst("webhook-timestamp") + "." + body;
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
            String expected = Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
            return List.of(headers.getFirst("webhook-signature").split(" ")).contains("v1," + expected);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
