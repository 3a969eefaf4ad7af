package dev.parley.loadtest.soak;

import dev.parley.loadtest.meeting.Venue;
import dev.parley.loadtest.node.Patience;
import dev.parley.loadtest.recording.Recording;
import dev.parley.loadtest.report.Machine;
import dev.parley.loadtest.report.Options;
import dev.parley.loadtest.report.Pressure;
import dev.parley.loadtest.soak.Verdicts.Verdict;
import dev.parley.loadtest.system.SystemProcess;
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
import java.util.Locale;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/// `make soak`: people come and go while the system is watched from outside. Run on the class path of this module:
/// ```
/// SoakApplication <class path of standalone> <folder for the report> [--minutes n] [--participants n] [--seed n]
///                 [--rooms n]
/// ```
/// Exit code 1 when a criterion fails; the table says which, what was expected, and what was seen.
public final class SoakApplication {
    private static final int CLIENT_LOOPS = 1;
    private static final int NODE_LOOPS = 1;
    /// The whole heap is there from the start, so that resident memory grows only by what is not heap. Threads of a
    /// pool that nobody needs are let go in the end: the wait for that is [#LET_GO].
    private static final List<String> FIXED_HEAP = List.of("-Xms512m", "-Xmx512m", "-XX:+AlwaysPreTouch");

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int LOOKS_PER_LINE = 10;
    private static final int LOOKS_PER_COLLECTION = 30;
    /// Every pool and connection is made once before the levels are taken that the end is compared with.
    private static final Duration FIRST_VISITS = Duration.ofSeconds(25);
    /// Longer than the grace time of those who vanished (20 s), consent's end (30 s), a kept-alive connection and an
    /// idle pool thread (60 s).
    private static final Duration LET_GO = Duration.ofSeconds(150);

    private static final double MIB = 1 << 20;
    private static final double NS_PER_S = 1e9;

    private final SoakPlan plan;
    private final SystemProcess system;
    private final Patience patience;
    private final Venue venue;
    private final Gauges gauges;
    private final Seat.Totals totals = Seat.Totals.zero();
    private final Queue<String> trouble = new ConcurrentLinkedQueue<>();
    private final List<String> stuck = new ArrayList<>();
    private double pressurePercent;

    private SoakApplication(SoakPlan plan, SystemProcess system, Patience patience, Venue venue) {
        this.plan = plan;
        this.system = system;
        this.patience = patience;
        this.venue = venue;
        this.gauges = new Gauges(system);
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Options options = Options.of(arguments);
        int participants = options.number("--participants", 20);
        SoakPlan plan = new SoakPlan(
                options.number("--minutes", 30),
                participants,
                options.number("--seed", 1),
                options.number("--rooms", Math.min(3, participants)),
                NODE_LOOPS);
        String classPath = options.word("class path of standalone");
        Path folder = Path.of(options.word("folder for the report"));
        options.end();
        System.exit(run(plan, classPath, folder) ? 0 : 1);
    }

    private static boolean run(SoakPlan plan, String classPath, Path folder) throws IOException, InterruptedException {
        Path log = Files.createTempDirectory("parley-soak");
        var launch = new SystemProcess.Launch(classPath, FIXED_HEAP, log, plan.loops());
        try (Patience patience = new Patience();
                SystemProcess system = SystemProcess.start(launch, new Random(), patience);
                RtcClients clients = new RtcClients(new ClientSettings(
                        CLIENT_LOOPS,
                        InetAddress.getLoopbackAddress(),
                        System::nanoTime,
                        () -> System.currentTimeMillis() * 1_000_000,
                        new SecureRandom()));
                Venue venue = new Venue(system.address(), clients, System::nanoTime)) {
            System.out.printf(
                    "Parley runs as process %d, its log is in %s%n",
                    system.jvm().pid(), log);
            return new SoakApplication(plan, system, patience, venue).soak(folder);
        }
    }

