package dev.parley.e2e;

import dev.parley.e2e.machines.ApiServer;
import dev.parley.e2e.machines.Faults;
import dev.parley.e2e.machines.Programs;
import dev.parley.e2e.report.Row;
import dev.parley.e2e.report.Table;
import dev.parley.e2e.stage.Chromiums;
import dev.parley.e2e.stage.FirstFrame;
import dev.parley.e2e.stage.Gathering;
import dev.parley.e2e.stage.Progress;
import dev.parley.e2e.stage.Stage;
import dev.parley.e2e.system.Diary;
import dev.parley.e2e.system.Installation;
import dev.parley.e2e.system.Release;
import dev.parley.e2e.trials.Charts;
import dev.parley.e2e.trials.Deaths;
import dev.parley.e2e.trials.Drains;
import dev.parley.e2e.trials.Machines;
import dev.parley.e2e.trials.Trial;
import dev.parley.loadtest.meeting.Venue;
import dev.parley.loadtest.node.Patience;
import dev.parley.loadtest.report.Machine;
import dev.parley.loadtest.report.Options;
import dev.parley.rtc.client.ClientSettings;
import dev.parley.rtc.client.RtcClients;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// `make e2e`, run where the cluster is reached (`scripts/e2e` does so):
/// ```
/// E2eApplication <short|long|trial,trial> <registry> <version> <next media node> <redis> <folder for the report>
///     [--rooms n] [--people n] [--nodes n] [--line-seconds n]
/// ```
/// Exit code 1 when anything does not hold. Holes are printed and fail nothing.
public final class E2eApplication {
    private static final Duration FIRST_FRAME = Duration.ofMinutes(5);
    /// Most looks ask the API server, which shares its processors with those who meet: often enough to be in time for
    /// phases of a second, and no load by itself.
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final String LOGS = "e2e/cluster/target/logs";
    private static final int CLIENT_LOOPS = 1;
    private static final int SECRET_BYTES = 32;
    private static final int RUN_BYTES = 3;

    private final Stage.Tools tools;
    private final Installation installation;
    private final Stage.Size size;
    private final List<Row> rows = new ArrayList<>();

    private E2eApplication(Stage.Tools tools, Installation installation, Stage.Size size) {
        this.tools = tools;
        this.installation = installation;
        this.size = size;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Options options = Options.of(arguments);
        var people = new Gathering.Size(options.number("--rooms", 12), options.number("--people", 5));
        int nodes = options.number("--nodes", 3);
        Duration line = Duration.ofSeconds(options.number("--line-seconds", 10));
        String form = options.word("short, long, or names of trials with commas between");
        var release = new Release(
                options.word("registry"),
                options.word("version"),
                options.word("next media node"),
                options.word("image of Redis"));
        Path folder = Path.of(options.word("folder for the report"));
        options.end();
        var random = new SecureRandom();
        var names = new Installation.Names(hex(random, RUN_BYTES), hex(random, SECRET_BYTES));
        var programs = new Programs(Path.of("").toAbsolutePath(), names.namespace());
        try (KubernetesClient client = ApiServer.client();
                Progress progress = new Progress(line, System::nanoTime);
                Patience patience = new Patience(LOOK)) {
            var tools = new Stage.Tools(
                    programs, new Faults(programs, names.namespace()), progress, patience, System::nanoTime);
            var installation = new Installation(client, programs, release, names);
            var size = new Stage.Size(nodes, people);
            boolean held = new E2eApplication(tools, installation, size).run(form, folder);
            System.exit(held ? 0 : 1);
        }
    }

    private static String hex(SecureRandom random, int bytes) {
        byte[] drawn = new byte[bytes];
        random.nextBytes(drawn);
        return HexFormat.of().formatHex(drawn);
    }

    private boolean run(String form, Path folder) throws IOException, InterruptedException {
        installation.removeOthers();
        Thread remove = Thread.ofPlatform().unstarted(this::removeQuietly);
        Runtime.getRuntime().addShutdownHook(remove);
        installation.makeNamespace();
        long beganNs = System.nanoTime();
        tools.progress().now("helm install");
        installation.installCharts(tools.programs().file("charts"));
        installation.applyResources(size.nodes());
        try (Diary diary = Diary.of(installation, System::nanoTime);
                RtcClients clients = new RtcClients(new ClientSettings(
                        CLIENT_LOOPS,
                        InetAddress.ofLiteral("0.0.0.0"),
                        System::nanoTime,
                        () -> System.currentTimeMillis() * 1_000_000,
                        new SecureRandom()))) {
            tools.progress().watch(diary);
            List<Venue> venues = installation.doors().stream()
                    .map(it ->
                            new Venue(new Venue.Address(it, "app", installation.secret()), clients, System::nanoTime))
                    .toList();
            var stage = new Stage(tools, installation, diary, size);
            try {
                play(form, stage, venues, beganNs);
            } finally {
                stage.end();
                venues.forEach(Venue::close);
            }
        } finally {
            installation.keepLogs(tools.programs().file(LOGS));
            report(form, folder);
        }
        return rows.stream().allMatch(Row::holds);
    }

