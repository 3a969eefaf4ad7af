package dev.parley.media.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.room.SessionId;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("links between nodes")
class NodeLinksTest {
    private final Place one = Place.of("node-1");
    private final Place two = Place.of("node-2");

    @AfterEach
    void close() {
        one.close();
        two.close();
    }

    private static LinkFrame hello(Place who) {
        return new LinkFrame.Hello(who.node(), "first-start", 7);
    }

    /// Both ends of a link that one has dialed and both have opened with their words.
    private record Link(Connection holder, Connection keeper) {}

    private Link link() {
        Connection holder = one.connect(two);
        Connection keeper = two.ears().next(Listener.Accepted.class).connection();
        holder.send(hello(one));
        assertThat(two.ears().heard()).isEqualTo(hello(one));
        keeper.send(new LinkFrame.Welcome(two.node(), "second-start"));
        assertThat(one.ears().heard()).isEqualTo(new LinkFrame.Welcome(two.node(), "second-start"));
        return new Link(holder, keeper);
    }

    @Test
    @DisplayName("each side knows the other by its certificate, and frames go both ways")
    void bothWays() {
        Link link = link();
        assertThat(link.holder().peer()).isEqualTo(two.node());
        assertThat(link.holder().dialed()).isTrue();
        assertThat(link.keeper().peer()).isEqualTo(one.node());
        assertThat(link.keeper().dialed()).isFalse();
        assertThat(link.holder().send(new LinkFrame.Beat(1, 2))).isTrue();
        assertThat(two.ears().heard()).isEqualTo(new LinkFrame.Beat(1, 2));
        assertThat(link.keeper().send(new LinkFrame.Ack(1, 3))).isTrue();
        assertThat(one.ears().heard()).isEqualTo(new LinkFrame.Ack(1, 3));
        assertThat(one.counters())
                .containsEntry("parley_link_frames out beat", 1L)
                .containsEntry("parley_link_frames in ack", 1L)
                .containsEntry("parley_link_connections dialed", 1L);
        assertThat(two.counters()).containsEntry("parley_link_connections accepted", 1L);
        assertThat(two.counters().get("parley_link_bytes in"))
                .isEqualTo(one.counters().get("parley_link_bytes out"))
                .isPositive();
    }

    @Test
    @DisplayName("frames come in the order in which they were sent, small ones and large ones")
    void order() {
        Link link = link();
        IntStream.range(0, 1_000).forEach(i -> {
            link.holder().send(new LinkFrame.Beat(i, 0));
            link.holder().send(new LinkFrame.Copy(i, Frames.copy("s" + i, i * 97 % 50_000)));
        });
        for (int i = 0; i < 1_000; i++) {
            assertThat(two.ears().heard()).isEqualTo(new LinkFrame.Beat(i, 0));
            if (two.ears().heard() instanceof LinkFrame.Copy(var operation, var copy)) {
                assertThat(operation).isEqualTo(i);
                assertThat(copy.record())
                        .isEqualTo(Frames.copy("s", i * 97 % 50_000).record());
            } else {
                throw new AssertionError("a copy comes behind its beat");
            }
        }
    }

    @Test
    @DisplayName("who closes has everything written first; the other learns that it was on purpose")
    void farewell() {
        Link link = link();
        IntStream.range(0, 100).forEach(i -> link.holder().send(new LinkFrame.Copy(i, Frames.copy("s", 30_000))));
        link.holder().close();
        assertThat(link.holder().send(new LinkFrame.Beat(1, 1))).isFalse();
        IntStream.range(0, 100).forEach(_ -> assertThat(two.ears().heard()).isInstanceOf(LinkFrame.Copy.class));
        assertThat(two.ears().ended()).isEqualTo(Ending.CLOSED_THERE);
        assertThat(one.ears().ended()).isEqualTo(Ending.CLOSED_HERE);
        assertThat(link.keeper().send(new LinkFrame.Over(1))).isFalse();
    }

    @Test
    @DisplayName("closing a node's links ends them all in good order, and its port refuses")
    void closeAll() {
        link();
        one.close();
        assertThat(one.ears().ended()).isEqualTo(Ending.CLOSED_HERE);
        assertThat(two.ears().ended()).isEqualTo(Ending.CLOSED_THERE);
        assertThat(Reach.of(one.address())).isEqualTo(Reach.REFUSED);
        assertThat(one.dial(two)).isFalse();
    }

    @Test
    @DisplayName(
            "a port that nobody listens at refuses, one that answers nothing is a timeout, a listening one is open")
    void reach() throws Exception {
        assertThat(Reach.of(two.address())).isEqualTo(Reach.OPEN);
        try (var full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var address = new InetSocketAddress(full.getInetAddress(), full.getLocalPort());
            try (var _ = new Socket(address.getAddress(), address.getPort());
                    var _ = new Socket(address.getAddress(), address.getPort())) {
                assertThat(Reach.of(address)).isEqualTo(Reach.TIMEOUT); // the queue of a hung process is full
                one.links().dial(two.node(), address);
                assertThat(one.ears().next()).isEqualTo(new Listener.Failed(two.node(), Failure.TIMEOUT));
            }
            full.close();
            assertThat(Reach.of(address)).isEqualTo(Reach.REFUSED);
            one.links().dial(two.node(), address);
            assertThat(one.ears().next()).isEqualTo(new Listener.Failed(two.node(), Failure.REFUSED));
        }
        assertThat(Reach.of(InetSocketAddress.createUnresolved("no-such-host.invalid", 1)))
                .isEqualTo(Reach.UNREACHABLE);
        assertThat(one.counters())
                .containsEntry("parley_link_dials_failed refused", 1L)
                .containsEntry("parley_link_dials_failed timeout", 1L);
    }

    @Test
    @DisplayName("to one peer one attempt at a time, and another after its outcome")
    void oneAttempt() throws Exception {
        try (var hung = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var address = new InetSocketAddress(hung.getInetAddress(), hung.getLocalPort());
            assertThat(one.links().dial(two.node(), address)).isTrue();
            assertThat(one.links().dial(two.node(), two.address())).isFalse();
            // connected by the kernel, and then no handshake
            assertThat(one.ears().next()).isEqualTo(new Listener.Failed(two.node(), Failure.TIMEOUT));
            assertThat(one.connect(two).peer()).isEqualTo(two.node());
        }
    }

    @Test
    @DisplayName("a hundred thousand small frames")
    void rate() {
        Link link = link();
        int count = 100_000;
        long start = System.nanoTime();
        IntStream.range(0, count).forEach(i -> link.holder().send(new LinkFrame.Drop(i, new SessionId("session-1"))));
        for (int i = 0; i < count; i++) {
            assertThat(two.ears().heard() instanceof LinkFrame.Drop(var operation, var _) ? operation : -1)
                    .isEqualTo(i);
        }
        long tookNs = System.nanoTime() - start;
        System.out.printf("» node link: %,d frames/s of 24 bytes%n", count * 1_000_000_000L / tookNs);
    }
}
