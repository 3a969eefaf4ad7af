package dev.parley.rtc.ice;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A candidate")
class CandidateTest {
    @Test
    @DisplayName("of Chromium, Firefox and aiortc is read")
    void read() {
        assertThat(Candidate.parse("candidate:1467250027 1 udp 2122260223 192.168.0.196 46243 typ host generation 0"))
                .hasValueSatisfying(candidate -> {
                    assertThat(candidate.priority()).isEqualTo(2122260223L);
                    assertThat(candidate.socketAddress()).isPresent();
                });
        assertThat(Candidate.parse("a=candidate:0 1 UDP 2122187007 5c1d.local 52041 typ host"))
                .hasValueSatisfying(candidate -> {
                    assertThat(candidate.transport()).isEqualTo("udp");
                    assertThat(candidate.socketAddress()).isEmpty();
                });
        assertThat(Candidate.parse(
                        "842163049 1 udp 1677729535 203.0.113.9 46243 typ srflx raddr 192.168.0.196 rport 46243"))
                .hasValueSatisfying(candidate -> assertThat(candidate.type()).isEqualTo(CandidateType.SRFLX));
        assertThat(Candidate.parse("candidate:9 1 tcp 1518280447 fe80::1 9 typ host tcptype active"))
                .hasValueSatisfying(
                        candidate -> assertThat(candidate.transport()).isEqualTo("tcp"));
    }

    @Test
    @DisplayName("of the RTCP component, or one that is none, is not")
    void notRead() {
        assertThat(Candidate.parse("candidate:1 2 udp 1 192.0.2.1 5 typ host")).isEmpty();
        assertThat(Candidate.parse("candidate:1 1 udp 1 192.0.2.1 70000 typ host"))
                .isEmpty();
        assertThat(Candidate.parse("candidate:1 1 udp 99999999999 192.0.2.1 5 typ host"))
                .isEmpty();
        assertThat(Candidate.parse("candidate:1 1 udp 1 192.0.2.1 5 typ what")).isEmpty();
        assertThat(Candidate.parse("")).isEmpty();
    }

    @Test
    @DisplayName("of ours is written as it is read, and a greater preference makes a greater priority")
    void written() {
        InetSocketAddress address = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 10_000);
        Candidate candidate = Candidate.host(address, IcePriority.ONLY_ADDRESS);
        assertThat(candidate.toSdp()).matches("candidate:[0-9a-z]+ 1 udp 2130706431 127.0.0.1 10000 typ host");
        assertThat(Candidate.parse(candidate.toSdp())).contains(candidate);
        assertThat(candidate.socketAddress()).contains(address);
        assertThat(Candidate.host(address, 7).priority()).isLessThan(candidate.priority());
    }
}
