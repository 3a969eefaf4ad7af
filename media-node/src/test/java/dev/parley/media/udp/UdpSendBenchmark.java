package dev.parley.media.udp;

import com.sun.management.ThreadMXBean;
import dev.parley.media.udp.DoorSettings.Transport;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// What a sent packet costs the sending thread: processor time (not wall time) and garbage, over loopback, for each way
/// of sending. `mvn -pl media-node test-compile exec:java -Dexec.mainClass=dev.parley.media.udp.UdpSendBenchmark
/// -Dexec.classpathScope=test`. Loopback includes the receiver's half of the kernel's work; a network card does not.
public final class UdpSendBenchmark {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int PACKET_BYTES = 1_200;
    private static final long ROUND_NS = 700_000_000L;
    private static final int ROUNDS = 5;

    private UdpSendBenchmark() {}

    private record Shape(String name, int receivers, int segments) {}

    private record Cost(double cpuNs, double garbageBytes) {}

    public static void main(String[] arguments) throws Exception {
        List<Shape> shapes = List.of(
                new Shape("1 receiver x 1 packet", 1, 1),
                new Shape("1 receiver x 4 packets", 1, 4),
                new Shape("1 receiver x 32 packets", 1, 32),
                new Shape("100 receivers x 1 packet", 100, 1),
                new Shape("100 receivers x 4 packets", 100, 4));
        for (Transport transport : Transport.values()) {
            for (Shape shape : shapes) {
                measure(transport, shape);
            }
        }
    }

    private static void measure(Transport transport, Shape shape) throws Exception {
        MemorySegment slab = Doors.slab(shape.receivers() * shape.segments() * PACKET_BYTES, 1);
        try (var sinks = new Sinks(shape.receivers());
                UdpDoor door = Doors.open("127.0.0.1", transport, new Doors.Notebook());
                BurstSender sender = door.newSender()) {
            onLoop(door, () -> round(sender, sinks.addresses, slab, shape));
            Cost[] costs = new Cost[ROUNDS];
            for (int i = 0; i < ROUNDS; i++) {
                costs[i] = onLoop(door, () -> round(sender, sinks.addresses, slab, shape));
            }
            Arrays.sort(costs, (a, b) -> Double.compare(a.cpuNs(), b.cpuNs()));
            Cost median = costs[ROUNDS / 2];
            System.out.printf(
                    "%-14s %-26s %6.0f ns/packet [%.0f..%.0f]  %9.0f packets/s/core  garbage %.2f B  dropped %d%n",
                    sender.getClass().getSimpleName(),
                    shape.name(),
                    median.cpuNs(),
                    costs[0].cpuNs(),
                    costs[ROUNDS - 1].cpuNs(),
                    1e9 / median.cpuNs(),
                    median.garbageBytes(),
                    door.counters().value(DoorCount.DROPPED_WOULD_BLOCK));
        }
    }

    /// Where a node sends from; the portable sender would only queue elsewhere.
    private static Cost onLoop(UdpDoor door, Supplier<Cost> round) {
        var cost = new CompletableFuture<Cost>();
        door.execute(() -> cost.complete(round.get()));
        return cost.join();
    }

    private static Cost round(BurstSender sender, List<RemoteAddress> to, MemorySegment slab, Shape shape) {
        int train = shape.segments() * PACKET_BYTES;
        long packets = 0;
        long allocated = THREADS.getCurrentThreadAllocatedBytes();
        long cpuNs = THREADS.getCurrentThreadCpuTime();
        long endNs = System.nanoTime() + ROUND_NS;
        while (System.nanoTime() - endNs < 0) {
            for (int i = 0; i < to.size(); i++) {
                sender.send(to.get(i), slab, (long) i * train, train, PACKET_BYTES);
            }
            sender.flush();
            packets += (long) to.size() * shape.segments();
        }
        return new Cost(
                (THREADS.getCurrentThreadCpuTime() - cpuNs) / (double) packets,
                (THREADS.getCurrentThreadAllocatedBytes() - allocated) / (double) packets);
    }

    /// Sockets that are read, so that the sender pays for delivery and not for a full queue.
    private static final class Sinks implements AutoCloseable {
        final List<RemoteAddress> addresses = new ArrayList<>();
        private final Selector selector = Selector.open();
        private final Thread reader = new Thread(this::read, "sinks");

        Sinks(int count) throws IOException {
            for (int i = 0; i < count; i++) {
                DatagramChannel socket = Doors.socket("127.0.0.1");
                socket.configureBlocking(false);
                socket.register(selector, SelectionKey.OP_READ);
                addresses.add(RemoteAddress.of((InetSocketAddress) socket.getLocalAddress()));
            }
            reader.setDaemon(true);
            reader.start();
        }

        private void read() {
            ByteBuffer datagram = ByteBuffer.allocateDirect(2 * PACKET_BYTES);
            try {
                while (selector.isOpen()) {
                    selector.select(key -> drain((DatagramChannel) key.channel(), datagram));
                }
            } catch (IOException | java.nio.channels.ClosedSelectorException _) {
                // closed: the measurement is over
            }
        }

        private static void drain(DatagramChannel socket, ByteBuffer datagram) {
            try {
                int left = 64;
                while (left-- > 0 && socket.receive(datagram.clear()) != null) {
                    // thrown away
                }
            } catch (IOException _) {
                // closed: the measurement is over
            }
        }

        @Override
        public void close() throws Exception {
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            selector.close();
            reader.join();
        }
    }
}
