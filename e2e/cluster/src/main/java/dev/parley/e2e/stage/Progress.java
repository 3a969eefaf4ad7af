package dev.parley.e2e.stage;

import dev.parley.e2e.system.Diary;
import dev.parley.loadtest.holes.Arrivals;
import dev.parley.loadtest.holes.Hole;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/// A line now and then, so that whoever waits knows what for; and the pulse of this process: no hole is known better
/// than it was alive.
public final class Progress implements AutoCloseable {
    private static final int BEAT_MS = 10;
    /// Well below what clients remember of their packets.
    private static final int LOOK_S = 20;

    private final LongSupplier clock;
    private final long beganNs;
    private final Arrivals pulse = new Arrivals();
    private final ScheduledExecutorService beat = Executors.newScheduledThreadPool(2);
    private volatile String now = "installing";
    private volatile Optional<Gathering> gathering = Optional.empty();
    private volatile Optional<Diary> diary = Optional.empty();
    private volatile Optional<Holes> holes = Optional.empty();

    public Progress(Duration line, LongSupplier clock) {
        this.clock = clock;
        this.beganNs = clock.getAsLong();
        var _ = beat.scheduleAtFixedRate(() -> pulse.arrived(clock.getAsLong()), 0, BEAT_MS, TimeUnit.MILLISECONDS);
        var _ = beat.scheduleAtFixedRate(this::tell, line.toMillis(), line.toMillis(), TimeUnit.MILLISECONDS);
        var _ = beat.scheduleAtFixedRate(
                () -> holes.ifPresent(it -> it.look(clock.getAsLong())), LOOK_S, LOOK_S, TimeUnit.SECONDS);
    }

    public void now(String what) {
        now = what;
        say(what);
    }

    public void say(String what) {
        System.out.printf(Locale.ROOT, "%5d s  %s%n", seconds(), what);
    }

    /// How it went, second by second: which steps the nodes took, and whose picture stood still.
    void course(long fromNs, List<Diary.Entry> steps, List<Hole> noticed) {
        SortedMap<Long, List<String>> lines = new TreeMap<>();
        for (Diary.Entry step : steps) {
            lines.computeIfAbsent(second(step.ns() - fromNs), _ -> new ArrayList<>())
                    .add(step.node() + " " + Diary.word(step.phase()));
        }
        noticed.stream()
                .collect(Collectors.groupingBy(it -> second(it.endNs() - fromNs)))
                .forEach((second, holes) -> lines.computeIfAbsent(second, _ -> new ArrayList<>())
                        .add("pictures that had stood still: %d, for up to %d ms"
                                .formatted(
                                        holes.size(),
                                        holes.stream()
                                                        .mapToLong(Hole::lengthNs)
                                                        .max()
                                                        .orElse(0)
                                                / 1_000_000)));
        lines.forEach((second, what) -> say("  +%d s: %s".formatted(second, String.join(", ", what))));
    }

    private static long second(long ns) {
        return ns / 1_000_000_000;
    }

    void watch(Gathering people) {
        gathering = Optional.of(people);
    }

    public void watch(Diary region) {
        diary = Optional.of(region);
    }

    void measure(Optional<Holes> current) {
        holes = current;
    }

    /// The longest time in which this process had no processor.
    long stallNs(long fromNs, long toNs) {
        return pulse.longest(fromNs, toNs).lengthNs();
    }

    private long seconds() {
        return second(clock.getAsLong() - beganNs);
    }

    private void tell() {
        String nodes = diary.map(it -> it.nodes().stream()
                        .map(node -> "%s %s %d"
                                .formatted(
                                        node.name().substring(node.name().lastIndexOf('-') + 1),
                                        Diary.word(node.phase()),
                                        node.rooms() == null ? 0 : node.rooms()))
                        .collect(Collectors.joining(", ")))
                .orElse("");
        String people = gathering
                .map(it -> "media %d of %d"
                        .formatted(
                                it.crowd().withMedia(clock.getAsLong()),
                                it.crowd().members().size()))
                .orElse("");
        System.out.printf(Locale.ROOT, "%5d s    %s; nodes and rooms: %s; %s%n", seconds(), now, nodes, people);
    }

    @Override
    public void close() {
        beat.shutdownNow();
    }
}