    private void play(String form, Stage stage, List<Venue> venues, long beganNs)
            throws IOException, InterruptedException {
        long firstNs = new FirstFrame(venues.getFirst(), tools.patience(), System::nanoTime).await(FIRST_FRAME);
        double seconds = (firstNs - beganNs) / 1e9;
        add(new Row.Seen("from `helm install` to the first received frame (aim: 90 s)", seconds, true, ""));
        stage.awaitSettled(size.nodes());
        seconds = (System.nanoTime() - beganNs) / 1e9;
        add(new Row.Seen("all Ready under pod security `restricted`", seconds, true, ""));
        String recording = stage.recording();
        boolean isOff = recording.contains("STALLED TRUE RecordingOff");
        add(new Row.Seen("a RecordingJob says that recording is off", seconds, isOff, recording));
        List<Trial> trials = trials(form);
        if (form.equals("short") || form.equals("long") || form.contains("chromium")) {
            add(new Chromiums(stage).meet());
        }
        if (trials.isEmpty()) {
            return;
        }
        stage.begin(venues);
        add(stage.during("nothing happens", () -> {
            tools.patience().pass(Duration.ofSeconds(20));
            return "";
        }));
        for (Trial trial : trials) {
            stage.spread();
            add(stage.during(trial.words(), () -> trial.deed().to(stage)));
        }
        if (trials.getLast().name().equals(Drains.WAITING)) {
            add(leaving(stage));
        }
    }

    /// The end of a drain that waits.
    private static Row leaving(Stage stage) throws InterruptedException {
        long fromNs = System.nanoTime();
        String name = "then everybody leaves, and the nodes are replaced";
        try {
            String ways = Drains.left(stage);
            return new Row.Seen(name, (System.nanoTime() - fromNs) / 1e9, true, ways);
        } catch (IOException failure) {
            return new Row.Seen(name, (System.nanoTime() - fromNs) / 1e9, false, String.valueOf(failure.getMessage()));
        }
    }

    private static List<Trial> trials(String form) {
        List<Trial> all = Stream.of(
                        Drains.all().stream(),
                        Deaths.all().stream(),
                        new Machines(InstantSource.system()).all().stream(),
                        Stream.of(Charts.upgrade(), Drains.waiting()))
                .flatMap(it -> it)
                .toList();
        return switch (form) {
            case "short" -> all.stream().filter(Trial::isShort).toList();
            case "long" -> all;
            default ->
                all.stream()
                        .filter(it -> List.of(form.split(",")).contains(it.name()))
                        .toList();
        };
    }

    private void add(Row row) {
        rows.add(row);
        if (!(row instanceof Row.Measured)) {
            tools.progress().say(row.line());
        }
    }

    private void report(String form, Path folder) throws IOException, InterruptedException {
        Machine here = Machine.here(Instant.now());
        String text = String.format(
                Locale.ROOT,
                """
                # Parley in a cluster, %s

                `make e2e` (%s), commit %s, in a cluster by way of `%s`, on %s (%d cores shared by \
                the cluster and those who meet), Linux %s: %d media nodes, %d participants in %d rooms. \
                Of each participant the longest hole while the trial lasted, in ms.

                %s
                %s
                """,
                here.date(),
                form,
                here.commit(),
                tools.programs().run(tools.programs().file("scripts/cluster").toString(), "way"),
                here.processor(),
                here.cores(),
                here.kernel(),
                size.nodes(),
                size.people().participants(),
                size.people().rooms(),
                Table.of(rows),
                Table.sum(rows));
        Files.createDirectories(folder);
        Path file = folder.resolve(here.date() + "-e2e.md");
        Files.writeString(file, text);
        System.out.printf("%n%s%nwritten to %s%n", text, file);
    }

    private void removeQuietly() {
        try {
            System.out.println("removing what this run made; logs are in " + LOGS);
            installation.remove();
        } catch (IOException | RuntimeException left) {
            System.out.println("not all could be removed, the next run will: " + left.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
