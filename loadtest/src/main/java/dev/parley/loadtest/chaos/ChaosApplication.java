package dev.parley.loadtest.chaos;

import dev.parley.loadtest.meeting.Venue;
import dev.parley.loadtest.node.Patience;
import dev.parley.loadtest.recording.Recording;
import dev.parley.loadtest.report.Machine;
import dev.parley.loadtest.report.Options;
import dev.parley.loadtest.report.Pressure;
import dev.parley.loadtest.system.BridgedNetwork;
import dev.parley.loadtest.system.Fleet;
import dev.parley.loadtest.system.Network;
import dev.parley.loadtest.system.PlainNetwork;
import dev.parley.room.NodeId;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/// `make chaos`: everything that can die, hang or be cut off does so while meetings are under way. Run on
/// the class path of this module, in a network namespace of its own where that can be made
/// (`scripts/chaos`): ``` ChaosApplication <namespaces|loopback> <folder for logs> <folder for the report>
/// [--minutes n] [--seed n] [--seeds n] [--rooms n] [--people n] [--pairs percent] [--line-seconds n] ```
/// Exit code 1 when a meeting, a role or a place is lost, a view is unequal, or somebody has no media 20 s
/// after a fault. Holes are printed and fail nothing.
public final class ChaosApplication {
    private static final int CLIENT_LOOPS = 1;
    private static final int SIGNALING = 3;
    private static final int NODES = 3;
    private static final Fleet.Machines MACHINES = Fleet.Machines.of(SIGNALING, NODES);
    private static final String NAMESPACES = "namespaces";

    private final ChaosPlan plan;
    private final Network network;
    private final Path logs;
    private final Duration line;

    /// @param line how often progress is told
    private ChaosApplication(ChaosPlan plan, Network network, Path logs, Duration line) {
        this.plan = plan;
        this.network = network;
        this.logs = logs;
        this.line = line;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Options options = Options.of(arguments);
        ChaosPlan plan = new ChaosPlan(
                options.number("--minutes", 20),
                options.number("--rooms", 10),
                options.number("--people", 5),
                SIGNALING,
                NODES,
                options.number("--pairs", 0));
        int firstSeed = options.number("--seed", 1);
        Duration line = Duration.ofSeconds(options.number("--line-seconds", 1));
        int seeds = options.number("--seeds", 1);
        String where = options.word("namespaces or loopback");
        Path logs = Path.of(options.word("folder for logs"));
        Path folder = Path.of(options.word("folder for the report"));
        options.end();
        Network network =
                where.equals(NAMESPACES) ? BridgedNetwork.lay(MACHINES.all()) : PlainNetwork.loopback(MACHINES.all());
        System.out.println("The logs of all processes are in " + logs);
        var application = new ChaosApplication(plan, network, logs, line);
        System.exit(application.run(firstSeed, seeds, folder) ? 0 : 1);
    }

    private boolean run(int firstSeed, int seeds, Path folder) throws IOException, InterruptedException {
        Machine here = Machine.here(Instant.now());
        Files.createDirectories(folder);
        List<ChaosReport.Seeded> all = new ArrayList<>();
        double waited = Pressure.seconds();
        long beganNs = System.nanoTime();
        for (int seed = firstSeed; seed < firstSeed + seeds; seed++) {
            ChaosRun.Story story = seeded(seed);
            String picture = here.date() + (seed == firstSeed ? "-chaos.svg" : "-chaos-" + seed + ".svg");
            String title = "Faults and holes, seed %d, commit %s, %s".formatted(seed, here.commit(), here.date());
            Files.writeString(folder.resolve(picture), Timeline.draw(title, MACHINES.all(), story));
            all.add(new ChaosReport.Seeded(seed, story, picture));
        }
        double percent = (Pressure.seconds() - waited) * 100 * 1e9 / (System.nanoTime() - beganNs);
        String machine = ("%s (%d cores shared by the system and its participants; something waited for one in %.0f %% "
                        + "of the time), Linux %s, Java %s")
                .formatted(here.processor(), here.cores(), percent, here.kernel(), here.java());
        var occasion = new ChaosReport.Occasion(here.date(), here.commit(), machine, plan, network.hasCables());
        String report = ChaosReport.of(occasion, all);
        Path file = folder.resolve(here.date() + "-chaos.md");
        Files.writeString(file, report);
        System.out.printf("%n%s%nwritten to %s%n", report, file);
        return all.stream().flatMap(it -> it.story().outcomes().stream()).allMatch(Outcome::holds);
    }

    private static List<NodeId> nodes() {
        return MACHINES.nodes().stream().map(NodeId::new).toList();
    }

    private ChaosRun.Story seeded(int seed) throws IOException, InterruptedException {
        List<Fault.Kind> kinds = Fault.Kind.drawn(network.hasCables());
        AtomicBoolean open = new AtomicBoolean(true);
        AtomicBoolean deeds = new AtomicBoolean();
        Path folder = Files.createDirectories(logs.resolve("seed-" + seed));
        try (Patience patience = new Patience();
                Fleet fleet = Fleet.start(MACHINES, network, new Fleet.Folders(folder, logs), patience);
                RtcClients clients = new RtcClients(new ClientSettings(
                        CLIENT_LOOPS,
                        InetAddress.ofLiteral(network.hub()),
                        System::nanoTime,
                        () -> System.currentTimeMillis() * 1_000_000,
                        new SecureRandom()));
                RedisLink redis = RedisLink.connect(fleet.redisUrl())) {
            System.out.printf(
                    "seed %d: all %d processes are ready%n", seed, fleet.all().size());
            List<Venue> venues = fleet.addresses().stream()
                    .map(it -> new Venue(it, clients, System::nanoTime))
                    .toList();
            var hall = new Member.Hall(
                    venues, Recording.standard(), System::nanoTime, open::get, deeds::get, _ -> Optional.empty());
            Crowd crowd = new Crowd(plan, hall, seed);
            var tools = new ChaosRun.Tools(
                    new Saboteur(fleet, patience),
                    new Spread(venues.getFirst(), crowd.rooms(), nodes()),
                    network::address,
                    NODES,
                    SIGNALING,
                    Crowd.truth(RedisStores.over(redis).rooms()),
                    deeds,
                    patience,
                    line,
                    System::nanoTime);
            try {
                return new ChaosRun(tools, crowd).run(new Schedule(seed, plan, kinds), plan.time());
            } finally {
                open.set(false);
                venues.forEach(Venue::close);
            }
        }
    }
}
