package dev.parley.loadtest.rooms;

import dev.parley.loadtest.report.Quantiles;
import dev.parley.room.RoomId;
import dev.parley.signaling.rooms.Actor;
import dev.parley.signaling.rooms.Notice;
import dev.parley.signaling.rooms.RoomAsk;
import dev.parley.signaling.store.RoomStore;
import dev.parley.signaling.store.Versioned;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/// How long an event takes from one instance, that decides and keeps it, to another one that has the room open.
final class FanOut {
    /// That the other instance has open.
    static final int FOLLOWED = 10_000;

    private static final long PATIENCE_SECONDS = 10;

    private FanOut() {}

    static Quantiles measure(
            Instance from, Instance to, RandomGenerator random, LongSupplier clock, int rooms, int events) {
        int followed = Math.min(FOLLOWED, rooms);
        List<Ear> ears = new ArrayList<>();
        List<RoomStore.Subscription> open = new ArrayList<>();
        for (int number = 0; number < followed; number++) {
            Ear ear = new Ear(clock);
            ears.add(ear);
            open.add(to.stores().rooms().subscribe(Crowd.room(number), ear));
        }
        try {
            long[] tookNs = new long[events];
            for (int i = 0; i < events; i++) {
                int number = random.nextInt(followed);
                tookNs[i] = rename(from, Crowd.room(number), ears.get(number), clock);
            }
            return Quantiles.of(tookNs);
        } finally {
            open.forEach(RoomStore.Subscription::close);
        }
    }

    private static long rename(Instance from, RoomId room, Ear ear, LongSupplier clock) {
        var heard = ear.listen();
        var host = new Actor.Member(Instance.person(room, 0));
        long saidNs = clock.getAsLong();
        from.ask(room, host, new RoomAsk.Rename("Host " + saidNs));
        return heard.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join() - saidNs;
    }

    private static final class Ear implements RoomStore.Listener {
        private final LongSupplier clock;
        private volatile CompletableFuture<Long> heard = new CompletableFuture<>();

        Ear(LongSupplier clock) {
            this.clock = clock;
        }

        CompletableFuture<Long> listen() {
            heard = new CompletableFuture<>();
            return heard;
        }

        @Override
        public void onEvent(Versioned versioned) {
            heard.complete(clock.getAsLong());
        }

        @Override
        public void onNotice(Notice notice) {}

        @Override
        public void onResumed() {}
    }
}
