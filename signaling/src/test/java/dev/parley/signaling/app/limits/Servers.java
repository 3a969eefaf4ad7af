package dev.parley.signaling.app.limits;

import dev.parley.signaling.app.FakeNode;
import dev.parley.signaling.app.Server;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// One server for each kind of settings, all with one node.
final class Servers implements AutoCloseable {
    private record Running(Server server, MovableClock clock) {}

    private final FakeNode node = new FakeNode("node-1");
    private final Map<Map<String, Object>, Running> running = new HashMap<>();

    Stage stage(Map<String, Object> settings) {
        Running it = running.computeIfAbsent(settings, this::start);
        return new Stage(it.server(), it.clock(), node);
    }

    private Running start(Map<String, Object> settings) {
        var clock = new MovableClock();
        return new Running(Server.start(List.of(node), settings, clock), clock);
    }

    @Override
    public void close() throws IOException {
        running.values().forEach(it -> it.server().close());
        node.close();
    }
}
