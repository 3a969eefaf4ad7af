package dev.parley.loadtest.system;

import java.io.IOException;
import java.util.random.RandomGenerator;
import redis.embedded.RedisServer;

/// A real Redis as a process of its own on loopback, that keeps nothing on disk.
public final class RedisProcess implements AutoCloseable {
    private final RedisServer server;
    private final int port;

    private RedisProcess(RedisServer server, int port) {
        this.server = server;
        this.port = port;
    }

    public static RedisProcess start(RandomGenerator random) throws IOException {
        int port = FreePorts.tcp(1, random);
        RedisServer server = RedisServer.newRedisServer()
                .bind("127.0.0.1")
                .port(port)
                .setting("save \"\"")
                .setting("appendonly no")
                .build();
        server.start();
        return new RedisProcess(server, port);
    }

    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    @Override
    public void close() throws IOException {
        server.stop();
    }
}
