package dev.parley.media.world;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.Consumer;

/// Virtual time: things happen in the order of their moments, and ties in the order in which they were asked for.
final class World {
    static final long MS = 1_000_000;

    private record Happening(long atNs, long order, Runnable what) {}

    private final PriorityQueue<Happening> happenings =
            new PriorityQueue<>(Comparator.comparingLong(Happening::atNs).thenComparingLong(Happening::order));
    private final Random random;
    private long nowNs = 1_000 * MS;
    private long order;

    World(long seed) {
        random = new Random(seed);
    }

    long nowNs() {
        return nowNs;
    }

    Random random() {
        return random;
    }

    void after(long delayNs, Runnable what) {
        happenings.add(new Happening(nowNs + delayNs, order++, what));
    }

    void every(long periodNs, Runnable what) {
        after(periodNs, () -> {
            what.run();
            every(periodNs, what);
        });
    }

    void runFor(long ns) {
        long end = nowNs + ns;
        while (!happenings.isEmpty() && happenings.peek().atNs() <= end) {
            Happening next = happenings.remove();
            nowNs = next.atNs();
            next.what().run();
        }
        nowNs = end;
    }

    /// A link that loses, delays and reorders. `lossPercent` can be switched off at the end, so that repairs settle.
    final class Link {
        private final Consumer<byte[]> to;
        private int lossPercent;

        Link(int lossPercent, Consumer<byte[]> to) {
            this.lossPercent = lossPercent;
            this.to = to;
        }

        void send(byte[] datagram) {
            if (random.nextInt(100) >= lossPercent) {
                after(10 * MS + random.nextLong(8 * MS), () -> to.accept(datagram));
            }
        }

        void heal() {
            lossPercent = 0;
        }
    }
}
