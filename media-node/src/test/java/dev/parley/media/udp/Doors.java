package dev.parley.media.udp;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// What the tests of this package share: a handler that writes down what happened, slabs, loopback sockets.
final class Doors {
    static final Duration PATIENCE = Duration.ofSeconds(10);
    static final long NEVER_NS = TimeUnit.HOURS.toNanos(1);

    private Doors() {}

    sealed interface Seen {
        record Datagram(ByteBuffer content, InetSocketAddress from, long nowNs) implements Seen {
            byte[] bytes() {
                byte[] bytes = new byte[content.remaining()];
                content.get(0, bytes);
                return bytes;
            }
        }

        record TurnEnd(long nowNs) implements Seen {}

        record Tick(long nowNs) implements Seen {}

        record Command(String name) implements Seen {}
    }

    /// A clock that moves by one each time it is read, so that a test sees how often it was.
    static final class Notebook implements DatagramHandler {
        final BlockingQueue<Seen> pages = new LinkedBlockingQueue<>();
        final AtomicLong clock = new AtomicLong();

        @Override
        public void datagram(MemorySegment slab, long offset, int length, InetSocketAddress from, long nowNs) {
            byte[] bytes = slab.asSlice(offset, length).toArray(ValueLayout.JAVA_BYTE);
            pages.add(new Seen.Datagram(ByteBuffer.wrap(bytes), from, nowNs));
        }

        @Override
        public void turnEnd(long nowNs) {
            pages.add(new Seen.TurnEnd(nowNs));
        }

        @Override
        public void tick(long nowNs) {
            pages.add(new Seen.Tick(nowNs));
        }

        Seen next() throws InterruptedException {
            Seen seen = pages.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (seen == null) {
                throw new AssertionError("nothing happened within " + PATIENCE);
            }
            return seen;
        }

        /// The next `count` datagrams, whatever turns they came in.
        List<Seen.Datagram> datagrams(int count) throws InterruptedException {
            List<Seen.Datagram> found = new ArrayList<>();
            while (found.size() < count) {
                if (next() instanceof Seen.Datagram datagram) {
                    found.add(datagram);
                }
            }
            return found;
        }
    }

    static InetSocketAddress at(String address, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(address), port);
    }

    static UdpDoor open(String address, DoorSettings.Transport transport, Notebook handler) {
        var bind = at(address, 0);
        return UdpDoor.open(
                DoorSettings.of(bind, 0, NEVER_NS, handler.clock::incrementAndGet)
                        .over(transport),
                handler);
    }

    static DatagramChannel socket(String address) throws IOException {
        return DatagramChannel.open().bind(at(address, 0));
    }

    static RemoteAddress remote(String address, int port) {
        return RemoteAddress.of(at(address, port));
    }

    /// Off-heap bytes that count from `seed`.
    static MemorySegment slab(int bytes, int seed) {
        MemorySegment slab = Arena.ofAuto().allocate(bytes);
        for (int i = 0; i < bytes; i++) {
            slab.set(ValueLayout.JAVA_BYTE, i, (byte) (seed + i * 7));
        }
        return slab;
    }

    static byte[] bytes(MemorySegment slab, int offset, int length) {
        return slab.asSlice(offset, length).toArray(ValueLayout.JAVA_BYTE);
    }

    static byte[] receive(DatagramChannel socket) throws IOException {
        ByteBuffer datagram = ByteBuffer.allocate(65_536);
        socket.receive(datagram);
        byte[] bytes = new byte[datagram.flip().remaining()];
        datagram.get(bytes);
        return bytes;
    }

    /// `setsockopt(fd, SOL_SOCKET, option, value)`, for the options that Java has no name for.
    static void setSocketOption(int fd, int option, int value) {
        try (Arena arena = Arena.ofConfined()) {
            var shape = FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ValueLayout.ADDRESS, JAVA_INT);
            var call = Linker.nativeLinker()
                    .downcallHandle(Linker.nativeLinker().defaultLookup().findOrThrow("setsockopt"), shape);
            if ((int) call.invokeExact(fd, 1, option, arena.allocateFrom(JAVA_INT, value), Integer.BYTES) != 0) {
                throw new AssertionError("setsockopt " + option);
            }
        } catch (RuntimeException | Error failed) {
            throw failed;
        } catch (Throwable impossible) {
            throw new AssertionError(impossible);
        }
    }
}
