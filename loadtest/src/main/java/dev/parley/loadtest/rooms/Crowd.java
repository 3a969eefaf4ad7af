package dev.parley.loadtest.rooms;

import dev.parley.room.NodeId;
import dev.parley.room.RoomId;
import dev.parley.room.SessionId;
import dev.parley.room.Source;
import dev.parley.signaling.meeting.PlacementSweep;
import dev.parley.signaling.store.MediaRef;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// Fills Redis with rooms in full swing: joined, publishing, placed on a node, with a session each.
final class Crowd {
    /// Conversations that an instance has open at the same time.
    private static final int AT_ONCE = 64;

    static final List<NodeId> NODES =
            List.of(new NodeId("node-1"), new NodeId("node-2"), new NodeId("node-3"), new NodeId("node-4"));

    private final Instance instance;
    private final int people;

    Crowd(Instance instance, int people) {
        this.instance = instance;
        this.people = people;
    }

    static RoomId room(int number) {
        return new RoomId("room-%07d".formatted(number));
    }

    /// @param progress told how many there are, now and then
    void fill(int from, int to, int step, IntConsumer progress) throws InterruptedException {
        AtomicInteger done = new AtomicInteger(from);
        each(from, to, number -> {
            fill(room(number));
            int now = done.incrementAndGet();
            if (now % step == 0) {
                progress.accept(now);
            }
        });
    }

    /// Followed as long as somebody's socket is there, as any instance does.
    private void fill(RoomId room) {
        instance.rooms().acquire(room);
        try {
            for (int number = 0; number < people; number++) {
                instance.join(room, number);
                instance.publish(room, number, Source.MICROPHONE);
                instance.publish(room, number, Source.CAMERA);
                open(room, number);
            }
        } finally {
            instance.rooms().release(room);
        }
    }

    /// What an offer leaves behind.
    void open(RoomId room, int number) {
        var stores = instance.stores();
        var review = instance.clock().instant().plus(PlacementSweep.REVIEW);
        NodeId node = stores.placements()
                .place(room, NODES, 0, review)
                .orElseThrow()
                .placed()
                .node();
        var session = new SessionId("s-" + Instance.person(room, number).value());
        stores.rooms().putMedia(room, Instance.person(room, number), new MediaRef(node, session, "i0123456789abcdef"));
    }

    /// Does something for each number, many at once. Throws the first failure.
    static void each(int from, int to, IntConsumer deed) throws InterruptedException {
        Semaphore free = new Semaphore(AT_ONCE);
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int number = from; number < to && failure.get() == null; number++) {
                int mine = number;
                free.acquire();
                var _ = CompletableFuture.runAsync(() -> deed.accept(mine), threads)
                        .whenComplete((_, thrown) -> {
                            if (thrown != null) {
                                failure.compareAndSet(null, thrown);
                            }
                            free.release();
                        });
            }
        }
        if (failure.get() != null) {
            throw new IllegalStateException("filling", failure.get());
        }
    }
}
