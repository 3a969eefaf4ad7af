package dev.parley.loadtest.carry;

import dev.parley.loadtest.carry.wire.Wires;
import dev.parley.loadtest.chaos.ChaosPlan;
import dev.parley.loadtest.chaos.Crowd;
import dev.parley.loadtest.chaos.Member;
import dev.parley.loadtest.meeting.Venue;
import dev.parley.loadtest.node.Patience;
import dev.parley.loadtest.recording.Recording;
import dev.parley.loadtest.report.Machine;
import dev.parley.loadtest.report.Options;
import dev.parley.loadtest.report.Pressure;
import dev.parley.loadtest.system.BridgedNetwork;
import dev.parley.loadtest.system.Fleet;
import dev.parley.loadtest.system.Network;
import dev.parley.rtc.client.ClientSettings;
import dev.parley.rtc.client.RtcClients;
import dev.parley.signaling.store.redis.RedisLink;
import dev.parley.signaling.store.redis.RedisStores;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// `make bench-carry`: what happens to people when their session goes from node to node, and what it costs
/// that it can. Run on the class path of this module, in a network namespace of its own
/// (`scripts/bench-carry`): ``` CarryApplication <folder for logs> <folder for the report> [--times n]
/// [--moves n] [--sessions n] [--rooms n] [--people n] [--line-seconds n] ``` A part of which there is
/// nothing to do (`--moves 0`) is left out. Exit code 1 when a session that was carried shook hands, an
/// SRTP index came twice, a node went on encrypting for what it had lost, or somebody lost a role, a place,
/// a view or media. Times are printed and fail nothing.
public final class CarryApplication {
    private static final int CLIENT_LOOPS = 1;
    private static final int SIGNALING = 1;
    private static final int NODES = 3;
    private static final long SEED = 7;
    /// All JVMs have compiled what a meeting needs.
    private static final Duration SETTLE = Duration.ofSeconds(10);
    private static final Duration MEDIA = Duration.ofSeconds(20);

    private final CarryPlan plan;
    private final Path logs;
    private final Duration line;

    /// @param line how often progress is told
    private CarryApplication(CarryPlan plan, Path logs, Duration line) {
        this.plan = plan;
        this.logs = logs;
        this.line = line;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Options options = Options.of(arguments);
        CarryPlan plan = new CarryPlan(
                options.number("--rooms", 10),
                options.number("--people", 5),
                options.number("--times", 3),
                options.number("--moves", 200),
                options.number("--sessions", 1_000));
        Duration line = Duration.ofSeconds(options.number("--line-seconds", 1));
        Path logs = Path.of(options.word("folder for logs"));
        Path folder = Path.of(options.word("folder for the report"));
        options.end();
        Files.createDirectories(logs);
        System.out.println("The logs of all processes are in " + logs);
        System.exit(new CarryApplication(plan, logs, line).run(folder) ? 0 : 1);
    }

    private boolean run(Path folder) throws IOException, InterruptedException {
        Machine here = Machine.here(Instant.now());
        double waited = Pressure.seconds();
        long beganNs = System.nanoTime();
        Cost cost = plan.sessions() > 0 ? cost() : null;
        CarryReport.Findings findings = carried(cost);
        double percent = (Pressure.seconds() - waited) * 100 * 1e9 / (System.nanoTime() - beganNs);
        String machine = ("%s (%d cores shared by the system and its participants; something waited for one in %.0f %% "
                        + "of the time), Linux %s, Java %s")
                .formatted(here.processor(), here.cores(), percent, here.kernel(), here.java());
        var occasion = new CarryReport.Occasion(here.date(), here.commit(), machine, plan, here.cores());
        String report = CarryReport.of(occasion, findings);
        Files.createDirectories(folder);
        Path file = folder.resolve(here.date() + "-carry.md");
        Files.writeString(file, report);
        System.out.printf("%n%s%nwritten to %s%n", report, file);
        return findings.hold();
    }

    private static RtcClients clients(String address) {
        return new RtcClients(new ClientSettings(
                CLIENT_LOOPS,
                InetAddress.ofLiteral(address),
                System::nanoTime,
                () -> System.currentTimeMillis() * 1_000_000,
                new SecureRandom()));
    }

    private Cost cost() throws IOException, InterruptedException {
        try (Patience patience = new Patience();
                RtcClients clients = clients("127.0.0.1")) {
            return new CostRun(clients, logs, patience, System::nanoTime).run(plan.sessions());
        }
    }

    private CarryReport.Findings carried(@Nullable Cost cost) throws IOException, InterruptedException {
        if (plan.times() == 0 && plan.moves() == 0) {
            return new CarryReport.Findings(List.of(), null, cost, 0, List.of());
        }
        Fleet.Machines machines = Fleet.Machines.of(SIGNALING, NODES);
        Network network = BridgedNetwork.lay(machines.all());
        AtomicBoolean open = new AtomicBoolean(true);
        Wires wires = new Wires(System::nanoTime);
        try (Patience patience = new Patience();
                Fleet fleet = Fleet.start(machines, network, new Fleet.Folders(logs, logs), patience);
                RtcClients clients = clients(network.hub());
                RedisLink redis = RedisLink.connect(fleet.redisUrl());
                Venue venue = new Venue(fleet.addresses().getFirst(), clients, System::nanoTime)) {
            var hall = new Member.Hall(
                    List.of(venue), Recording.standard(), System::nanoTime, open::get, () -> false, wires::next);
            var crowd = new Crowd(new ChaosPlan(0, plan.rooms(), plan.people(), SIGNALING, NODES, 0), hall, SEED);
            var bed = new Bed(
                    fleet,
                    crowd,
                    wires,
                    new Ferry(venue, crowd.rooms(), patience, System::nanoTime),
                    Crowd.truth(RedisStores.over(redis).rooms()),
                    patience,
                    System::nanoTime);
            crowd.begin();
            try (Progress progress = new Progress(crowd, line, System::nanoTime)) {
                return carried(bed, progress, cost);
            } finally {
                open.set(false);
                crowd.end();
            }
        }
    }

    private CarryReport.Findings carried(Bed bed, Progress progress, @Nullable Cost cost)
            throws IOException, InterruptedException {
        bed.patience().pass(SETTLE);
        if (!bed.patience().until(() -> bed.crowd().silent(bed.nowNs()).isEmpty(), MEDIA)) {
            throw new IOException("before anything happened these had no media: "
                    + bed.crowd().silent(bed.nowNs()));
        }
        bed.crowd().note(bed.store());
        List<Struck> struck = plan.times() > 0 ? new FailoverRun(bed, progress).run(plan.times()) : List.of();
        Moved moved = plan.moves() > 0 ? new MovesRun(bed, progress).run(plan.moves()) : null;
        Wires wires = bed.wires();
        return new CarryReport.Findings(struck, moved, cost, wires.repeats(), wires.repeated());
    }
}