    private boolean soak(Path folder) throws IOException, InterruptedException {
        gather(FIRST_VISITS, false);
        Level before = settled(null);
        System.out.println("before: " + before);
        Duration time = Duration.ofMinutes(plan.minutes());
        double waited = Pressure.seconds();
        gather(time, true);
        pressurePercent = (Pressure.seconds() - waited) * 100 / time.toSeconds();
        System.out.println("everybody has left; waiting for what they leave behind to be let go");
        Level after = settled(before);
        System.out.println("after: " + after);
        if (!after.isBackAt(before)) {
            Path threads = system.log().resolveSibling("threads.json");
            system.jvm().threadsTo(threads);
            System.out.println("not back at the level before; all threads: " + threads);
        }
        Findings found = new Findings(
                gauges.heap(),
                gauges.resident(),
                before,
                after,
                stuck,
                List.copyOf(trouble),
                totals.visits().get(),
                totals.frames().get(),
                totals.lostPackets().get());
        List<Verdict> verdicts = Verdicts.of(found, (double) time.toSeconds());
        report(folder, found, verdicts);
        return verdicts.stream().allMatch(Verdict::holds);
    }

    /// Lets people come and go for so long.
    private void gather(Duration time, boolean measured) throws IOException, InterruptedException {
        AtomicBoolean open = new AtomicBoolean(true);
        Seat.Hall hall = new Seat.Hall(venue, Recording.standard(), plan.rooms(), open::get, totals, this::noteTrouble);
        Gathering gathering = new Gathering(hall, plan.participants(), measured ? plan.seed() : ~plan.seed());
        long beganNs = System.nanoTime();
        gathering.begin();
        for (int look = 0; System.nanoTime() - beganNs < time.toNanos() && system.isAlive(); look++) {
            patience.pass(LOOK);
            double seconds = (System.nanoTime() - beganNs) / NS_PER_S;
            for (String slot : gathering.stuck(System.nanoTime())) {
                stuck.add(slot + " at " + (long) seconds + " s");
                System.out.println("stuck: " + slot);
            }
            if (measured && look % LOOKS_PER_LINE == 0) {
                gauges.read(seconds, look % LOOKS_PER_COLLECTION == 0);
                System.out.println(line(seconds, gathering.present()));
            }
        }
        open.set(false);
        gathering.end();
    }

    private void noteTrouble(String what) {
        trouble.add(what);
        System.out.println("trouble: " + what);
    }

    private String line(double seconds, int present) throws IOException, InterruptedException {
        var usage = system.jvm().usage();
        return String.format(
                Locale.ROOT,
                "%5.0f s  %2d here  %4d visits  %9d frames  heap %5.1f MiB  resident %6.1f MiB  threads %3d  "
                        + "descriptors %3d  stuck %d  trouble %d",
                seconds,
                present,
                totals.visits().get(),
                totals.frames().get(),
                gauges.lastHeapBytes() / MIB,
                gauges.lastResidentBytes() / MIB,
                usage.threads(),
                usage.descriptors(),
                stuck.size(),
                trouble.size());
    }

    /// What the system holds once it is back at this level, or has had its time. Without one, when that time is over.
    private Level settled(@org.jspecify.annotations.Nullable Level goal) throws IOException, InterruptedException {
        long beganNs = System.nanoTime();
        Level now = gauges.level();
        while (System.nanoTime() - beganNs < LET_GO.toNanos() && (goal == null || !now.isBackAt(goal))) {
            patience.pass(LOOK.multipliedBy(5));
            now = gauges.level();
        }
        return now;
    }

    private void report(Path folder, Findings found, List<Verdict> verdicts) throws IOException, InterruptedException {
        Machine here = Machine.here(Instant.now());
        String machine = ("%d cores shared by the system and its visitors (something waited for one in %.0f %% of "
                        + "the time), Linux %s, Java %s")
                .formatted(here.cores(), pressurePercent, here.kernel(), here.java());
        var occasion = new SoakReport.Occasion(here.date(), here.commit(), machine, plan);
        String report = SoakReport.of(occasion, found, verdicts);
        Files.createDirectories(folder);
        Path file = folder.resolve(here.date() + "-soak.md");
        Files.writeString(file, report);
        System.out.printf("%n%s%nwritten to %s%n", report, file);
        verdicts.stream()
                .filter(verdict -> !verdict.holds())
                .forEach(verdict -> System.out.printf(
                        "FAILS: %s: %s (expected: %s)%n", verdict.criterion(), verdict.seen(), verdict.expected()));
    }
}
