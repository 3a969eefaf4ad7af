package dev.parley.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import redis.embedded.RedisServer;

/// A real Redis as a child process, on a port of its own, that keeps nothing on disk.
final class EmbeddedRedis implements AutoCloseable {
    private final RedisServer server;
    private final int port;

    private EmbeddedRedis(RedisServer server, int port) {
        this.server = server;
        this.port = port;
    }

    static EmbeddedRedis start() {
        try {
            int port = Ports.anyFree();
            var server = RedisServer.newRedisServer()
                    .bind("127.0.0.1")
                    .port(port)
                    .setting("save \"\"")
                    .setting("appendonly no")
                    .build();
            server.start();
            return new EmbeddedRedis(server, port);
        } catch (IOException failure) {
            throw new UncheckedIOException("Redis did not start", failure);
        }
    }

    String url() {
        return "redis://127.0.0.1:" + port;
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (IOException failure) {
            throw new UncheckedIOException("Redis did not stop", failure);
        }
    }
}
