package dev.parley.media.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.room.NodeId;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("who is trusted on a link")
class LinkTrustTest {
    private static final NodeId TWO = new NodeId("node-2");
    private static final NodeId THREE = new NodeId("node-3");
    private static final LinkFrame HELLO = new LinkFrame.Hello(TWO, "start", 1);

    private final Place one = Place.of("node-1");

    @AfterEach
    void close() {
        one.close();
    }

    @Test
    @DisplayName("a node with another secret is of another fleet, whoever of the two dials")
    void otherSecret() {
        try (var other = Place.of(Place.identity("another secret", "node-2"))) {
            other.dial(one);
            assertThat(other.ears().next()).isEqualTo(new Listener.Failed(one.node(), Failure.NOT_TRUSTED));
            one.awaitRefused(Fault.NOT_TRUSTED, 1);
            one.dial(other);
            assertThat(one.ears().next()).isEqualTo(new Listener.Failed(other.node(), Failure.NOT_TRUSTED));
            assertThat(one.ears().isSilent()).isTrue();
            assertThat(one.counters()).containsEntry("parley_link_dials_failed not_trusted", 1L);
        }
    }

    @Test
    @DisplayName("a certificate of another authority is refused even if its owner trusts everybody")
    void otherAuthority() throws Exception {
        refuses(Place.identity("another secret", "node-2").context(Stranger.CREDULOUS));
    }

    @Test
    @DisplayName("without a certificate nobody comes in")
    void noCertificate() throws Exception {
        SSLContext nobody = SSLContext.getInstance("TLSv1.3");
        nobody.init(null, Stranger.CREDULOUS, null);
        refuses(nobody);
    }

    private void refuses(SSLContext context) throws Exception {
        try (var stranger = Stranger.at(one.address()).secured(context, "TLSv1.3")) {
            stranger.sends(HELLO);
            assertThat(stranger.isSentAway()).isTrue();
        }
        one.awaitRefused(Fault.NOT_TRUSTED, 1);
        assertThat(one.ears().isSilent()).isTrue();
    }

    @Test
    @DisplayName("TLS 1.2 is refused, with the best of certificates")
    void oldTls() throws Exception {
        try (var stranger = Stranger.at(one.address())) {
            SSLContext context = Place.identity(Place.SECRET, "node-2").context();
            assertThatThrownBy(() -> stranger.secured(context, "TLSv1.2")).isInstanceOf(SSLException.class);
        }
        one.awaitRefused(Fault.NOT_TRUSTED, 1);
        assertThat(one.ears().isSilent()).isTrue();
    }

