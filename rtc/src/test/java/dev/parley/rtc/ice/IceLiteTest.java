package dev.parley.rtc.ice;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.rtc.ice.IceOutcome.Answered;
import dev.parley.rtc.ice.IceOutcome.Drop;
import dev.parley.rtc.ice.IceOutcome.Dropped;
import dev.parley.rtc.ice.IceOutcome.Refusal;
import dev.parley.rtc.ice.IceOutcome.Refused;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A lite agent")
class IceLiteTest {
    private static final InetSocketAddress PEER = new InetSocketAddress(InetAddress.ofLiteral("198.51.100.7"), 5004);
    private static final byte[] ID = "123456789012".getBytes(US_ASCII);
    private static final IceCredentials NODE = new IceCredentials("nodeufrag", "n".repeat(24));

    private static IceOutcome answer(byte[] datagram) {
        return IceLite.answer(datagram, PEER, ufrag -> ufrag.equals(NODE.ufrag()) ? NODE : null);
    }

    private static StunWriter request(String username) {
        return new StunWriter(StunWriter.BINDING_REQUEST, ID)
                .username(username)
                .priority(1_234_567)
                .controlling(99);
    }

    private static Refused refused(byte[] datagram) {
        IceOutcome outcome = answer(datagram);
        assertThat(outcome).isInstanceOf(Refused.class);
        return (Refused) outcome;
    }

    private static StunMessage read(ByteBuffer reply) {
        byte[] bytes = new byte[reply.remaining()];
        reply.duplicate().get(bytes);
        return StunMessage.parse(bytes).orElseThrow();
    }

    @Test
    @DisplayName("answers a check of its own peer, signed, with the address it came from")
    void answers() {
        Answered answered = (Answered) answer(request("nodeufrag:page").signed(NODE.pwd()));
        assertThat(answered.localUfrag()).isEqualTo("nodeufrag");
        assertThat(answered.remoteUfrag()).isEqualTo("page");
        assertThat(answered.nominated()).isFalse();
        assertThat(answered.priority()).isEqualTo(1_234_567);
        StunMessage reply = read(answered.reply());
        assertThat(reply.isBindingSuccess()).isTrue();
        assertThat(reply.hasTransactionId(ID)).isTrue();
        assertThat(reply.isAuthentic(NODE.pwd())).isTrue();
        assertThat(reply.mappedAddress())
                .hasValueSatisfying(mapped -> assertThat(mapped.getPort()).isEqualTo(PEER.getPort()));
    }

    @Test
    @DisplayName("notices USE-CANDIDATE, but not when it stands behind MESSAGE-INTEGRITY, where anybody can put it")
    void nomination() {
        byte[] nominating = request("nodeufrag:page").useCandidate().signed(NODE.pwd());
        assertThat(((Answered) answer(nominating)).nominated()).isTrue();
        assertThat(((Answered) answer(withForgedNomination())).nominated()).isFalse();
    }

    private static byte[] withForgedNomination() {
        byte[] honest = request("nodeufrag:page").signed(NODE.pwd());
        int covered = honest.length - 8;
        ByteBuffer forged = ByteBuffer.allocate(honest.length + 4);
        forged.put(honest, 0, covered).putInt(0x00250000);
        forged.putShort(2, (short) (forged.capacity() - StunMessage.HEADER_BYTES));
        CRC32 crc = new CRC32();
        crc.update(forged.array(), 0, forged.position());
        forged.putInt(0x80280004).putInt((int) crc.getValue() ^ 0x5354554E);
        return forged.array();
    }

