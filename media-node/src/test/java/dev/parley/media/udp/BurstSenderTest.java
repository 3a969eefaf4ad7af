package dev.parley.media.udp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.parley.media.udp.DoorSettings.Transport;
import dev.parley.media.udp.Doors.Notebook;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BurstSenderTest {
    private static final int SO_NO_CHECK = 11;
    private static final int ROUNDS = 200;
    /// What asking for the allocated bytes may itself allocate.
    private static final long MEASURING_BYTES = 1_000;

    @ParameterizedTest(name = "{0} bytes in segments of {1} over {2}")
    @DisplayName("a run arrives cut where it was meant to be, byte for byte")
    @CsvSource({
        "1,     1,    AUTOMATIC", "1200,  1200, AUTOMATIC", "2400, 1200, AUTOMATIC", "2500,  1200, AUTOMATIC",
        "76800, 1200, AUTOMATIC", "90000, 1200, AUTOMATIC", "6400, 100,  AUTOMATIC", "12900, 100,  AUTOMATIC",
        "64,    1,    AUTOMATIC", "150,   1200, AUTOMATIC", "1,    1,    NIO", "2500,  1200, NIO",
        "76800, 1200, NIO", "12900, 100,  NIO"
    })
    void runs(int bytes, int segmentBytes, Transport transport) throws Exception {
        MemorySegment slab = Doors.slab(bytes + 16, bytes);
        try (UdpDoor door = Doors.open("127.0.0.1", transport, new Notebook());
                BurstSender sender = door.newSender();
                DatagramChannel peer = Doors.socket("127.0.0.1")) {
            peer.configureBlocking(true);
            int port = ((InetSocketAddress) peer.getLocalAddress()).getPort();
            sender.send(Doors.remote("127.0.0.1", port), slab, 16, bytes, segmentBytes);
            sender.flush();

            for (int at = 0; at < bytes; at += segmentBytes) {
                byte[] sent = Doors.bytes(slab, 16 + at, Math.min(segmentBytes, bytes - at));
                assertThat(Doors.receive(peer)).isEqualTo(sent);
            }
            assertThat(door.counters().value(DoorCount.DATAGRAMS_OUT)).isEqualTo(Math.ceilDiv(bytes, segmentBytes));
            assertThat(door.counters().value(DoorCount.BYTES_OUT)).isEqualTo(bytes);
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    @DisplayName("one flush serves many receivers, each its own bytes, from the door's port")
    void manyReceivers(Transport transport) throws Exception {
        var seen = new Notebook();
        try (UdpDoor door = Doors.open("127.0.0.1", transport, seen);
                BurstSender sender = door.newSender();
                UdpDoor receiver = Doors.open("127.0.0.1", transport, seen)) {
            MemorySegment slab = Doors.slab(200 * 50, 1);
            for (int i = 0; i < 200; i++) {
                sender.send(Doors.remote("127.0.0.1", receiver.port()), slab, i * 50L, 50, 50);
            }
            sender.flush();

            List<Doors.Seen.Datagram> datagrams = seen.datagrams(200);
            for (int i = 0; i < 200; i++) {
                assertThat(datagrams.get(i).bytes()).isEqualTo(Doors.bytes(slab, i * 50, 50));
                assertThat(datagrams.get(i).from().getPort()).isEqualTo(door.port());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"::1, ::1, AUTOMATIC", "::1, ::1, NIO", "::, 127.0.0.1, AUTOMATIC", "::, ::1, AUTOMATIC"})
    @DisplayName("an IPv6 door reaches IPv6 receivers and, bound to all addresses, IPv4 ones")
    void ipv6(String bind, String peerAddress, Transport transport) throws Exception {
        MemorySegment slab = Doors.slab(3000, 9);
        var seen = new Notebook();
        try (UdpDoor door = Doors.open(bind, transport, seen);
                BurstSender sender = door.newSender();
                DatagramChannel peer = Doors.socket(peerAddress)) {
            var address = (InetSocketAddress) peer.getLocalAddress();
            sender.send(RemoteAddress.of(address), slab, 0, 3000, 1000);
            sender.flush();
            for (int i = 0; i < 3; i++) {
                assertThat(Doors.receive(peer)).isEqualTo(Doors.bytes(slab, i * 1000, 1000));
            }

            peer.send(ByteBuffer.allocate(5), Doors.at(peerAddress, door.port()));
            InetSocketAddress from = seen.datagrams(1).getFirst().from();
            assertThat(RemoteAddress.of(from)).isEqualTo(RemoteAddress.of(address));
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    @DisplayName("an IPv4 door drops what is meant for an IPv6 receiver, by name")
    void wrongFamily(Transport transport) {
        try (UdpDoor door = Doors.open("127.0.0.1", transport, new Notebook());
                BurstSender sender = door.newSender()) {
            sender.send(Doors.remote("::1", 9), Doors.slab(2500, 0), 0, 2500, 1000);
            sender.flush();
            assertThat(door.counters().value(DoorCount.DROPPED_WRONG_FAMILY)).isEqualTo(3);
            assertThat(door.counters().value(DoorCount.SEND_CALLS)).isZero();
        }
    }

    @Test
    @DisplayName("a message the kernel refuses is dropped by name, those behind it leave")
    void refusedMessage() throws Exception {
        Assumptions.assumeTrue(Libc.isKnownHere());
        MemorySegment slab = Doors.slab(100, 3);
        try (UdpDoor door = Doors.open("127.0.0.1", Transport.AUTOMATIC, new Notebook());
                BurstSender sender = door.newSender();
                DatagramChannel peer = Doors.socket("127.0.0.1")) {
            RemoteAddress there = RemoteAddress.of((InetSocketAddress) peer.getLocalAddress());
            sender.send(Doors.remote("127.0.0.1", 0), slab, 0, 100, 100); // EINVAL: there is no port 0
            sender.send(there, slab, 0, 100, 100);
            sender.flush();

            assertThat(Doors.receive(peer)).isEqualTo(Doors.bytes(slab, 0, 100));
            assertThat(door.counters().value(DoorCount.DROPPED_OTHER)).isEqualTo(1);
            assertThat(door.counters().value(DoorCount.DATAGRAMS_OUT)).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("trains the system refuses arrive in pieces; after enough of them trains pause, then are tried again")
    void refusedTrains() throws Exception {
        Assumptions.assumeTrue(Libc.isKnownHere());
        MemorySegment slab = Doors.slab(1000, 3);
        try (UdpDoor door = Doors.open("127.0.0.1", Transport.AUTOMATIC, new Notebook());
                SendmmsgSender sender = (SendmmsgSender) door.newSender();
                DatagramChannel peer = Doors.socket("127.0.0.1")) {
            Assumptions.assumeTrue(sender.usesSegments());
            // the kernel cuts no messages for a socket that leaves checksums out
            Doors.setSocketOption(sender.fd(), SO_NO_CHECK, 1);
            RemoteAddress to = RemoteAddress.of((InetSocketAddress) peer.getLocalAddress());
            for (int i = 0; i < SendmmsgSender.REFUSED_TRAINS_BEFORE_A_PAUSE; i++) {
                assertThat(sender.usesSegments()).isTrue();
                sender.send(to, slab, 0, 1000, 300);
                sender.flush();
                for (int at = 0; at < 1000; at += 300) {
                    byte[] piece = Doors.bytes(slab, at, Math.min(300, 1000 - at));
                    assertThat(Doors.receive(peer)).isEqualTo(piece);
                }
            }
            assertThat(sender.usesSegments()).isFalse();
            assertThat(door.counters().value(DoorCount.SEGMENTS_OUT)).isZero();

            Doors.setSocketOption(sender.fd(), SO_NO_CHECK, 0);
            for (int i = 0; i < SendmmsgSender.PAUSED_TRAINS; i++) {
                assertThat(sender.usesSegments()).isFalse();
                sender.send(to, slab, 0, 20, 10);
                sender.flush();
            }
            assertThat(sender.usesSegments()).isTrue();
        }
    }

    @Test
    @DisplayName("trains to a receiver that cannot be reached at all say nothing about trains")
    void unreachableTrains() {
        Assumptions.assumeTrue(Libc.isKnownHere());
        MemorySegment slab = Doors.slab(1000, 3);
        try (UdpDoor door = Doors.open("127.0.0.1", Transport.AUTOMATIC, new Notebook());
                SendmmsgSender sender = (SendmmsgSender) door.newSender()) {
            Assumptions.assumeTrue(sender.usesSegments());
            int trains = 2 * SendmmsgSender.REFUSED_TRAINS_BEFORE_A_PAUSE;
            for (int i = 0; i < trains; i++) {
                sender.send(Doors.remote("127.0.0.1", 0), slab, 0, 1000, 300);
                sender.flush();
            }
            assertThat(sender.usesSegments()).isTrue();
            assertThat(door.counters().value(DoorCount.DROPPED_OTHER)).isEqualTo(4L * trains);
        }
    }

    @Test
    @DisplayName("a run of the longest segments arrives")
    void longestSegments() throws Exception {
        Assumptions.assumeTrue(Libc.isKnownHere());
        int segmentBytes =
                66_000 / 2 * 2 - 6_000; // loopback's MTU is 65,536; one segment and a piece do not make a train
        MemorySegment slab = Doors.slab(segmentBytes + 100, 3);
        try (UdpDoor door = Doors.open("127.0.0.1", Transport.AUTOMATIC, new Notebook());
                BurstSender sender = door.newSender();
                DatagramChannel peer = Doors.socket("127.0.0.1")) {
            sender.send(
                    RemoteAddress.of((InetSocketAddress) peer.getLocalAddress()),
                    slab,
                    0,
                    segmentBytes + 100,
                    segmentBytes);
            sender.flush();
            assertThat(Doors.receive(peer)).hasSize(segmentBytes);
            assertThat(Doors.receive(peer)).hasSize(100);
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    @DisplayName("a closed sender drops by name; closing it twice is harmless")
    void closed(Transport transport) {
        try (UdpDoor door = Doors.open("127.0.0.1", transport, new Notebook())) {
            BurstSender sender = door.newSender();
            sender.close();
            sender.close();
            sender.send(Doors.remote("127.0.0.1", 9), Doors.slab(20, 0), 0, 20, 10);
            sender.flush();
            assertThat(door.counters().value(DoorCount.DROPPED_CLOSED)).isEqualTo(2);
        }
    }

    @Test
    @DisplayName("a caller's mistake is told at once: bytes beyond the slab, a heap slab, no segment size")
    void mistakes() {
        try (UdpDoor door = Doors.open("127.0.0.1", Transport.AUTOMATIC, new Notebook());
                BurstSender sender = door.newSender()) {
            RemoteAddress to = Doors.remote("127.0.0.1", 9);
            MemorySegment slab = Doors.slab(100, 0);
            assertThatThrownBy(() -> sender.send(to, slab, 50, 51, 51)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> sender.send(to, slab, 0, 100, 0)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> sender.send(to, MemorySegment.ofArray(new byte[9]), 0, 9, 9))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    @DisplayName("sending allocates nothing per packet")
    void allocatesNothing() throws Exception {
        Assumptions.assumeTrue(Libc.isKnownHere());
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        MemorySegment slab = Doors.slab(12_000, 3);
        try (UdpDoor door = Doors.open("127.0.0.1", Transport.AUTOMATIC, new Notebook());
                BurstSender sender = door.newSender();
                DatagramChannel peer = Doors.socket("127.0.0.1")) {
            RemoteAddress to = RemoteAddress.of((InetSocketAddress) peer.getLocalAddress());
            // Interpreted code allocates where compiled code does not, and a busy machine compiles late: so this asks
            // for one round without garbage, which code that allocates per packet never has.
            long least = Long.MAX_VALUE;
            for (int round = 0; round < ROUNDS && least > MEASURING_BYTES; round++) {
                long before = threads.getCurrentThreadAllocatedBytes();
                sendOften(sender, to, slab, 1_000);
                least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
            }
            assertThat(least).as("bytes for 14,000 datagrams").isLessThanOrEqualTo(MEASURING_BYTES);
        }
    }

    private static void sendOften(BurstSender sender, RemoteAddress to, MemorySegment slab, int times) {
        for (int i = 0; i < times; i++) {
            sender.send(to, slab, 0, 12_000, 1_200);
            for (int single = 0; single < 4; single++) {
                sender.send(to, slab, single * 100L, 100, 100);
            }
            sender.flush();
        }
    }
}
