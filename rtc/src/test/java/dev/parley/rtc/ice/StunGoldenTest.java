package dev.parley.rtc.ice;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HexFormat;
import org.ice4j.attribute.Attribute;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The STUN samples of RFC 5769")
class StunGoldenTest {
    private static final String PASSWORD = "VOkJxbRl1RmTxUk/WvJxBt";
    private static final byte[] TRANSACTION = HexFormat.of().parseHex("b7e7a701bc34d686fa87dfae");

    private static final byte[] REQUEST = HexFormat.of().parseHex("""
            000100582112a442b7e7a701bc34d686fa87dfae\
            802200105354554e207465737420636c69656e74\
            002400046e0001ff80290008932ff9b151263b36\
            000600096576746a3a68367659202020\
            000800149aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a2\
            80280004e57a3bcf""");
    private static final byte[] RESPONSE_IPV4 = HexFormat.of().parseHex("""
            0101003c2112a442b7e7a701bc34d686fa87dfae\
            8022000b7465737420766563746f7220\
            002000080001a147e112a643\
            000800142b91f599fd9e90c38c7489f92af9ba53f06be7d7\
            80280004c07d4c96""");

    @Test
    @DisplayName("§2.1: a request is read, authentic, and tells its parts")
    void request() {
        StunMessage message = StunMessage.parse(REQUEST).orElseThrow();
        assertThat(message.isBindingRequest()).isTrue();
        assertThat(message.transactionId()).isEqualTo(TRANSACTION);
        assertThat(message.username()).contains("evtj:h6vY");
        assertThat(message.priority()).isEqualTo(0x6e0001ffL);
        assertThat(message.has(Attribute.ICE_CONTROLLED)).isTrue();
        assertThat(message.has(Attribute.USE_CANDIDATE)).isFalse();
        assertThat(message.isAuthentic(PASSWORD)).isTrue();
        assertThat(message.isAuthentic(PASSWORD + "x")).isFalse();
        assertThat(message.unknownRequired()).isEmpty();
    }

    @Test
    @DisplayName("§2.2: a response is read, authentic, and tells the mapped address")
    void response() throws Exception {
        StunMessage message = StunMessage.parse(RESPONSE_IPV4).orElseThrow();
        assertThat(message.isBindingSuccess()).isTrue();
        assertThat(message.isAuthentic(PASSWORD)).isTrue();
        assertThat(message.mappedAddress())
                .hasValueSatisfying(mapped -> assertThat(mapped.getAddress().getHostAddress() + ":" + mapped.getPort())
                        .isEqualTo("192.0.2.1:32853"));
    }

    @Test
    @DisplayName("§2.2 and §2.3: the mapped address is written as the RFC writes it")
    void mappedAddress() {
        byte[] ipv4 = new StunWriter(StunWriter.BINDING_SUCCESS, TRANSACTION)
                .xorMappedAddress(address("192.0.2.1"))
                .signed(PASSWORD);
        assertThat(Arrays.copyOfRange(ipv4, 20, 32)).isEqualTo(HexFormat.of().parseHex("002000080001a147e112a643"));
        byte[] ipv6 = new StunWriter(StunWriter.BINDING_SUCCESS, TRANSACTION)
                .xorMappedAddress(address("2001:db8:1234:5678:11:2233:4455:6677"))
                .signed(PASSWORD);
        assertThat(Arrays.copyOfRange(ipv6, 20, 44))
                .isEqualTo(HexFormat.of().parseHex("002000140002a1470113a9faa5d3f179bc25f4b5bed2b9d9"));
        assertThat(StunMessage.parse(ipv6))
                .hasValueSatisfying(
                        message -> assertThat(message.isAuthentic(PASSWORD)).isTrue());
    }

    private static InetSocketAddress address(String literal) {
        return new InetSocketAddress(InetAddress.ofLiteral(literal), 32853);
    }

    @Test
    @DisplayName("one flipped bit anywhere is noticed")
    void flipped() {
        for (int bit = 0; bit < REQUEST.length * 8; bit++) {
            byte[] damaged = REQUEST.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(StunMessage.parse(damaged).filter(message -> message.isAuthentic(PASSWORD)))
                    .as("bit %d", bit)
                    .isEmpty();
        }
    }
}
