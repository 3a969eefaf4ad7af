package dev.parley.loadtest.system;

import dev.parley.loadtest.meeting.Venue;
import dev.parley.loadtest.node.NodeApi;
import dev.parley.loadtest.node.Patience;
import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import redis.embedded.core.ExecutableProvider;

/// A Parley as in production: several signaling instances, several media nodes and one Redis, each a
/// process on a machine of its own in a [Network]. On the class path of this process. Closing it ends all
/// of them.
public final class Fleet implements AutoCloseable {
    private static final String SIGNALING = "dev.parley.signaling.app.SignalingApplication";
    private static final String NODE = "dev.parley.media.app.MediaNodeApplication";
    private static final String KEY = "loadtest";
    private static final String SECRET = "a-secret-of-the-load-test-that-is-long-enough";
    private static final String NODE_SECRET = "a-secret-of-the-nodes-of-the-load-test";
    private static final int HTTP_PORT = 8088;
    private static final int NODE_HTTP_PORT = 9108;
    private static final int MEDIA_PORT = 10_008;
    private static final int LINK_PORT = 9208;
    private static final int REDIS_PORT = 6388;
    private static final int OK = 200;
    private static final Duration ANSWER = Duration.ofSeconds(1);
    /// Six JVMs share what is often a small machine, and start again and again: each gets as much memory as
    /// it needs, for its classes too before the first garbage is collected, and a compiler that is soon done.
    private static final List<String> JVM = List.of(
            "-ea",
            "-Xmx320m",
            "-XX:MetaspaceSize=96m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseCompactObjectHeaders",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Xshare:auto",
            "-Xlog:cds=off",
            "-Xlog:cds+dynamic=off");

    private final Network network;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(ANSWER).build();
    private final List<FleetProcess> signaling = new ArrayList<>();
    private final List<FleetProcess> nodes = new ArrayList<>();
    private final FleetProcess redis;
    private final Path archives;
    private final String redisMachine;

    private Fleet(Machines machines, Network network, Folders folders) throws IOException {
        this.network = network;
        this.archives = folders.archives();
        this.redisMachine = machines.redis();
        String nodeUrls = machines.nodes().stream()
                .map(it -> "http://" + network.address(it) + ":" + port(NODE_HTTP_PORT, machines.nodes(), it))
                .collect(Collectors.joining(","));
        this.redis = process(
                machines.redis(),
                redisCommand(network.address(machines.redis())),
                Map.of(),
                new Place(folders.logs(), () -> accepts(network.address(machines.redis()))));
        for (String name : machines.signaling()) {
            Map<String, String> settings = Map.of(
                    "PARLEY_HTTP_PORT", Integer.toString(HTTP_PORT),
                    "PARLEY_HTTP_ADDRESS", network.address(name),
                    "PARLEY_REDIS_URL", redisUrl(),
                    "PARLEY_NODES", nodeUrls,
                    "PARLEY_NODE_SECRET", NODE_SECRET,
                    "PARLEY_API_KEY", KEY,
                    "PARLEY_API_SECRET", SECRET);
            URI live = origin(name).resolve("/health/live");
            signaling.add(
                    process(name, java(SIGNALING, name), settings, new Place(folders.logs(), () -> answers(live))));
        }
        for (String name : machines.nodes()) {
            Map<String, String> settings = new HashMap<>(Map.of(
                    "PARLEY_NODE_ID", name,
                    "PARLEY_NODE_HTTP_PORT", port(NODE_HTTP_PORT, machines.nodes(), name),
                    "PARLEY_NODE_SECRET", NODE_SECRET,
                    "PARLEY_MEDIA_PORT", Integer.toString(MEDIA_PORT),
                    "PARLEY_BIND", network.address(name),
                    "PARLEY_ANNOUNCE", network.address(name),
                    "PARLEY_LOOPS", "1",
                    "PARLEY_WARM_UP_SECONDS", Integer.toString(machines.warmUpSeconds()),
                    "PARLEY_LINK_PORT", port(LINK_PORT, machines.nodes(), name),
                    "PARLEY_LINK_ANNOUNCE", network.address(name)));
            String own = network.address(name) + ":" + port(NODE_HTTP_PORT, machines.nodes(), name);
            URI up = URI.create("http://" + own + "/health/ready");
            nodes.add(process(name, java(NODE, name), settings, new Place(folders.logs(), () -> answers(up))));
        }
    }

    /// Where processes write.
    ///
    /// @param logs one of each process
    /// @param archives of classes, kept from run to run: who starts from one starts faster
    public record Folders(Path logs, Path archives) {}

    /// The names of all machines.
    ///
    /// @param warmUpSeconds of a media node
    public record Machines(List<String> signaling, List<String> nodes, String redis, int warmUpSeconds) {
        /// Who is killed again and again has others to serve on the same cores, and does not rehearse.
        private static final int HASTY_SECONDS = 1;
        /// More than it takes until moves are as short as they get.
        private static final int CALM_SECONDS = 30;

