package dev.parley.signaling.app;

import dev.parley.room.Codec;
import dev.parley.signaling.access.ApiKey;
import dev.parley.signaling.access.ApiKeys;
import dev.parley.signaling.meeting.Conversations;
import dev.parley.signaling.meeting.Deadlines;
import dev.parley.signaling.nodes.NodeAddresses;
import dev.parley.signaling.rooms.RoomLimits;
import dev.parley.signaling.store.redis.RedisPlace;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What can be set, by environment variable or property of the same name. `docs/configuration.md` describes
/// each.
public record SignalingSettings(
        ApiKeys apiKeys,
        Optional<RedisPlace> redis,
        NodeAddresses nodes,
        String nodeSecret,
        Deadlines deadlines,
        Codec videoCodec,
        RoomLimits rooms,
        JoinRates joins,
        Conversations.Most sockets,
        WebhookSettings webhooks,
        Duration noMedia) {
    /// For a first try on one machine; refused in production like the API's.
    static final String DEVELOPMENT_NODE_SECRET = "parley-development-node-secret";

    private static final String PRODUCTION = "production";
    private static final String DNS = "dns:";

    /// Joins a second from one address and into one room; bursts are ten times that.
    public record JoinRates(int perAddress, int perRoom) {}

    /// `property`: how to look one up; absent is null. Fails with one clear sentence on the first thing that is
    /// wrong.
    public static SignalingSettings read(Function<String, @Nullable String> property) {
        var text = new Lookup(property);
        String secret = text.or("parley.api-secret", ApiKey.DEVELOPMENT_SECRET);
        String nodeSecret = text.or("parley.node-secret", DEVELOPMENT_NODE_SECRET);
        if (PRODUCTION.equals(text.or("parley.profile", ""))) {
            refuse("PARLEY_API_SECRET", secret.equals(ApiKey.DEVELOPMENT_SECRET));
            refuse("PARLEY_NODE_SECRET", nodeSecret.equals(DEVELOPMENT_NODE_SECRET));
            refuse("PARLEY_REDIS_URL", text.or("parley.redis-url", "").isEmpty());
        }
        text.number("parley.http-port", 8080, 0, 65_535); // taken by the web server, but told here
        return new SignalingSettings(
                apiKeys(apiKey(text.or("parley.api-key", "dev"), secret), text.or("parley.api-former-keys", "")),
                redis(text.or("parley.redis-url", ""), text.or("parley.redis-ca-file", "")),
                nodes(text.or("parley.nodes", "")),
                nodeSecret,
                new Deadlines(
                        Duration.ofSeconds(text.number("parley.grace-seconds", 20, 1, 600)),
                        Duration.ofSeconds(text.number("parley.waiting-seconds", 3_600, 1, 86_400)),
                        Duration.ofSeconds(text.number("parley.empty-room-seconds", 3_600, 1, 86_400))),
                videoCodec(text.or("parley.video-codec", "vp8")),
                new RoomLimits(
                        text.number("parley.room-participants", RoomLimits.STANDARD.participants(), 1, 100_000),
                        text.number("parley.room-viewers", RoomLimits.STANDARD.viewers(), 0, 100_000)),
                new JoinRates(
                        text.number("parley.joins-per-address", 50, 1, 100_000),
                        text.number("parley.joins-per-room", 100, 1, 100_000)),
                new Conversations.Most(
                        text.number("parley.sockets", Conversations.Most.STANDARD.sockets(), 1, 100_000),
                        text.number(
                                "parley.strangers-per-address", Conversations.Most.STANDARD.strangers(), 1, 100_000)),
                WebhookSettings.read(
                        text.or("parley.webhook-urls", ""),
                        text.or("parley.webhook-secrets", ""),
                        text.or("parley.webhook-events", "")),
                Duration.ofSeconds(text.number("parley.no-media-seconds", 60, 1, 86_400)));
    }

    private static ApiKey apiKey(String key, String secret) {
        try {
            return new ApiKey(key, secret);
        } catch (IllegalArgumentException wrong) {
            throw new BadSetting("PARLEY_API_KEY, PARLEY_API_SECRET: " + wrong.getMessage());
        }
    }

    private static ApiKeys apiKeys(ApiKey current, String former) {
        try {
            return ApiKeys.of(current, former);
        } catch (IllegalArgumentException wrong) {
            throw new BadSetting("PARLEY_API_FORMER_KEYS: " + wrong.getMessage());
        }
    }

    private static Optional<RedisPlace> redis(String url, String authority) {
        if (url.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new RedisPlace(url, authority.isEmpty() ? Optional.empty() : Optional.of(Path.of(authority))));
        } catch (IllegalArgumentException wrong) {
            throw new BadSetting(Objects.requireNonNull(wrong.getMessage()));
        }
    }

    private static void refuse(String variable, boolean unfit) {
        if (unfit) {
            throw new BadSetting(variable + " is not set, or is the development value (expected with PARLEY_PROFILE="
                    + PRODUCTION + ": a value of your own)");
        }
    }

    private static Codec videoCodec(String name) {
        return Arrays.stream(Codec.values())
                .filter(codec -> !codec.isAudio() && codec.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("PARLEY_VIDEO_CODEC: " + name + " (expected: vp8 or h264)"));
    }

    /// What begins with `dns:` has a name for all nodes as its host.
    private static NodeAddresses nodes(String text) {
        var fixed = new ArrayList<URI>();
        var names = new ArrayList<URI>();
        for (String one : text.split(",", -1)) {
            String stripped = one.strip();
            if (stripped.startsWith(DNS)) {
                names.add(node(stripped, stripped.substring(DNS.length()), List.of("http")));
            } else if (!stripped.isEmpty()) {
                fixed.add(node(stripped, stripped, List.of("http", "https")));
            }
        }
        return new NodeAddresses(fixed, names);
    }

    /// Behind a name there are addresses, and no certificate is for one: so that is plain HTTP.
    private static URI node(String told, String text, List<String> schemes) {
        try {
            URI uri = URI.create(text);
            if (uri.getHost() != null && schemes.contains(uri.getScheme())) {
                return uri;
            }
        } catch (IllegalArgumentException _) {
            // told below
        }
        throw new BadSetting("PARLEY_NODES: " + told + " (expected: http://host:port, dns:http://name:port, …)");
    }

    private record Lookup(Function<String, @Nullable String> property) {
        String or(String name, String otherwise) {
            String value = property.apply(name);
            return value == null || value.isBlank() ? otherwise : value.strip();
        }

        int number(String name, int otherwise, int min, int max) {
            String value = or(name, Integer.toString(otherwise));
            try {
                int number = Integer.parseInt(value);
                if (number >= min && number <= max) {
                    return number;
                }
            } catch (NumberFormatException _) {
                // Said below, like a number out of range.
            }
            throw new BadSetting(variable(name) + ": " + value + " (expected: " + min + ".." + max + ")");
        }

        /// As it is called in the environment, and in `docs/configuration.md`.
        private static String variable(String property) {
            return property.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
        }
    }
}
