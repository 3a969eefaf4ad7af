package dev.parley.signaling.store;

import java.util.List;

/// A real Redis 6.2 on a free port of the loopback interface, for as long as a test class runs.
public final class EmbeddedRedis implements AutoCloseable {
    private final int port = RedisProcess.freePort();
    private RedisProcess server = RedisProcess.server(port, List.of());

    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    /// As if its machine had been restarted: everything in it is gone.
    public void restart() {
        server.close();
        server = RedisProcess.server(port, List.of());
    }

    /// As a machine that dies.
    public void kill() {
        server.kill();
    }

    /// Takes what is sent and answers nothing, until it wakes.
    public void hang() {
        server.hang();
    }

    public void wake() {
        server.wake();
    }

    @Override
    public void close() {
        server.close();
    }
}
