package dev.parley.media.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.room.NodeId;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("links that end badly")
class LinkFaultsTest {
    private static final NodeId TWO = new NodeId("node-2");
    private static final LinkFrame HELLO = new LinkFrame.Hello(TWO, "start", 1);

    private final Place one = Place.of("node-1");
    private final LinkIdentity identity = Place.identity(Place.SECRET, "node-2");

    @AfterEach
    void close() {
        one.close();
    }

    @ParameterizedTest(name = "reset: {0}")
    @ValueSource(booleans = {true, false})
    @DisplayName("a link that ends without a word is broken, on both sides")
    void broken(boolean reset) throws Exception {
        try (var two = Place.of(identity);
                var tap = new Tap(one.address())) {
            two.links().dial(one.node(), tap.address());
            two.ears().next(Listener.Connected.class).connection().send(HELLO);
            one.ears().next(Listener.Accepted.class);
            assertThat(one.ears().heard()).isEqualTo(HELLO);
            tap.cut(reset);
            assertThat(two.ears().ended()).isEqualTo(Ending.BROKEN);
            assertThat(one.ears().ended()).isEqualTo(Ending.BROKEN);
            assertThat(one.counters()).containsEntry("parley_link_closed broken", 1L);
        }
    }

    @Test
    @DisplayName("a peer that does not read blocks nobody, and is ended when too much waits for it")
    void overflow() {
        var stuck = new CountDownLatch(1);
        var deaf = new Ears() {
            @Override
            public void connected(Connection connection) {}

            @Override
            public void failed(NodeId peer, Failure why) {}

            @Override
            public void accepted(Connection connection) {}

            @Override
            public void frame(Connection connection, LinkFrame frame) {
                try {
                    stuck.await();
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                }
            }

            @Override
            public void closed(Connection connection, Ending how) {}
        };
        try (var two = NodeLinks.open(identity, Place.HERE, deaf)) {
            one.links().dial(TWO, new java.net.InetSocketAddress(Place.HERE.bind(), two.port()));
            Connection connection = one.ears().next(Listener.Connected.class).connection();
            connection.send(new LinkFrame.Hello(one.node(), "start", 1));
            var large = new LinkFrame.Copy(1, Frames.copy("s", 100_000));
            long sent = 0;
            while (connection.send(large)) {
                sent += 100_000;
                assertThat(sent).isLessThan(10L * Outbox.MAX_BYTES); // the kernel's share is some MiB
            }
            assertThat(sent).isGreaterThan(Outbox.MAX_BYTES - 200_000);
            assertThat(one.ears().ended()).isEqualTo(Ending.OVERFLOW);
            assertThat(connection.send(large)).isFalse();
            assertThat(connection.waitingBytes()).isZero();
            one.awaitRefused(Fault.OVERFLOW, 1);
            stuck.countDown();
        }
    }

    @Test
    @DisplayName("a peer that hangs does not keep a link from closing")
    void closeTowardsHung() throws Exception {
        try (var stranger = Stranger.at(one.address()).secured(identity.context(), "TLSv1.3")) {
            stranger.sends(HELLO);
            Connection accepted = one.ears().next(Listener.Accepted.class).connection();
            assertThat(one.ears().heard()).isEqualTo(HELLO);
            var answer = new LinkFrame.Import(1, java.util.List.of(Frames.copy("s", 1_000_000)));
            for (int i = 0; i < 30; i++) { // more than the kernel takes
                assertThat(accepted.send(answer)).isTrue();
            }
            accepted.close();
            assertThat(one.ears().ended()).isEqualTo(Ending.CLOSED_HERE);
        }
    }

    @Test
    @DisplayName("who connects and says nothing, in TLS or before, is sent away")
    void silent() throws Exception {
        try (var dumb = Stranger.at(one.address());
                var shy = Stranger.at(one.address()).secured(identity.context(), "TLSv1.3")) {
            one.ears().next(Listener.Accepted.class);
            assertThat(dumb.isSentAway()).isTrue();
            assertThat(shy.isSentAway()).isTrue();
            one.awaitRefused(Fault.SLOW, 2);
            assertThat(one.ears().ended()).isEqualTo(Ending.PROTOCOL);
        }
    }

