package dev.parley.signaling.store.redis;

import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.sync.RedisClusterCommands;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A Lua script of this package's resources, sent once and called by its digest. An answer may be Redis' nil.
final class Script {
    private final String text;
    private final ScriptOutputType output;
    private @Nullable String digest;

    private Script(String text, ScriptOutputType output) {
        this.text = text;
        this.output = output;
    }

    static Script named(String name, ScriptOutputType output) {
        try (InputStream in = Script.class.getResourceAsStream(name + ".lua")) {
            byte[] bytes = Objects.requireNonNull(in, name).readAllBytes();
            return new Script(new String(bytes, StandardCharsets.UTF_8), output);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    /// For scripts that answer a number.
    long number(RedisClusterCommands<String, String> redis, String[] keys, String... arguments) {
        return (Long) run(redis, keys, arguments);
    }

    /// For scripts that answer a list; what is nil in it is absent.
    List<@Nullable Object> list(RedisClusterCommands<String, String> redis, String[] keys, String... arguments) {
        List<@Nullable Object> answer = new ArrayList<>();
        answer.addAll((List<?>) run(redis, keys, arguments));
        return answer;
    }

    private Object run(RedisClusterCommands<String, String> redis, String[] keys, String... arguments) {
        String known = digest;
        if (known == null) {
            known = redis.digest(text);
            digest = known;
        }
        try {
            return redis.<Object>evalsha(known, output, keys, arguments);
        } catch (RedisNoScriptException _) {
            return redis.<Object>eval(text, output, keys, arguments);
        }
    }
}
