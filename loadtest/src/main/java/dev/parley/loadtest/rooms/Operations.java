package dev.parley.loadtest.rooms;

import dev.parley.loadtest.report.Quantiles;
import dev.parley.protocol.client.LeaveReason;
import dev.parley.room.RoomId;
import dev.parley.room.Source;
import dev.parley.signaling.rooms.Actor;
import dev.parley.signaling.rooms.Notice;
import dev.parley.signaling.rooms.RoomAsk;
import dev.parley.signaling.store.RoomStore;
import dev.parley.signaling.store.Stores;
import dev.parley.signaling.store.Timer;
import dev.parley.signaling.store.Versioned;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// Everything that signaling asks of Redis, one operation after the other, and what each costs there.
final class Operations {
    /// As many timers as an instance renews for the people of some rooms at once, and as many as it claims.
    private static final int TIMERS = 100;

    private static final int LISTED = 50;

    private final Instance instance;
    private final RedisGauge gauge;
    private final RandomGenerator random;
    private final LongSupplier clock;
    private final List<Measured> measured = new ArrayList<>();

    Operations(Instance instance, RedisGauge gauge, RandomGenerator random, LongSupplier clock) {
        this.instance = instance;
        this.gauge = gauge;
        this.random = random;
        this.clock = clock;
    }

    /// Does each of them so often, where there are so many rooms. What it opened is gone afterwards.
    ///
    /// @param batch of names for rooms of its own
    List<Measured> run(String batch, int times, int rooms) {
        measured.clear();
        meeting(i -> new RoomId("probe-" + batch + "-" + i), times);
        reading(times, rooms);
        clockwork(times, rooms);
        ending(i -> new RoomId("probe-" + batch + "-" + i), times);
        return List.copyOf(measured);
    }

    private interface Names {
        RoomId of(int number);
    }

    private void meeting(Names names, int times) {
        var crowd = new Crowd(instance, 2);
        measure("join, the first of a room", times, i -> instance.join(names.of(i), 0));
        measure("join, the second", times, i -> instance.join(names.of(i), 1));
        measure("say what one publishes", times, i -> instance.publish(names.of(i), 0, Source.MICROPHONE));
        measure("offer: place the room, note the session", times, i -> crowd.open(names.of(i), 0));
        measure("chat", times, i -> {
            var host = new Actor.Member(Instance.person(names.of(i), 0));
            instance.ask(names.of(i), host, new RoomAsk.Chat("Hello, everybody", null, now()));
        });
        measure(
                "react (told, not kept)",
                times,
                i -> instance.stores().rooms().publish(names.of(i), new Notice.BreakoutsEnding(60)));
    }

    private void reading(int times, int rooms) {
        RoomStore store = instance.stores().rooms();
        measure("load a room", times, _ -> store.load(any(rooms)));
        measure("read what was missed", times, _ -> store.since(any(rooms), 5));
        measure("where is a session", times, _ -> {
            RoomId room = any(rooms);
            var _ = store.media(room, Instance.person(room, 1));
        });
        measure("where is a room", times, _ -> {
            var _ = instance.stores().placements().placement(any(rooms));
        });
        measure(
                "follow a room and no longer",
                times,
                _ -> store.subscribe(any(rooms), DEAF).close());
        measure("keep a room", times, _ -> store.touch(any(rooms)));
        measure(
                "list " + LISTED + " rooms from anywhere",
                times,
                _ -> store.list(any(rooms).value(), LISTED));
        measure("how many rooms has each node", times, _ -> {
            var _ = instance.stores().placements().counts();
        });
    }

    private void clockwork(int times, int rooms) {
        Stores stores = instance.stores();
        Instant later = now().plus(Duration.ofMinutes(50));
        measure("renew the presence of " + TIMERS, times, _ -> {
            var timers = Stream.generate(() -> any(rooms))
                    .limit(TIMERS)
                    .map(room -> Timer.presence(room, Instance.person(room, 1)))
                    .toList();
            stores.timers().arm(timers, now().plus(Duration.ofMinutes(50)));
        });
        measure("look which timers are due", times, _ -> {
            var _ = stores.timers().claimDue(now(), later, TIMERS);
        });
        measure("look which rooms are due for review", times, _ -> {
            var _ = stores.placements().claimReviews(now().minus(Duration.ofHours(1)), later, TIMERS);
        });
    }

    private void ending(Names names, int times) {
        measure("leave", times, i -> {
            var gone = new RoomAsk.Leave(Instance.person(names.of(i), 1), LeaveReason.LEFT);
            instance.ask(names.of(i), new Actor.Server(), gone);
        });
        measure("end a room", times, i -> instance.ask(names.of(i), new Actor.Server(), new RoomAsk.Close("ended")));
    }

    private void measure(String what, int times, IntConsumer deed) {
        long[] tookNs = new long[times];
        gauge.reset();
        double before = gauge.cpuUs();
        for (int i = 0; i < times; i++) {
            long beganNs = clock.getAsLong();
            deed.accept(i);
            tookNs[i] = clock.getAsLong() - beganNs;
        }
        double cpuUs = (gauge.cpuUs() - before) / times;
        measured.add(new Measured(what, times, cpuUs, Quantiles.of(tookNs), gauge.costs()));
    }

    private RoomId any(int rooms) {
        return Crowd.room(random.nextInt(rooms));
    }

    private Instant now() {
        return instance.clock().instant();
    }

    private static final RoomStore.Listener DEAF = new RoomStore.Listener() {
        @Override
        public void onEvent(Versioned versioned) {}

        @Override
        public void onNotice(Notice notice) {}

        @Override
        public void onResumed() {}
    };
}
