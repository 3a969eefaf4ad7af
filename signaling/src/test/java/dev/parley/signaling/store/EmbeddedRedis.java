package dev.parley.signaling.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import redis.embedded.RedisServer;

/// A real Redis 6.2 on a free port of the loopback interface, for as long as a test class runs.
public final class EmbeddedRedis implements AutoCloseable {
    private final int port;
    private RedisServer server;

    public EmbeddedRedis() {
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server = start();
    }

    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    /// As if its machine had been restarted: everything in it is gone.
    public void restart() throws IOException {
        server.stop();
        server = start();
    }

    private RedisServer start() {
        try {
            RedisServer fresh = RedisServer.newRedisServer()
                    .port(port)
                    .setting("bind 127.0.0.1")
                    .setting("save \"\"")
                    .setting("appendonly no")
                    .build();
            fresh.start();
            return fresh;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.stop();
    }
}
