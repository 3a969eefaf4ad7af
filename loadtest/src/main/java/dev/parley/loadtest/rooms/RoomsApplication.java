package dev.parley.loadtest.rooms;

import dev.parley.loadtest.meeting.Venue;
import dev.parley.loadtest.node.Patience;
import dev.parley.loadtest.report.Machine;
import dev.parley.loadtest.report.Options;
import dev.parley.loadtest.report.Pressure;
import dev.parley.loadtest.report.Quantiles;
import dev.parley.loadtest.system.RedisProcess;
import dev.parley.loadtest.system.SignalingProcess;
import dev.parley.room.RoomId;
import dev.parley.rtc.client.ClientSettings;
import dev.parley.rtc.client.RtcClients;
import dev.parley.signaling.rooms.Actor;
import dev.parley.signaling.rooms.RoomAsk;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// `make bench-rooms`: what rooms cost Redis when there are very many of them. Run on the class path of this module:
/// ```
/// RoomsApplication <folder for the report> [--rooms n] [--few n] [--people n] [--times n] [--events n] [--visits n]
/// ```
/// Prints the tables and writes them to `<date>-rooms.md`. Exit code 1 when something grows with the number of rooms.
public final class RoomsApplication {
    private static final long SEED = 7;
    private static final int LINES = 20;
    /// One machine is the address of all visitors here, so its limit is what a large office would have to set.
    private static final Map<String, String> OPEN_DOORS = Map.of("PARLEY_JOINS_PER_ADDRESS", "100000");

    private final RoomsPlan plan;
    private final Random random = new Random(SEED);
    private final RedisGauge gauge;
    private final Instance one;
    private final Instance other;
    private final Venue venue;

    private RoomsApplication(RoomsPlan plan, RedisGauge gauge, Instance one, Instance other, Venue venue) {
        this.plan = plan;
        this.gauge = gauge;
        this.one = one;
        this.other = other;
        this.venue = venue;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Options options = Options.of(arguments);
        int rooms = options.number("--rooms", 100_000);
        RoomsPlan plan = new RoomsPlan(
                rooms,
                options.number("--few", Math.max(1, rooms / 100)),
                options.number("--people", 3),
                options.number("--times", 2_000),
                options.number("--events", 5_000),
                options.number("--visits", 3_000));
        Path folder = Path.of(options.word("folder for the report"));
        options.end();
        boolean holds;
        try (RedisProcess redis = RedisProcess.start(new Random());
                Patience patience = new Patience();
                SignalingProcess signaling = SignalingProcess.start(redis.url(), OPEN_DOORS, new Random(), patience);
                RtcClients clients = new RtcClients(new ClientSettings(
                        1,
                        InetAddress.getLoopbackAddress(),
                        System::nanoTime,
                        () -> System.currentTimeMillis() * 1_000_000,
                        new SecureRandom()));
                Venue venue = new Venue(signaling.address(), clients, System::nanoTime);
                RedisGauge gauge = new RedisGauge(redis.url());
                Instance one = new Instance(redis.url(), InstantSource.system());
                Instance other = new Instance(redis.url(), InstantSource.system())) {
            holds = new RoomsApplication(plan, gauge, one, other, venue).run(folder);
        }
        System.exit(holds ? 0 : 1);
    }

    private boolean run(Path folder) throws IOException, InterruptedException {
        double waited = Pressure.seconds();
        long beganNs = System.nanoTime();
        warmUp();
        double fillSeconds = fill(0, plan.few());
        Stage few = stage("few", plan.few());
        long before = gauge.usedBytes();
        fillSeconds += fill(plan.few(), plan.rooms());
        double perRoom = (gauge.usedBytes() - before) / (double) Math.max(1, plan.rooms() - plan.few());
        Memory memory = Memory.of(gauge, perRoom, plan.rooms(), random);
        System.out.printf("memory: %.0f bytes a room%n", perRoom);
        Stage all = stage("all", plan.rooms());
        double busyPercent = (Pressure.seconds() - waited) * 100 / ((System.nanoTime() - beganNs) / 1e9);
        Machine here = Machine.here(Instant.now());
        var occasion = new RoomsReport.Occasion(here, gauge.version(), plan, fillSeconds, busyPercent);
        String report = RoomsReport.of(occasion, memory, few, all);
        Files.createDirectories(folder);
        Path file = folder.resolve(here.date() + "-rooms.md");
        Files.writeString(file, report);
        System.out.printf("%n%s%nwritten to %s%n", report, file);
        return RoomsReport.suspicious(few, all).isEmpty();
    }

    /// Everything once, unmeasured: connections, scripts and our own code are there before the first number.
    private void warmUp() throws IOException, InterruptedException {
        System.out.println("warming up");
        new Crowd(one, plan.people()).fill(0, 1, 1, _ -> {});
        for (int i = 0; i < 3; i++) {
            var _ = new Operations(one, gauge, random, System::nanoTime).run("warm-" + i, plan.times() / 4 + 1, 1);
        }
        var _ = joinsPerSecond("warm");
        var _ = Visits.make(venue, plan.visits(), "warm", System::nanoTime);
        one.ask(Crowd.room(0), new Actor.Server(), new RoomAsk.Close("ended"));
    }

    private double fill(int from, int to) throws InterruptedException {
        long beganNs = System.nanoTime();
        new Crowd(one, plan.people())
                .fill(
                        from,
                        to,
                        Math.max(1, plan.rooms() / LINES),
                        there -> System.out.printf(
                                "%,d rooms after %.0f s%n", there, (System.nanoTime() - beganNs) / 1e9));
        return (System.nanoTime() - beganNs) / 1e9;
    }

    private Stage stage(String batch, int rooms) throws IOException, InterruptedException {
        long keys = gauge.keys();
        System.out.printf("measuring with %,d rooms%n", rooms);
        List<Measured> operations =
                new Operations(one, gauge, random, System::nanoTime).run(batch, plan.times(), rooms);
        gauge.reset();
        double joins = joinsPerSecond(batch);
        Quantiles fanOut = FanOut.measure(one, other, random, System::nanoTime, rooms, plan.events());
        Visits visits = Visits.make(venue, plan.visits(), batch, System::nanoTime);
        System.out.printf(
                "%.0f joins/s, %.0f by WebSocket, fan-out p50 %.2f ms, p99 %.2f ms%n",
                joins, visits.perSecond(), fanOut.ms(0.5), fanOut.ms(0.99));
        return new Stage(rooms, keys, operations, joins, fanOut, visits, gauge.slow());
    }

    /// Joins of one instance without sockets, many at once, into rooms that end afterwards.
    private double joinsPerSecond(String batch) throws InterruptedException {
        long beganNs = System.nanoTime();
        Crowd.each(0, plan.times(), i -> {
            RoomId room = new RoomId("join-" + batch + "-" + i);
            one.rooms().acquire(room);
            try {
                for (int number = 0; number < plan.people(); number++) {
                    one.join(room, number);
                }
            } finally {
                one.rooms().release(room);
            }
        });
        double seconds = (System.nanoTime() - beganNs) / 1e9;
        Crowd.each(
                0,
                plan.times(),
                i -> one.ask(new RoomId("join-" + batch + "-" + i), new Actor.Server(), new RoomAsk.Close("ended")));
        return plan.times() * plan.people() / seconds;
    }
}
