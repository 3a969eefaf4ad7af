package dev.parley.media.app;

import dev.parley.media.control.NodeSettings;
import dev.parley.media.drain.DrainOrder;
import dev.parley.media.link.LinkSettings;
import dev.parley.media.load.Capacity;
import dev.parley.room.NodeId;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/// What the environment says, with the defaults of a laptop. `docs/configuration.md` lists all of it.
final class ShellSettings {
    /// Known to everybody, so never good enough for production.
    static final String DEVELOPMENT_SECRET = "parley-development-node-secret";

    private static final int FIRST_MEDIA_PORT = 10_000;
    private static final int HTTP_PORT = 9100;
    private static final int LINK_PORT = 9200;
    private static final int HIGHEST_PORT = 65_535;
    /// More loops than any machine has cores for; each takes a port and a thread.
    private static final int MOST_LOOPS = 1_024;

    /// Two free cores are through in six seconds; who starts a meeting on a busy laptop does not wait for much longer.
    private static final int WARM_UP_SECONDS = 10;

    private static final int MOST_WARM_UP_SECONDS = 60;

    /// Half of what a container is usually given until it is killed.
    private static final int STOP_SECONDS = 5;

    private static final int INSTANCE_BYTES = 8;

    /// Bounds of capacities: beyond what any machine forwards today, so that a slip of the keys is seen.
    private static final int MOST_PACKETS = 1_000_000_000;

    private static final int MOST_MBPS = 2_000_000;
    private static final int MOST_LAG_MS = 10_000;
    private static final int MOST_PARTICIPANTS = 100_000;

    /// The longest name a machine has in Kubernetes, and the longest that DNS knows.
    private static final int MOST_MACHINE_CHARS = 253;

    /// Beyond this it is a machine of many networks, not a choice: each address costs a socket for every loop.
    private static final int MOST_BOUND = 16;

    private final Environment environment;
    private final SecureRandom random;

    ShellSettings(Environment environment, SecureRandom random) {
        this.environment = environment;
        this.random = random;
    }

    /// Shared by signaling and its nodes.
    String secret() {
        String secret = environment.getProperty("parley.node-secret", DEVELOPMENT_SECRET);
        boolean production = "production".equals(environment.getProperty("parley.profile"));
        if (secret.isBlank() || (production && secret.equals(DEVELOPMENT_SECRET))) {
            throw new BadSetting("PARLEY_NODE_SECRET: not set (expected: a secret of your own)");
        }
        return secret;
    }

    /// Throws a [BadSetting] for the first that makes no sense.
    void check() {
        var _ = secret();
        var _ = httpPort();
        var _ = warmUpSeconds();
        var _ = farewell();
        var _ = link();
        var _ = node(() -> 0);
    }

    NodeSettings node(LongSupplier clock) {
        List<InetAddress> bind = bind();
        int loops = number("parley.loops", Runtime.getRuntime().availableProcessors(), 1, MOST_LOOPS);
        int lastFirstPort = HIGHEST_PORT - loops + 1;
        return new NodeSettings(
                nodeId(),
                randomHex(),
                bind,
                number("parley.media-port", FIRST_MEDIA_PORT, 0, lastFirstPort),
                announced(bind.getFirst()),
                loops,
                clock,
                random,
                capacity(loops),
                machine());
    }

    /// Nodes of one machine do not keep records for one another while there are others.
    private @Nullable String machine() {
        String told = environment.getProperty("parley.machine", "").strip();
        if (told.length() > MOST_MACHINE_CHARS) {
            throw new BadSetting(
                    "PARLEY_MACHINE: " + told + " (expected: at most " + MOST_MACHINE_CHARS + " characters)");
        }
        return told.isEmpty() ? null : told;
    }

    /// What the node takes on, where somebody says other than what its loops usually do.
    private Capacity capacity(int loops) {
        Capacity usual = Capacity.of(loops);
        int packets = number("parley.capacity-packets", (int) usual.packetsPerSecond(), 1, MOST_PACKETS);
        int mbps = number("parley.capacity-egress-mbps", loops * Capacity.LOOP_EGRESS_MBPS, 1, MOST_MBPS);
        int lagMs = number("parley.capacity-lag-ms", Capacity.LAG_MS, 1, MOST_LAG_MS);
        int participants = number("parley.capacity-participants", 0, 0, MOST_PARTICIPANTS);
        return new Capacity(
                packets, mbps * Capacity.MBPS, lagMs * Capacity.MS_NS, participants == 0 ? null : participants);
    }

    /// Of the node's own HTTP. Read here too, so that a wrong one is told like every other setting.
    int httpPort() {
        return number("parley.node-http-port", HTTP_PORT, 0, HIGHEST_PORT);
    }

    /// The longest time the node may rehearse before it is ready; 0: it does not.
    int warmUpSeconds() {
        return number("parley.warm-up-seconds", WARM_UP_SECONDS, 0, MOST_WARM_UP_SECONDS);
    }

