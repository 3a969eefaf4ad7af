package dev.parley.loadtest.breakout;

import dev.parley.loadtest.breakout.Findings.Leaks;
import dev.parley.loadtest.meeting.Venue;
import dev.parley.loadtest.node.Patience;
import dev.parley.loadtest.node.ProcessUsage;
import dev.parley.loadtest.report.Machine;
import dev.parley.loadtest.report.Options;
import dev.parley.loadtest.report.Pressure;
import dev.parley.loadtest.report.Quantiles;
import dev.parley.loadtest.system.SystemProcess;
import dev.parley.protocol.client.ServerMessage;
import dev.parley.protocol.json.ProtocolJson;
import dev.parley.protocol.meeting.BreakoutChoice;
import dev.parley.protocol.meeting.BreakoutView;
import dev.parley.protocol.meeting.BreakoutsView;
import dev.parley.protocol.meeting.ParticipantMoved;
import dev.parley.room.BreakoutId;
import dev.parley.room.ParticipantId;
import dev.parley.room.RoomId;
import dev.parley.rtc.client.ClientSettings;
import dev.parley.rtc.client.RtcClients;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/// `make bench-breakout`: a host sends everybody into breakouts and calls them back. Run on the class path of this
/// module:
/// ```
/// BreakoutApplication <class path of standalone> <folder for the report> [--people n] [--breakouts n] [--rounds n]
///                     [--broadcasts n] [--loops n] [--seed n]
/// ```
/// Prints the tables and writes them to `<date>-breakout.md`. Exit code 1 when a packet reached somebody it was not
/// meant for, or somebody got lost; times are printed beside their aims and fail nothing.
public final class BreakoutApplication {
    private static final int CLIENT_LOOPS = 1;
    private static final List<String> HEAP = List.of("-Xms1g", "-Xmx1g");
    private static final RoomId ROOM = new RoomId("breakout-bench");

    /// Who is not where they belong by then is lost.
    private static final Duration CHANGE = Duration.ofSeconds(20);
    /// Longer than anything that a change sets off, so that one does not disturb the next.
    private static final Duration STAY = Duration.ofSeconds(5);
    /// The last who came in are at rest.
    private static final Duration CALM = Duration.ofSeconds(10);
    /// Of 35 KB each: more than the compiler waits for.
    private static final int READINGS = 2_000;

    /// As fast as a host may go on for long.
    private static final Duration BETWEEN_WORDS = Duration.ofMillis(500);

    private final BreakoutPlan plan;
    private final SystemProcess system;
    private final Patience patience;
    private final Attendance attendance;
    private final List<Long> clicksNs = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();
    private final List<Long> broadcastsNs = new ArrayList<>();
    private final List<String> trouble = new ArrayList<>();
    private List<Spread> spreads = List.of();

    private BreakoutApplication(BreakoutPlan plan, SystemProcess system, Patience patience, Attendance attendance) {
        this.plan = plan;
        this.system = system;
        this.patience = patience;
        this.attendance = attendance;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Options options = Options.of(arguments);
        BreakoutPlan plan = new BreakoutPlan(
                options.number("--people", 500),
                options.number("--breakouts", 50),
                options.number("--rounds", 3),
                options.number("--broadcasts", 20),
                options.number("--loops", 2),
                options.number("--seed", 1));
        String classPath = options.word("class path of standalone");
        Path folder = Path.of(options.word("folder for the report"));
        options.end();
        System.exit(run(plan, classPath, folder) ? 0 : 1);
    }

    private static boolean run(BreakoutPlan plan, String classPath, Path folder)
            throws IOException, InterruptedException {
        Path log = Files.createTempDirectory("parley-breakout");
        var launch = new SystemProcess.Launch(classPath, HEAP, log, plan.loops());
        try (Patience patience = new Patience();
                SystemProcess system = SystemProcess.start(launch, new Random(), patience);
                RtcClients clients = new RtcClients(new ClientSettings(
                        CLIENT_LOOPS,
                        InetAddress.getLoopbackAddress(),
                        System::nanoTime,
                        () -> System.currentTimeMillis() * 1_000_000,
                        new SecureRandom()));
                Venue venue = new Venue(system.address(), clients, System::nanoTime);
                Attendance attendance = new Attendance(plan, venue, System::nanoTime)) {
            System.out.printf(
                    "Parley runs as process %d, its log is in %s%n",
                    system.jvm().pid(), log);
            return new BreakoutApplication(plan, system, patience, attendance).measure(folder);
        }
    }

