package dev.parley.loadtest.carry;

import dev.parley.loadtest.chaos.Crowd;
import dev.parley.loadtest.holes.Arrivals;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// Tells what is going on, and notices when the machine stands still.
final class Progress implements AutoCloseable {
    private static final int BEAT_MS = 10;

    private final Crowd crowd;
    private final LongSupplier clock;
    private final long beganNs;
    private final Arrivals pulse = new Arrivals();
    private final ScheduledExecutorService beat = Executors.newScheduledThreadPool(2);
    private volatile String now = "everybody is in";
    private volatile long sinceNs;

    Progress(Crowd crowd, Duration line, LongSupplier clock) {
        this.crowd = crowd;
        this.clock = clock;
        this.beganNs = clock.getAsLong();
        this.sinceNs = beganNs;
        var _ = beat.scheduleAtFixedRate(() -> pulse.arrived(clock.getAsLong()), 0, BEAT_MS, TimeUnit.MILLISECONDS);
        var _ = beat.scheduleAtFixedRate(this::tell, line.toMillis(), line.toMillis(), TimeUnit.MILLISECONDS);
    }

    void now(String what) {
        now = what;
        sinceNs = clock.getAsLong();
    }

    /// The longest time in which this process had no processor.
    long stallNs(long fromNs, long toNs) {
        return pulse.longest(fromNs, toNs).lengthNs();
    }

    private void tell() {
        long nowNs = clock.getAsLong();
        System.out.printf(
                "%5d s  %-45s media %d of %d, worst hole %s%n",
                (nowNs - beganNs) / 1_000_000_000,
                now,
                crowd.withMedia(nowNs),
                crowd.members().size(),
                crowd.worst(sinceNs, nowNs));
    }

    @Override
    public void close() {
        beat.shutdownNow();
    }
}