        public Machines {
            signaling = List.copyOf(signaling);
            nodes = List.copyOf(nodes);
        }

        /// So many of each, and one Redis.
        public static Machines of(int signaling, int nodes) {
            return new Machines(named("signaling-", signaling), named("node-", nodes), "redis", HASTY_SECONDS);
        }

        /// The same, and their media nodes are ready when they have rehearsed everything.
        public Machines calm() {
            return new Machines(signaling, nodes, redis, CALM_SECONDS);
        }

        private static List<String> named(String prefix, int count) {
            return IntStream.rangeClosed(1, count).mapToObj(it -> prefix + it).toList();
        }

        public List<String> all() {
            return Stream.of(signaling, nodes, List.of(redis))
                    .flatMap(List::stream)
                    .toList();
        }
    }

    /// One of its own for each node, which listens on all addresses: they may share a machine.
    private static String port(int first, List<String> nodes, String node) {
        return Integer.toString(first + nodes.indexOf(node));
    }

    private record Place(Path folder, java.util.function.BooleanSupplier ready) {}

    /// Starts all and waits until each is ready.
    public static Fleet start(Machines machines, Network network, Folders folders, Patience patience)
            throws IOException, InterruptedException {
        Fleet fleet = new Fleet(machines, network, folders);
        try {
            fleet.redis.start();
            fleet.redis.awaitReady(patience);
            for (FleetProcess process : fleet.all()) {
                if (process != fleet.redis) {
                    process.start();
                }
            }
            for (FleetProcess process : fleet.all()) {
                process.awaitReady(patience);
            }
            return fleet;
        } catch (IOException | InterruptedException e) {
            fleet.close();
            throw e;
        }
    }

    private FleetProcess process(String name, List<String> words, Map<String, String> environment, Place place) {
        List<String> command = new ArrayList<>(network.entry(name));
        command.addAll(words);
        return new FleetProcess(
                new FleetProcess.Command(name, command, environment),
                place.folder().resolve(name + ".log"),
                place.ready());
    }

    /// The first of each program leaves an archive of its classes behind when it ends, from which all start
    /// faster the next time. One of other classes is not used.
    private List<String> java(String program, String machine) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(JVM);
        words.add("-XX:SharedArchiveFile=" + archives.resolve(program + ".jsa"));
        if (machine.endsWith("-1")) {
            words.add("-XX:+AutoCreateSharedArchive");
        }
        words.addAll(List.of("-cp", libraries(), program));
        return words;
    }

    /// Without a folder on the class path an archive can be made. In a build there are folders of other modules, and
    /// then there is none.
    private static String libraries() {
        String own = Path.of(URI.create(Fleet.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toString()))
                .toString();
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(it -> !Path.of(it).toAbsolutePath().toString().equals(own))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static List<String> redisCommand(String address) throws IOException {
        String program = ExecutableProvider.newJarResourceProvider().get().getAbsolutePath();
        String port = Integer.toString(REDIS_PORT);
        return List.of(program, "--bind", address, "--port", port, "--save", "", "--appendonly", "no");
    }

    private static boolean accepts(String address) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, REDIS_PORT), (int) ANSWER.toMillis());
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private boolean answers(URI health) {
        try {
            HttpRequest request = HttpRequest.newBuilder(health).timeout(ANSWER).build();
            return http.send(request, BodyHandlers.discarding()).statusCode() == OK;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private URI origin(String machine) {
        return URI.create("http://" + network.address(machine) + ":" + HTTP_PORT);
    }

    /// The ways in, one for each signaling instance.
    public List<Venue.Address> addresses() {
        return signaling.stream()
                .map(it -> new Venue.Address(origin(it.name()), KEY, SECRET))
                .toList();
    }

    public String redisUrl() {
        return "redis://" + network.address(redisMachine) + ":" + REDIS_PORT;
    }

    public Network network() {
        return network;
    }

    /// The API of a node.
    public NodeApi api(FleetProcess node) {
        return new NodeApi("http://" + network.address(node.name()) + ":" + NODE_HTTP_PORT, NODE_SECRET);
    }

    public List<FleetProcess> signaling() {
        return List.copyOf(signaling);
    }

    public List<FleetProcess> nodes() {
        return List.copyOf(nodes);
    }

    public FleetProcess redis() {
        return redis;
    }

    /// In the order of their machines.
    public List<FleetProcess> all() {
        return Stream.of(signaling, nodes, List.of(redis)).flatMap(List::stream).toList();
    }

    @Override
    public void close() {
        http.shutdownNow();
        all().parallelStream().forEach(FleetProcess::close);
    }
}