    private boolean measure(Path folder) throws IOException, InterruptedException {
        long beganNs = System.nanoTime();
        double waited = Pressure.seconds();
        attendance.arrive(ROOM, patience, System.out::println);
        double joinSeconds = (System.nanoTime() - beganNs) / 1e9;
        System.out.println("media sessions that were opened again: " + attendance.repeated());
        attendance.begin();
        rehearse();
        patience.pass(CALM);
        for (int round = 1; round <= plan.rounds(); round++) {
            round(round);
        }
        double seconds = (System.nanoTime() - beganNs) / 1e9;
        double busyPercent = (Pressure.seconds() - waited) * 100 / seconds;
        attendance
                .everybody()
                .forEach(it ->
                        it.trouble().ifPresent(what -> trouble.add("number %d: %s".formatted(it.number(), what))));
        Findings found = new Findings(
                joinSeconds,
                changes,
                Quantiles.of(broadcastsNs.stream().mapToLong(it -> it).toArray()),
                spreads,
                new Evidence(attendance.everybody(), clicksNs).weigh(System.out::println),
                attendance.missing(),
                trouble,
                busyPercent);
        Machine here = Machine.here(Instant.now());
        String report = BreakoutReport.of(here, plan, found);
        Files.createDirectories(folder);
        Path file = folder.resolve(here.date() + "-breakout.md");
        Files.writeString(file, report);
        System.out.printf("%n%s%nwritten to %s%n", report, file);
        trouble.forEach(System.out::println);
        Leaks leaks = found.leaks();
        return trouble.isEmpty() && leaks.leaked() + leaks.unmarked() == 0;
    }

    /// Reads what everybody is going to be told until our reading is compiled: 500 browsers do not share two cores.
    private void rehearse() {
        var rooms = IntStream.range(0, plan.breakouts())
                .mapToObj(i -> new BreakoutView(new BreakoutId("b1-" + i), "Breakout " + i))
                .toList();
        var moved = IntStream.range(0, plan.people())
                .mapToObj(i -> new ParticipantMoved(
                        new ParticipantId("p-" + i),
                        rooms.get(i % plan.breakouts()).id()))
                .toList();
        var view = new BreakoutsView(rooms, BreakoutChoice.RANDOM, Instant.EPOCH, null);
        String text = ProtocolJson.write(new ServerMessage.BreakoutsChanged(1, view, moved));
        for (int i = 0; i < READINGS; i++) {
            var _ = ProtocolJson.parseServerMessage(text);
        }
    }

    private void round(int round) throws IOException, InterruptedException {
        List<String> names = IntStream.rangeClosed(1, plan.breakouts())
                .mapToObj(it -> "Breakout " + it)
                .toList();
        int change = 2 * round - 1;
        change("out, round " + round, change, () -> attendance.host().openBreakouts(names));
        spreads = spreads();
        if (round == 1) {
            broadcast();
        }
        change("back, round " + round, change + 1, () -> attendance.host().closeBreakouts());
    }

    private interface Click {
        void now() throws IOException, InterruptedException;
    }

    private void change(String what, int number, Click click) throws IOException, InterruptedException {
        long clickNs = System.nanoTime();
        clicksNs.add(clickNs);
        double systemBefore = system.jvm().usage().cpuSeconds();
        double ownBefore = ProcessUsage.of(ProcessHandle.current().pid()).cpuSeconds();
        click.now();
        System.out.printf("%s: the host's ask was answered after %.1f ms%n", what, (System.nanoTime() - clickNs) / 1e6);
        var movers = attendance.movers();
        BooleanSupplier there = () -> movers.stream()
                .allMatch(it -> it.journey().change() >= number
                        && it.firstSoundNs(number).isPresent());
        if (!patience.until(there, CHANGE)) {
            movers.stream()
                    .filter(it -> it.firstSoundNs(number).isEmpty())
                    .forEach(it -> trouble.add("%s: number %d hears nobody".formatted(what, it.number())));
        }
        System.out.printf(
                "%s: processor time until then: system %.2f s, participants %.2f s, of %.2f s%n",
                what,
                system.jvm().usage().cpuSeconds() - systemBefore,
                ProcessUsage.of(ProcessHandle.current().pid()).cpuSeconds() - ownBefore,
                (System.nanoTime() - clickNs) / 1e9);
        patience.pass(STAY);
        Change seen = Change.of(what, number, clickNs, movers);
        changes.add(seen);
        System.out.printf(
                "%s: told %s ms, sound %s ms, picture %s ms (p50 | p99 | max)%n",
                what, seen.told().cells(), seen.sound().cells(), seen.picture().cells());
    }

    private void broadcast() throws IOException, InterruptedException {
        for (int i = 1; i <= plan.broadcasts(); i++) {
            String text = "Word " + i + " of the host";
            long saidNs = System.nanoTime();
            attendance.host().broadcast(text);
            var everybody = attendance.everybody();
            boolean heard = patience.until(
                    () -> everybody.stream().allMatch(it -> it.broadcastNs(text).isPresent()), CHANGE);
            if (!heard) {
                trouble.add("not everybody heard: " + text);
            }
            everybody.forEach(it -> it.broadcastNs(text).ifPresent(atNs -> broadcastsNs.add(atNs - saidNs)));
            patience.pass(BETWEEN_WORDS);
        }
        var all = Quantiles.of(broadcastsNs.stream().mapToLong(it -> it).toArray());
        System.out.printf("broadcast: %s ms (p50 | p99 | max)%n", all.cells());
    }

    private List<Spread> spreads() throws IOException, InterruptedException {
        var perBreakout = attendance.movers().stream()
                .collect(java.util.stream.Collectors.groupingBy(
                        it -> it.journey().place(it.journey().change()), java.util.stream.Collectors.counting()));
        return List.of(
                Spread.of("people in each breakout", perBreakout.values()),
                Spread.of(
                        "sessions on each loop of the meeting's node",
                        attendance.byPort().values()));
    }
}
