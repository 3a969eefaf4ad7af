package dev.parley.signaling.timers;

import dev.parley.room.RoomId;
import dev.parley.signaling.store.StoreUnavailable;
import dev.parley.signaling.store.Timer;
import dev.parley.signaling.store.TimerStore;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;

/// Looks for timers that are due and has them done. Every instance does so; a timer is claimed by one of
/// them, and the claim lapses if that one dies, so each has its effect once and surely.
public final class TimerSweep {
    /// Longer than any effect takes, a node that does not answer included; short enough that a dead claimer
    /// is made up for soon.
    public static final Duration CLAIM = Duration.ofSeconds(10);
    /// Beyond this many at once, the next sweep goes on.
    private static final int BATCH = 200;

    private static final Logger LOG = System.getLogger(TimerSweep.class.getName());

    private final TimerStore timers;
    private final TimerHandler handler;
    private final InstantSource clock;
    private final Executor threads;
    private volatile boolean away = true;

    public TimerSweep(TimerStore timers, TimerHandler handler, InstantSource clock, Executor threads) {
        this.timers = timers;
        this.handler = handler;
        this.clock = clock;
        this.threads = threads;
    }

    /// Returns when all that it claimed is done. A room's timers happen one after the other, those of
    /// different rooms side by side: a slow one holds up nobody else.
    public void tick() {
        Instant now = clock.instant();
        Instant until = now.plus(CLAIM);
        try {
            List<Timer> claimed = timers.claimDue(now, until, BATCH);
            if (away) {
                away = false;
                handler.onStoreBack();
            }
            Map<RoomId, List<Timer>> byRoom = claimed.stream()
                    .collect(Collectors.groupingBy(Timer::room, LinkedHashMap::new, Collectors.toList()));
            CompletableFuture.allOf(byRoom.values().stream()
                            .map(due -> CompletableFuture.runAsync(() -> handle(due, until), threads))
                            .toArray(CompletableFuture<?>[]::new))
                    .join();
        } catch (StoreUnavailable e) {
            away = true;
            LOG.log(Level.DEBUG, "no sweep while the store is away: {0}", e.getCause());
        }
    }

    private void handle(List<Timer> due, Instant until) {
        for (Timer timer : due) {
            if (!clock.instant().isBefore(until)) {
                // The claim has lapsed: it is somebody else's by now.
                return;
            }
            try {
                handler.onDue(timer, until);
            } catch (StoreUnavailable e) {
                away = true;
                LOG.log(Level.DEBUG, "{0}: again when the store is back: {1}", timer.text(), e.getCause());
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, timer.text() + " failed, and comes again when the claim lapses", e);
            }
        }
    }
}
