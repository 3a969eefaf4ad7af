package dev.parley.loadtest.redis;

import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.Range;
import io.lettuce.core.RedisClient;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Everything that lies in a Redis: names of keys, and all that is under them, byte for byte. A dump of Redis
/// itself packs its strings, and could not be searched.
final class RedisContents {
    private static final int AT_ONCE = 1_000;

    private final RedisCommands<byte[], byte[]> commands;
    /// ISO 8859-1: a character for each byte.
    private final List<String> found = new ArrayList<>();

    private RedisContents(RedisCommands<byte[], byte[]> commands) {
        this.commands = commands;
    }

    static List<String> of(String url) {
        try (RedisClient client = RedisClient.create(url);
                var connection = client.connect(ByteArrayCodec.INSTANCE)) {
            var contents = new RedisContents(connection.sync());
            contents.readAll();
            return contents.found;
        }
    }

    private void readAll() {
        ScanArgs page = ScanArgs.Builder.limit(AT_ONCE);
        KeyScanCursor<byte[]> cursor = commands.scan(page);
        cursor.getKeys().forEach(this::read);
        while (!cursor.isFinished()) {
            cursor = commands.scan(ScanCursor.of(cursor.getCursor()), page);
            cursor.getKeys().forEach(this::read);
        }
    }

    private void read(byte[] key) {
        add(key);
        String type = commands.type(key);
        switch (type) {
            case "none" -> {} // it expired meanwhile
            case "string" -> add(commands.get(key));
            case "hash" -> commands.hgetall(key).forEach(this::add);
            case "list" -> commands.lrange(key, 0, -1).forEach(this::add);
            case "set" -> commands.smembers(key).forEach(this::add);
            case "zset" -> commands.zrange(key, 0, -1).forEach(this::add);
            case "stream" ->
                commands.xrange(key, Range.unbounded()).forEach(it -> {
                    Map<byte[], byte[]> body = it.getBody();
                    body.forEach(this::add);
                });
            default -> throw new IllegalStateException("a key of type " + type + " (expected: one read here)");
        }
    }

    private void add(byte[] name, byte[] value) {
        add(name);
        add(value);
    }

    private void add(byte[] bytes) {
        found.add(new String(bytes, StandardCharsets.ISO_8859_1));
    }
}
