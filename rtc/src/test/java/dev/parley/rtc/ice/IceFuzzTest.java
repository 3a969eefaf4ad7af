package dev.parley.rtc.ice;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

@Label("Whatever arrives at an ICE agent")
class IceFuzzTest {
    private static final InetSocketAddress PEER = new InetSocketAddress(InetAddress.ofLiteral("2001:db8::1"), 5004);
    private static final IceCredentials NODE = new IceCredentials("abcd", "p".repeat(24));

    @Property(tries = 3000)
    @Label("gives an outcome, never an exception: any bytes")
    void anyBytes(@ForAll @Size(max = 200) byte[] bytes) {
        assertThat(IceLite.answer(bytes, PEER, _ -> NODE)).isInstanceOf(IceOutcome.Dropped.class);
    }

    @Property(tries = 5000)
    @Label("gives an outcome, never an exception: well-framed messages of any attributes with a right fingerprint")
    void framed(@ForAll @Size(max = 300) byte[] attributes, @ForAll boolean request) {
        assertThat(IceLite.answer(frame(attributes, request ? 1 : 0x101), PEER, _ -> NODE))
                .isNotNull();
        ClientChecks client = new ClientChecks(NODE, NODE, new Random(1), 0);
        assertThat(client.receive(frame(attributes, 0x101), PEER, 0)).isFalse();
    }

    @Property(tries = 3000)
    @Label("gives an outcome, never an exception: a good request with one piece replaced")
    void mutated(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] request = new StunWriter(StunWriter.BINDING_REQUEST, new byte[12])
                .username("abcd:efgh")
                .priority(1)
                .controlling(2)
                .useCandidate()
                .signed(NODE.pwd());
        byte[] attributes = Arrays.copyOfRange(request, 20, request.length - 8);
        for (int i = 0; i < 3; i++) {
            attributes[random.nextInt(attributes.length)] = (byte) random.nextInt();
        }
        assertThat(IceLite.answer(frame(attributes, 1), PEER, _ -> NODE)).isNotNull();
    }

    @Property(tries = 3000)
    @Label("reads as a candidate or not: any line")
    void candidates(@ForAll String line) {
        assertThat(Candidate.parse(line)).isNotNull();
        assertThat(Candidate.parse("candidate:1 1 udp " + line)).isNotNull();
        assertThat(Route.ofUfrag(line)).isNotNull();
    }

    private static byte[] frame(byte[] attributes, int type) {
        int padded = attributes.length / 4 * 4;
        ByteBuffer message = ByteBuffer.allocate(20 + padded + 8);
        message.putShort((short) type).putShort((short) (padded + 8)).putInt(0x2112A442);
        message.position(20).put(attributes, 0, padded);
        CRC32 crc = new CRC32();
        crc.update(message.array(), 0, message.position());
        message.putInt(0x80280004).putInt((int) crc.getValue() ^ 0x5354554E);
        return message.array();
    }
}
