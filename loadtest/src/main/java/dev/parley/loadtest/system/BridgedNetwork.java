package dev.parley.loadtest.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Every machine is a network namespace with one cable to a bridge in the namespace of this process, which
/// has no way out. Whoever starts this process gives it a namespace of its own, and a `/run/netns` and
/// processes that vanish with it (`scripts/chaos`): so nothing is left behind, even by a crash, and two
/// runs never meet.
///
/// Hardware addresses are fixed and known to all, as on a network whose routers do not die with a machine:
/// a cut is silence, and no "host unreachable" betrays it.
public final class BridgedNetwork implements Network {
    private static final String BRIDGE = "bridge";
    private static final String NET = "10.77.0.";
    private static final int HUB = 1;
    private static final int FIRST = 11;
    /// A hardware address that nobody has: what is sent there arrives nowhere.
    private static final String NOWHERE = "02:77:00:00:00:ff";
    /// Of a token bucket: two packets at once.
    private static final String BURST = "3kb";
    /// How long a packet waits on a slow cable before it is given up.
    private static final String QUEUE = "400ms";

    private final List<String> machines;

    private BridgedNetwork(List<String> machines) {
        this.machines = List.copyOf(machines);
    }

    /// Lays all cables.
    public static BridgedNetwork lay(List<String> machines) throws IOException, InterruptedException {
        BridgedNetwork network = new BridgedNetwork(machines);
        run("ip link add " + BRIDGE + " type bridge");
        run("ip link set " + BRIDGE + " address " + hardware(HUB) + " up");
        run("ip addr add " + NET + HUB + "/24 dev " + BRIDGE);
        for (String machine : machines) {
            network.plug(machine);
        }
        for (String machine : machines) {
            for (String other : machines) {
                if (!other.equals(machine)) {
                    network.know(machine, other);
                }
            }
        }
        return network;
    }

    private void plug(String machine) throws IOException, InterruptedException {
        int number = number(machine);
        run("ip netns add " + machine);
        run("ip link add " + cable(machine) + " type veth peer name eth0 netns " + machine);
        run("ip link set " + cable(machine) + " master " + BRIDGE + " up");
        run("ip -n " + machine + " link set lo up");
        run("ip -n " + machine + " link set eth0 address " + hardware(number) + " up");
        run("ip -n " + machine + " addr add " + NET + number + "/24 dev eth0");
        run("ip -n " + machine + " neigh replace " + NET + HUB + " lladdr " + hardware(HUB)
                + " nud permanent dev eth0");
        run("ip neigh replace " + NET + number + " lladdr " + hardware(number) + " nud permanent dev " + BRIDGE);
    }

    private void know(String machine, String other) throws IOException, InterruptedException {
        tell(machine, other, hardware(number(other)));
    }

    private void tell(String machine, String other, String hardware) throws IOException, InterruptedException {
        run("ip -n " + machine + " neigh replace " + address(other) + " lladdr " + hardware
                + " nud permanent dev eth0");
    }

    private int number(String machine) {
        int index = machines.indexOf(machine);
        if (index < 0) {
            throw new IllegalArgumentException("machine: " + machine + " (expected: one of " + machines + ")");
        }
        return FIRST + index;
    }

    private static String hardware(int number) {
        return "02:77:00:00:00:%02x".formatted(number);
    }

    private String cable(String machine) {
        return "cable" + number(machine);
    }

    @Override
    public String hub() {
        return NET + HUB;
    }

    @Override
    public String address(String machine) {
        return NET + number(machine);
    }

    @Override
    public List<String> entry(String machine) {
        return List.of("nsenter", "--net=/run/netns/" + machine);
    }

    @Override
    public boolean hasCables() {
        return true;
    }

    /// Takes the cable out of the bridge: a link that goes down would be seen at its other end.
    @Override
    public void cut(String machine) throws IOException, InterruptedException {
        run("ip link set " + cable(machine) + " nomaster");
    }

    @Override
    public void mend(String machine) throws IOException, InterruptedException {
        run("ip link set " + cable(machine) + " master " + BRIDGE);
    }

    @Override
    public void part(String one, String other) throws IOException, InterruptedException {
        tell(one, other, NOWHERE);
        tell(other, one, NOWHERE);
    }

    @Override
    public void join(String one, String other) throws IOException, InterruptedException {
        know(one, other);
        know(other, one);
    }

    @Override
    public void slow(String machine, int kilobitsPerSecond) throws IOException, InterruptedException {
        String bucket = " root tbf rate " + kilobitsPerSecond + "kbit burst " + BURST + " latency " + QUEUE;
        run("tc qdisc replace dev " + cable(machine) + bucket);
        run("tc -n " + machine + " qdisc replace dev eth0" + bucket);
    }

    @Override
    public void speedUp(String machine) throws IOException, InterruptedException {
        run("tc qdisc del dev " + cable(machine) + " root");
        run("tc -n " + machine + " qdisc del dev eth0 root");
    }

    private static void run(String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(new ArrayList<>(List.of(command.split(" "))))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(command + ": " + said.strip());
        }
    }
}