    @Test
    @DisplayName("who dribbles its first frame is sent away as well")
    void dribbling() throws Exception {
        try (var slow = Stranger.at(one.address()).secured(identity.context(), "TLSv1.3")) {
            slow.sends((byte) 0, (byte) 0);
            assertThat(slow.isSentAway()).isTrue();
            one.awaitRefused(Fault.SLOW, 1);
        }
    }

    @Test
    @DisplayName("of many who have not said who they are the oldest makes room, and an honest node comes in")
    void crowd() throws Exception {
        var crowd = new ArrayList<Stranger>();
        try (var two = Place.of(identity)) {
            for (int i = 0; i <= NodeLinks.MAX_STRANGERS; i++) {
                crowd.add(Stranger.at(one.address()));
            }
            assertThat(crowd.getFirst().isSentAway()).isTrue();
            one.awaitRefused(Fault.CROWDED, 1);
            two.connect(one).send(HELLO);
            one.ears().next(Listener.Accepted.class);
            assertThat(one.ears().heard()).isEqualTo(HELLO);
        } finally {
            for (Stranger stranger : crowd) {
                stranger.close();
            }
        }
    }

    @Test
    @DisplayName(
            "another version, another first frame, one of the other side, and what is no frame are refused by name")
    void refusedFrames() throws Exception {
        byte[] newer = LinkCodec.write(HELLO);
        newer[LinkCodec.LENGTH_BYTES + 1]++;
        refuses(Fault.OTHER_VERSION, newer);
        refuses(Fault.OUT_OF_PLACE, LinkCodec.write(new LinkFrame.Beat(1, 1)));
        refuses(Fault.MALFORMED, new byte[] {0, 0, 0, 1, 99});
        refuses(Fault.MALFORMED, new byte[] {0x7F, 0, 0, 0, 1});
        refuses(Fault.MALFORMED, new byte[] {-1, -1, -1, -1, 1});
        one.awaitRefused(Fault.OTHER_VERSION, 1);
        one.awaitRefused(Fault.OUT_OF_PLACE, 1);
        one.awaitRefused(Fault.MALFORMED, 3);
        try (var stranger = Stranger.at(one.address()).secured(identity.context(), "TLSv1.3")) {
            stranger.sends(HELLO).sends(new LinkFrame.Ack(1, 1));
            one.ears().next(Listener.Accepted.class);
            assertThat(one.ears().heard()).isEqualTo(HELLO);
            assertThat(one.ears().ended()).isEqualTo(Ending.PROTOCOL);
            one.awaitRefused(Fault.OUT_OF_PLACE, 2);
        }
    }

    private void refuses(Fault why, byte[] bytes) throws Exception {
        try (var stranger = Stranger.at(one.address()).secured(identity.context(), "TLSv1.3")) {
            stranger.sends(bytes);
            assertThat(stranger.isSentAway()).as("for %s", why).isTrue();
            one.ears().next(Listener.Accepted.class);
            assertThat(one.ears().ended()).isEqualTo(why.ending());
        }
    }

    @Test
    @DisplayName("somebody who only looks whether the port is open is no refusal")
    void probed() {
        assertThat(Reach.of(one.address())).isEqualTo(Reach.OPEN);
        try (var two = Place.of(identity)) {
            two.connect(one);
            one.ears().next(Listener.Accepted.class);
            one.awaitRefused(Fault.NOT_TRUSTED, 0);
        }
    }

    @Test
    @DisplayName("a mistake of whoever listens ends that link and no other")
    void listenerFailed() {
        var broken = new Ears() {
            @Override
            public void connected(Connection connection) {}

            @Override
            public void failed(NodeId peer, Failure why) {}

            @Override
            public void accepted(Connection connection) {
                throw new IllegalStateException("a mistake");
            }

            @Override
            public void frame(Connection connection, LinkFrame frame) {}

            @Override
            public void closed(Connection connection, Ending how) {}
        };
        try (var two = NodeLinks.open(identity, Place.HERE, broken)) {
            var address = new java.net.InetSocketAddress(Place.HERE.bind(), two.port());
            one.links().dial(TWO, address);
            one.ears().next(Listener.Connected.class);
            assertThat(one.ears().ended()).isEqualTo(Ending.BROKEN);
            one.links().dial(TWO, address);
            one.ears().next(Listener.Connected.class);
        }
    }
}
