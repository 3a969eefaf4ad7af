package dev.parley.media.http;

import dev.parley.media.control.CounterSink;
import dev.parley.media.control.LoopPulse;
import dev.parley.media.control.Node;
import dev.parley.media.control.NodeStatus;
import dev.parley.media.load.Load;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// The node's counters in Prometheus' words. They are read when somebody asks, so counting costs the loops nothing but
/// a store. The registry is this node's own: several nodes may live in one process.
public final class NodeMeters implements CounterSink, AutoCloseable {
    private static final double SECOND_NS = 1e9;

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final Map<Key, AtomicLong> values = new ConcurrentHashMap<>();
    private final Node node;
    private volatile NodeStatus status;

    private record Key(String name, Map<String, String> tags) {}

    /// What becomes of commands that come over a link.
    enum CommandOutcome {
        TAKEN,
        BUSY,
        MALFORMED
    }

    /// Why a link ended by our doing.
    enum LinkDrop {
        SLOW,
        BUSY,
        OVERFLOW
    }

    public NodeMeters(Node node) {
        this.node = node;
        this.status = node.status();
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        collections.bindTo(registry);
        gauge("parley_rooms", NodeStatus::rooms);
        gauge("parley_sessions", NodeStatus::sessions);
        gauge("parley_participants", NodeStatus::participants);
        gauge("parley_loops", it -> it.self().loops());
        gauge("parley_load_ratio", it -> it.load().ratio());
        for (Load.Part part : Load.Part.values()) {
            gauge("parley_load_ratio_part", Tags.of("part", word(part)), it -> share(it.load(), part));
        }
        gauge("parley_draining", it -> it.draining() ? 1 : 0);
        node.pulses().forEach(pulse -> quiet(pulse.loop()));
    }

    private interface Reader {
        double of(NodeStatus status);
    }

    private void gauge(String name, Reader reader) {
        gauge(name, Tags.empty(), reader);
    }

    private void gauge(String name, Tags tags, Reader reader) {
        Gauge.builder(name, this, it -> reader.of(it.status)).tags(tags).register(registry);
    }

    private static double share(Load load, Load.Part part) {
        return load.parts().getOrDefault(part, 0.0);
    }

    /// A loop that turns was last seen to a moment ago, one that is stuck ever longer ago.
    private void quiet(int loop) {
        Gauge.builder("parley_loop_quiet_seconds", node, it -> quietNs(it, loop) / SECOND_NS)
                .tag("loop", Integer.toString(loop))
                .register(registry);
    }

    private static long quietNs(Node node, int loop) {
        return node.pulses().stream()
                .filter(pulse -> pulse.loop() == loop)
                .mapToLong(LoopPulse::quietNs)
                .sum();
    }

    void links(Links links) {
        Gauge.builder("parley_links", links, Links::count).register(registry);
    }

    Counter commands(CommandOutcome outcome) {
        return Counter.builder("parley_link_commands")
                .tag("outcome", word(outcome))
                .register(registry);
    }

    Counter dropped(LinkDrop reason) {
        return Counter.builder("parley_links_dropped")
                .tag("reason", word(reason))
                .register(registry);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void count(String name, Map<String, String> tags, long value) {
        holder(name, tags, "", 1).set(value);
    }

    @Override
    public void time(String name, Map<String, String> tags, long valueNs) {
        holder(name, tags, "seconds", SECOND_NS).set(valueNs);
    }

    private AtomicLong holder(String name, Map<String, String> tags, String unit, double divisor) {
        return values.computeIfAbsent(new Key(name, tags), key -> {
            AtomicLong value = new AtomicLong();
            FunctionCounter.builder(key.name(), value, it -> it.get() / divisor)
                    .tags(Tags.of(key.tags().entrySet().stream()
                            .map(tag -> Tag.of(tag.getKey(), tag.getValue()))
                            .toList()))
                    .baseUnit(unit.isEmpty() ? null : unit)
                    .register(registry);
            return value;
        });
    }

    /// The text format of now.
    String scrape() {
        status = node.status();
        node.counters(this);
        return registry.scrape();
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
