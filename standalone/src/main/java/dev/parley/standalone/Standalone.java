package dev.parley.standalone;

import dev.parley.media.app.MediaNodeApplication;
import dev.parley.signaling.app.SignalingApplication;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The running parts. Closing ends them in the opposite order of their start: whoever needs another ends first.
final class Standalone implements AutoCloseable {
    private static final int SECRET_BYTES = 24;

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();

    private Standalone() {}

    /// @param logFile where the parts write what a person at the terminal need not see
    static Standalone start(StandaloneSettings settings, String logFile, Consumer<String> progress) {
        var standalone = new Standalone();
        try {
            standalone.startParts(settings, logFile, progress);
            return standalone;
        } catch (RuntimeException failure) {
            standalone.close();
            throw failure;
        }
    }

    private void startParts(StandaloneSettings settings, String logFile, Consumer<String> progress) {
        Ports.checkFree(settings);
        var secret = settings.nodeSecret().isEmpty() ? freshSecret() : settings.nodeSecret();
        var shared = Map.<String, Object>of(
                "parley.node-secret", secret, "logging.file.name", logFile, "logging.threshold.console", "off");

        progress.accept("Redis");
        var redis = started(EmbeddedRedis.start());

        for (int node = 0; node < StandaloneSettings.NODES; node++) {
            progress.accept("media node " + (node + 1));
            started(MediaNodeApplication.start(with(shared, nodeProperties(settings, node))));
        }

        progress.accept("signaling and the page");
        started(SignalingApplication.start(with(shared, signalingProperties(settings, redis.url()))));
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception failure) {
                System.err.println("parley: while stopping: " + failure);
            }
        }
    }

    private <T extends AutoCloseable> T started(T part) {
        parts.push(part);
        return part;
    }

    private static Map<String, Object> nodeProperties(StandaloneSettings settings, int node) {
        var properties = new TreeMap<String, Object>(Map.of(
                "parley.node-id",
                "node-" + (node + 1),
                "parley.node-http-port",
                settings.nodeHttpPortOf(node),
                "server.address",
                "127.0.0.1",
                "parley.media-port",
                settings.mediaPortOf(node),
                "parley.link-port",
                0,
                "parley.link-announce",
                "127.0.0.1",
                "parley.loops",
                settings.loops()));
        if (node > 0) {
            properties.put("parley.warm-up-seconds", 0); // the first has warmed this JVM for both
        }
        return properties;
    }

    private static Map<String, Object> signalingProperties(StandaloneSettings settings, String redisUrl) {
        var nodes = IntStream.range(0, StandaloneSettings.NODES)
                .mapToObj(node -> "http://127.0.0.1:" + settings.nodeHttpPortOf(node))
                .collect(Collectors.joining(","));
        return Map.of(
                "parley.http-port", settings.httpPort(),
                "parley.http-address", settings.httpAddress(),
                "parley.redis-url", redisUrl,
                "parley.nodes", nodes,
                "parley.api-key", settings.apiKey(),
                "parley.api-secret", settings.apiSecret());
    }

    private static Map<String, Object> with(Map<String, Object> shared, Map<String, Object> own) {
        var all = new TreeMap<>(shared);
        all.putAll(own);
        return all;
    }

    /// Signaling and nodes of this process alone know it: nobody has to choose or keep it.
    private static String freshSecret() {
        var secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        return HexFormat.of().formatHex(secret);
    }
}