    @Test
    @DisplayName("plain text is refused")
    void plainText() throws Exception {
        try (var stranger = Stranger.at(one.address())) {
            stranger.sends("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(stranger.isSentAway()).isTrue();
        }
        try (var stranger = Stranger.at(one.address())) {
            stranger.sends(HELLO);
            assertThat(stranger.isSentAway()).isTrue();
        }
        one.awaitRefused(Fault.NOT_TRUSTED, 2);
        assertThat(one.ears().isSilent()).isTrue();
    }

    @Test
    @DisplayName("a certificate that has expired, or is not good yet, is refused on both sides")
    void expired() {
        for (Duration away : new Duration[] {Duration.ofDays(-366), Duration.ofDays(2)}) {
            var identity = LinkIdentity.of(
                    Place.SECRET, TWO, new SecureRandom(), Instant.now().plus(away));
            try (var old = Place.of(identity)) {
                one.dial(old);
                assertThat(one.ears().next()).isEqualTo(new Listener.Failed(TWO, Failure.NOT_TRUSTED));
                // trusts the other, and learns with the first byte that it is not trusted itself
                old.connect(one).send(HELLO);
                assertThat(old.ears().ended()).isEqualTo(Ending.NOT_TRUSTED);
                assertThat(one.ears().isSilent()).isTrue();
            }
        }
        one.awaitRefused(Fault.NOT_TRUSTED, 2);
    }

    @Test
    @DisplayName("a node that says it is another than its certificate names is not heard")
    void otherName() {
        try (var two = Place.of("node-2")) {
            Connection dialed = two.connect(one);
            one.ears().next(Listener.Accepted.class);
            dialed.send(new LinkFrame.Hello(THREE, "start", 1));
            assertThat(one.ears().ended()).isEqualTo(Ending.NOT_TRUSTED);
            assertThat(two.ears().ended()).isEqualTo(Ending.BROKEN);
            one.awaitRefused(Fault.WRONG_NODE, 1);

            Connection again = two.connect(one);
            Connection accepted = one.ears().next(Listener.Accepted.class).connection();
            again.send(HELLO);
            assertThat(one.ears().heard()).isEqualTo(HELLO);
            accepted.send(new LinkFrame.Welcome(THREE, "start"));
            assertThat(two.ears().ended()).isEqualTo(Ending.NOT_TRUSTED);
            two.awaitRefused(Fault.WRONG_NODE, 1);
        }
    }

    @Test
    @DisplayName("whoever is dialed has to be who was meant")
    void otherThere() {
        try (var two = Place.of("node-2")) {
            one.links().dial(THREE, two.address());
            assertThat(one.ears().next()).isEqualTo(new Listener.Failed(THREE, Failure.NOT_TRUSTED));
            one.awaitRefused(Fault.WRONG_NODE, 1);
        }
    }

    @Test
    @DisplayName("bytes of a session show nothing, and said again they are of no use")
    void replay() throws Exception {
        SessionCopy copy = Frames.copy("session-of-this-test", 300);
        byte[] captured;
        try (var two = Place.of("node-2");
                var tap = new Tap(one.address())) {
            two.links().dial(one.node(), tap.address());
            Connection connection = two.ears().next(Listener.Connected.class).connection();
            one.ears().next(Listener.Accepted.class);
            connection.send(HELLO);
            connection.send(new LinkFrame.Copy(1, copy));
            assertThat(one.ears().heard()).isEqualTo(HELLO);
            assertThat(one.ears().heard()).isInstanceOf(LinkFrame.Copy.class);
            connection.close();
            assertThat(one.ears().ended()).isEqualTo(Ending.CLOSED_THERE);
            assertThat(two.ears().ended()).isEqualTo(Ending.CLOSED_HERE);
            captured = tap.towards();
            assertThat(captured).hasSizeGreaterThan(copy.record().length);
            for (byte[] seen : new byte[][] {captured, tap.back()}) {
                String text = new String(seen, StandardCharsets.ISO_8859_1);
                assertThat(text.contains("session-of-this-test")).isFalse();
                assertThat(text.contains(new String(copy.record(), 0, 16, StandardCharsets.ISO_8859_1)))
                        .isFalse();
                assertThat(text.contains("node-2")).isFalse();
            }
        }
        try (var stranger = Stranger.at(one.address())) {
            stranger.sends(captured);
            assertThat(stranger.isSentAway()).isTrue();
        }
        one.awaitRefused(Fault.NOT_TRUSTED, 1);
        assertThat(one.ears().isSilent()).isTrue();
    }

    @Test
    @DisplayName("no session is resumed: every connection shows its certificate")
    void noResumption() throws Exception {
        SSLContext context = Place.identity(Place.SECRET, "node-2").context();
        for (int i = 0; i < 3; i++) {
            try (var stranger = Stranger.at(one.address()).secured(context, "TLSv1.3")) {
                one.ears().next(Listener.Accepted.class);
                stranger.sends(HELLO);
                assertThat(one.ears().heard()).isEqualTo(HELLO);
                // what is put into a session is there again when it is resumed
                var session = ((SSLSocket) stranger.socket()).getSession();
                assertThat(session.getValue("seen")).isNull();
                session.putValue("seen", i);
                // leaves in good order, and takes the ticket it was given along
                stranger.sends(new byte[LinkCodec.LENGTH_BYTES]);
                assertThat(stranger.isSentAway()).isTrue();
                assertThat(one.ears().ended()).isEqualTo(Ending.CLOSED_THERE);
            }
        }
    }

    @Test
    @DisplayName("the authority follows from the secret alone, and is the same in every release")
    void authority() throws Exception {
        var key = (ECPublicKey) LinkIdentity.authority(Place.SECRET).getPublic();
        // computed with another implementation of HKDF and of the curve
        assertThat(key.getW().getAffineX())
                .isEqualTo(new BigInteger("7ea4f5941748bff508f1ff642730f5dad62976fdaaf00cbc6cfd75f5fa9c8427", 16));
        assertThat(key.getW().getAffineY())
                .isEqualTo(new BigInteger("5d831ef6bd9df3757b18dfbc1b624e1e440c165a0649220746a0f19553b3bbb1", 16));
    }

    @Test
    @DisplayName("an identity shows its node and no secret")
    void shown() {
        assertThat(Place.identity(Place.SECRET, "node-2")).hasToString("LinkIdentity[node-2]");
    }
}
