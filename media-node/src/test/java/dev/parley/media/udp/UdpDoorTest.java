package dev.parley.media.udp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.media.udp.Doors.Notebook;
import dev.parley.media.udp.Doors.Seen;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UdpDoorTest {
    @ParameterizedTest
    @EnumSource(DoorSettings.Transport.class)
    @DisplayName("hands over what arrived, who sent it, and then ends the turn at the turn's time")
    void receives(DoorSettings.Transport transport) throws Exception {
        var seen = new Notebook();
        try (UdpDoor door = Doors.open("127.0.0.1", transport, seen);
                DatagramChannel peer = Doors.socket("127.0.0.1")) {
            peer.send(ByteBuffer.wrap(new byte[] {1, 2, 3}), Doors.at("127.0.0.1", door.port()));

            var datagram = (Seen.Datagram) seen.next();
            assertThat(datagram.bytes()).containsExactly(1, 2, 3);
            assertThat(datagram.from()).isEqualTo(peer.getLocalAddress());
            assertThat(seen.next()).isEqualTo(new Seen.TurnEnd(datagram.nowNs()));
            assertThat(door.counters().value(DoorCount.DATAGRAMS_IN)).isEqualTo(1);
            assertThat(door.counters().value(DoorCount.BYTES_IN)).isEqualTo(3);
        }
    }

    @Test
    @DisplayName("drains several datagrams in one turn, which has one time")
    void drainsInOneTurn() throws Exception {
        var seen = new Notebook();
        try (UdpDoor door = Doors.open("127.0.0.1", DoorSettings.Transport.AUTOMATIC, seen);
                DatagramChannel peer = Doors.socket("127.0.0.1")) {
            var to = Doors.at("127.0.0.1", door.port());
            CountDownLatch held = hold(door);
            for (int i = 0; i < 40; i++) {
                peer.send(ByteBuffer.wrap(new byte[] {(byte) i}), to);
            }
            held.countDown();

            List<Seen.Datagram> datagrams = seen.datagrams(40);
            assertThat(datagrams)
                    .extracting(Seen.Datagram::nowNs)
                    .containsOnly(datagrams.getFirst().nowNs());
            assertThat(datagrams).extracting(d -> (int) d.bytes()[0]).isSorted();
        }
    }

    @Test
    @DisplayName("tells how long its thread has hung, and that it turns again")
    void hangs() throws Exception {
        var seen = new Notebook();
        try (UdpDoor door = Doors.open("127.0.0.1", DoorSettings.Transport.AUTOMATIC, seen)) {
            CountDownLatch held = hold(door);
            seen.clock.addAndGet(9_000);
            assertThat(door.quietNs()).isGreaterThan(9_000);
            held.countDown();
            assertThat(seen.next()).isInstanceOf(Seen.TurnEnd.class);
            door.execute(() -> {});
            assertThat(seen.next()).isInstanceOf(Seen.TurnEnd.class); // so the turn before it is noted
            door.execute(() -> {});
            assertThat(seen.next()).isInstanceOf(Seen.TurnEnd.class);
            assertThat(door.quietNs()).isLessThan(9_000);
        }
    }

    @Test
    @DisplayName("looks at a datagram of 2,047 bytes and counts a longer one away")
    void oversized() throws Exception {
        var seen = new Notebook();
        try (UdpDoor door = Doors.open("127.0.0.1", DoorSettings.Transport.AUTOMATIC, seen);
                DatagramChannel peer = Doors.socket("127.0.0.1")) {
            var to = Doors.at("127.0.0.1", door.port());
            peer.send(ByteBuffer.allocate(4000), to);
            peer.send(ByteBuffer.allocate(UdpDoor.DATAGRAM_BYTES), to);
            peer.send(ByteBuffer.allocate(UdpDoor.DATAGRAM_BYTES - 1), to);

            assertThat(seen.datagrams(1).getFirst().bytes()).hasSize(UdpDoor.DATAGRAM_BYTES - 1);
            assertThat(door.counters().value(DoorCount.OVERSIZED_IN)).isEqualTo(2);
        }
    }

    @Test
    @DisplayName("runs waiting commands in order on its own thread, then ends the turn once")
    void commands() throws Exception {
        var seen = new Notebook();
        try (UdpDoor door = Doors.open("127.0.0.1", DoorSettings.Transport.AUTOMATIC, seen)) {
            CountDownLatch held = hold(door);
            door.execute(() -> seen.pages.add(new Seen.Command("on loop: " + door.inLoop())));
            door.execute(() -> seen.pages.add(
                    new Seen.Command("same thread: " + (Thread.currentThread().threadId() == door.threadId()))));
            held.countDown();

            assertThat(seen.next()).isEqualTo(new Seen.Command("on loop: true"));
            assertThat(seen.next()).isEqualTo(new Seen.Command("same thread: true"));
            assertThat(seen.next()).isInstanceOf(Seen.TurnEnd.class);
            assertThat(door.inLoop()).isFalse();
        }
    }

    @Test
    @DisplayName("does long work in pieces, in order, and looks at its socket before it does too much of it")
    void pieces() throws Exception {
        var seen = new Notebook();
        try (UdpDoor door = Doors.open("127.0.0.1", DoorSettings.Transport.AUTOMATIC, seen);
                DatagramChannel peer = Doors.socket("127.0.0.1")) {
            CountDownLatch held = hold(door);
            for (int i = 1; i <= 3; i++) {
                var piece = new Seen.Command("piece " + i);
                door.executePiece(() -> {
                    seen.pages.add(piece);
                    seen.clock.addAndGet(300_000);
                });
            }
            peer.send(ByteBuffer.wrap(new byte[] {7}), Doors.at("127.0.0.1", door.port()));
            held.countDown();

            assertThat(next(seen)).isEqualTo(new Seen.Command("piece 1"));
            assertThat(next(seen)).isEqualTo(new Seen.Command("piece 2"));
            assertThat(next(seen)).isInstanceOf(Seen.Datagram.class);
            assertThat(next(seen)).isEqualTo(new Seen.Command("piece 3"));
        }
    }

    @Test
    @DisplayName("looks at its socket before a piece that was added by a piece, however short they are")
    void piecesOfPieces() throws Exception {
        var seen = new Notebook();
        try (UdpDoor door = Doors.open("127.0.0.1", DoorSettings.Transport.AUTOMATIC, seen);
                DatagramChannel peer = Doors.socket("127.0.0.1")) {
            var to = Doors.at("127.0.0.1", door.port());
            door.executePiece(() -> {
                send(peer, to);
                seen.pages.add(new Seen.Command("a piece"));
                door.executePiece(() -> seen.pages.add(new Seen.Command("added by it")));
            });

            assertThat(next(seen)).isEqualTo(new Seen.Command("a piece"));
            assertThat(next(seen)).isInstanceOf(Seen.Datagram.class);
            assertThat(next(seen)).isEqualTo(new Seen.Command("added by it"));
        }
    }

    @Test
    @DisplayName("ticks, and each tick is followed by a turn end of the same time")
    void ticks() throws Exception {
        var seen = new Notebook();
        var bind = Doors.at("127.0.0.1", 0);
        long tickNs = TimeUnit.MILLISECONDS.toNanos(2);
        var settings = DoorSettings.of(bind, 3, tickNs, seen.clock::incrementAndGet);
        try (UdpDoor door = UdpDoor.open(settings, seen)) {
            assertThat(seen.next()).isEqualTo(new Seen.Tick(2));
            assertThat(seen.next()).isEqualTo(new Seen.TurnEnd(2));
            assertThat(seen.next()).isEqualTo(new Seen.Tick(3));
            assertThat(door.index()).isEqualTo(3);
        }
    }

    @Test
    @DisplayName("goes on after its handler or a command threw, and counts it")
    void survivesFaults() throws Exception {
        var seen = new Notebook();
        try (UdpDoor door = Doors.open("127.0.0.1", DoorSettings.Transport.AUTOMATIC, seen)) {
            door.execute(() -> {
                throw new IllegalStateException("a fault this test planted");
            });
            door.execute(() -> seen.pages.add(new Seen.Command("still here")));

            Seen after = seen.next();
            assertThat(after instanceof Seen.TurnEnd ? seen.next() : after).isEqualTo(new Seen.Command("still here"));
            assertThat(door.counters().value(DoorCount.HANDLER_FAILED)).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("refuses commands when too many wait, and after it was closed")
    void refusesCommands() {
        var seen = new Notebook();
        var held = new CountDownLatch(1);
        UdpDoor door = Doors.open("127.0.0.1", DoorSettings.Transport.AUTOMATIC, seen);
        try (door) {
            assertThat(door.execute(() -> await(held))).isTrue();
            int taken = 0;
            while (door.execute(() -> {}) && taken < 100_000) {
                taken++;
            }
            assertThat(taken).isBetween(1, 8192);
            held.countDown();
        }
        assertThat(door.execute(() -> {})).isFalse();
    }

    @Test
    @DisplayName("says so when its port is taken, and gives the port back when closed")
    void ports() {
        var seen = new Notebook();
        UdpDoor first = Doors.open("127.0.0.1", DoorSettings.Transport.AUTOMATIC, seen);
        var bind = Doors.at("127.0.0.1", first.port());
        var settings = DoorSettings.of(bind, 0, Doors.NEVER_NS, seen.clock::incrementAndGet);
        try (first) {
            assertThatThrownBy(() -> UdpDoor.open(settings, seen)).isInstanceOf(IOException.class);
        }
        try (UdpDoor second = UdpDoor.open(settings, seen)) {
            assertThat(second.port()).isEqualTo(bind.getPort());
        }
    }

    /// Its thread does nothing until this is counted down.
    private static CountDownLatch hold(UdpDoor door) {
        var holding = new CountDownLatch(1);
        var held = new CountDownLatch(1);
        door.execute(() -> {
            holding.countDown();
            await(held);
        });
        await(holding);
        return held;
    }

    /// The ends of turns left out.
    private static Seen next(Notebook seen) throws InterruptedException {
        Seen next = seen.next();
        while (next instanceof Seen.TurnEnd) {
            next = seen.next();
        }
        return next;
    }

    private static void send(DatagramChannel peer, SocketAddress to) {
        try {
            peer.send(ByteBuffer.wrap(new byte[] {7}), to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