    @Test
    @DisplayName("refuses by name and code")
    void refuses() {
        String wrong = "w".repeat(24);
        assertThat(refused(request("nodeufrag:page").signed(wrong)).reason()).isEqualTo(Refusal.WRONG_PASSWORD);
        assertThat(read(refused(request("nodeufrag:page").signed(wrong)).reply())
                        .errorCode())
                .isEqualTo(401);
        Refused unknown = refused(request("someone:page").signed(wrong));
        assertThat(unknown.reason()).isEqualTo(Refusal.UNKNOWN_UFRAG);
        assertThat(unknown.localUfrag()).isEqualTo("someone");
        assertThat(read(unknown.reply()).errorCode()).isEqualTo(401);
        assertThat(refused(request("nodeufrag:page").fingerprinted()).reason()).isEqualTo(Refusal.NO_INTEGRITY);
        Refused nameless = refused(new StunWriter(StunWriter.BINDING_REQUEST, ID).signed(wrong));
        assertThat(nameless.reason()).isEqualTo(Refusal.NO_USERNAME);
        assertThat(read(nameless.reply()).errorCode()).isEqualTo(400);
    }

    @Test
    @DisplayName("tells a peer that takes itself for controlled to change its mind, in a signed error")
    void roleConflict() {
        ByteBuffer request = ByteBuffer.wrap(request("nodeufrag:page").signed(NODE.pwd()));
        byte[] controlled = controlledRequest();
        assertThat(request.remaining()).isEqualTo(controlled.length);
        Refused refused = refused(controlled);
        assertThat(refused.reason()).isEqualTo(Refusal.ROLE_CONFLICT);
        assertThat(read(refused.reply()).errorCode()).isEqualTo(487);
        assertThat(read(refused.reply()).isAuthentic(NODE.pwd())).isTrue();
    }

    private static byte[] controlledRequest() {
        return new StunWriter(StunWriter.BINDING_REQUEST, ID)
                .username("nodeufrag:page")
                .priority(1)
                .attribute(0x8029, new byte[8])
                .signed(NODE.pwd());
    }

    @Test
    @DisplayName("names the attributes it would have to understand")
    void unknownAttribute() {
        byte[] request = request("nodeufrag:page")
                .attribute(0x7777, new byte[3])
                .attribute(0xC057, new byte[4])
                .signed(NODE.pwd());
        Refused refused = refused(request);
        assertThat(refused.reason()).isEqualTo(Refusal.UNKNOWN_ATTRIBUTE);
        assertThat(read(refused.reply()).errorCode()).isEqualTo(420);
    }

    @Test
    @DisplayName("is silent about indications, answers and damaged messages")
    void silent() {
        assertThat(answer(new StunWriter(0x0011, ID).fingerprinted())).isEqualTo(new Dropped(Drop.INDICATION));
        assertThat(answer(new StunWriter(StunWriter.BINDING_SUCCESS, ID).fingerprinted()))
                .isEqualTo(new Dropped(Drop.NOT_A_REQUEST));
        byte[] damaged = request("nodeufrag:page").signed(NODE.pwd());
        damaged[30] ^= 1;
        assertThat(answer(damaged)).isEqualTo(new Dropped(Drop.MALFORMED));
        assertThat(answer(new byte[0])).isEqualTo(new Dropped(Drop.MALFORMED));
    }

    @Test
    @DisplayName("tells whose a check is without answering it")
    void whose() {
        assertThat(IceLite.localUfrag(request("another:page").signed("p".repeat(24))))
                .contains("another");
        assertThat(IceLite.localUfrag(new byte[20])).isEmpty();
    }

    @Test
    @DisplayName("a fragment carries its route, and only a fragment that can")
    void route() {
        Random random = new Random(1);
        Route route = Route.of("node-7", 31);
        IceCredentials credentials = IceCredentials.generate(route, random);
        assertThat(Route.ofUfrag(credentials.ufrag())).contains(route);
        assertThat(credentials.ufrag()).hasSize(14).matches("[A-Za-z0-9+/]+");
        assertThat(credentials.pwd()).hasSize(24).matches("[A-Za-z0-9+/]+");
        assertThat(Route.of("node-7", 31)).isEqualTo(route).isNotEqualTo(Route.of("node-8", 31));
        assertThat(Route.ofUfrag("short")).isEmpty();
        assertThat(Route.ofUfrag("with-a-dash")).isEmpty();
        assertThat(credentials.toString()).doesNotContain(credentials.pwd());
    }
}