    /// What the node does with its rooms when its process is told to stop.
    DrainOrder.Stop farewell() {
        return new DrainOrder.Stop(
                number("parley.stop-seconds", STOP_SECONDS, 1, DrainOrder.Give.MOST_SECONDS),
                number("parley.stop-rooms-per-second", 0, 0, DrainOrder.Give.MOST_ROOMS_PER_SECOND));
    }

    /// Where other nodes find this one. It listens at the address it announces if that is its own, else at all.
    LinkSettings link() {
        String told = environment.getProperty("parley.link-announce", "").strip();
        if (told.chars().anyMatch(it -> it <= ' ' || it == '/' || it == '[' || it == ']')) {
            throw new BadSetting("PARLEY_LINK_ANNOUNCE: " + told + " (expected: a host name or an IP address)");
        }
        String announce = told.isEmpty() ? ownHost() : told;
        return new LinkSettings(bindFor(announce), number("parley.link-port", LINK_PORT, 0, HIGHEST_PORT), announce);
    }

    private String ownHost() {
        String http = environment.getProperty("server.address");
        boolean onlyHere = bind().stream().allMatch(InetAddress::isLoopbackAddress)
                || (http != null && address("SERVER_ADDRESS", http).isLoopbackAddress());
        return onlyHere
                ? "127.0.0.1"
                : own(InetAddress.ofLiteral("0.0.0.0")).getFirst().getHostAddress();
    }

    private static InetAddress bindFor(String announce) {
        try {
            InetAddress address = InetAddress.getByName(announce);
            if (isOwn(address)) {
                return address;
            }
        } catch (UnknownHostException _) {
            // a name that only others know, or that will be known once the node is ready
        }
        return InetAddress.ofLiteral(announce.contains(":") ? "::" : "0.0.0.0");
    }

    private NodeId nodeId() {
        String told = environment.getProperty("parley.node-id");
        if (told == null) {
            return new NodeId("node-" + randomHex());
        }
        if (!NodeId.isValid(told)) {
            throw new BadSetting("PARLEY_NODE_ID: " + told + " (expected: 1..64 of A-Z a-z 0-9 _ -)");
        }
        return new NodeId(told);
    }

    /// Where only addresses of this machine are announced, each gets its own doors: an answer from a socket
    /// that listens everywhere leaves from the address the route prefers, and a client takes it for a
    /// stranger's.
    private List<InetAddress> bind() {
        String told = environment.getProperty("parley.bind");
        if (told != null) {
            return List.of(address("PARLEY_BIND", told));
        }
        InetAddress everywhere = InetAddress.ofLiteral("0.0.0.0");
        List<InetAddress> announced = announced(everywhere);
        boolean each = announced.size() <= MOST_BOUND && announced.stream().allMatch(ShellSettings::isOwn);
        return each ? announced : List.of(everywhere);
    }

    private static boolean isOwn(InetAddress address) {
        try {
            return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException _) {
            return false;
        }
    }

    private int number(String property, int otherwise, int least, int most) {
        String text =
                environment.getProperty(property, Integer.toString(otherwise)).strip();
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException _) {
            // told below
        }
        throw new BadSetting(variable(property) + ": " + text + " (expected: " + least + ".." + most + ")");
    }

    /// As it is called in the environment, and in `docs/configuration.md`.
    private static String variable(String property) {
        return property.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    private String randomHex() {
        byte[] bytes = new byte[INSTANCE_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private List<InetAddress> announced(InetAddress bind) {
        String[] told = environment.getProperty("parley.announce", String[].class, new String[0]);
        if (told.length > 0) {
            return Arrays.stream(told)
                    .map(text -> address("PARLEY_ANNOUNCE", text.strip()))
                    .distinct()
                    .toList();
        }
        return bind.isAnyLocalAddress() ? own(bind) : List.of(bind);
    }

    /// This machine's addresses of the same family; the loopback one only where there is nothing else.
    private static List<InetAddress> own(InetAddress bind) {
        List<InetAddress> found = new ArrayList<>();
        try {
            NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(it -> !it.isLoopbackAddress() && !it.isLinkLocalAddress() && !it.isMulticastAddress())
                    .filter(it -> it instanceof Inet4Address || !(bind instanceof Inet4Address))
                    .forEach(found::add);
        } catch (SocketException unreadable) {
            throw new IllegalStateException("the machine's addresses cannot be read", unreadable);
        }
        return found.isEmpty()
                ? List.of(InetAddress.ofLiteral(bind instanceof Inet4Address ? "127.0.0.1" : "::1"))
                : found;
    }

    private static InetAddress address(String setting, String text) {
        try {
            return InetAddress.getAllByName(text)[0];
        } catch (UnknownHostException _) {
            throw new BadSetting(setting + ": " + text + " (expected: an IP address)");
        }
    }
}
