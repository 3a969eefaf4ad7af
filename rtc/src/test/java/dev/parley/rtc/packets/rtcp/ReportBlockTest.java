package dev.parley.rtc.packets.rtcp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportBlockTest {
    @ParameterizedTest(name = "LSR {0}, DLSR {1}, now {2}: {3} us")
    @DisplayName("the round trip is now - LSR - DLSR, as in the figure of RFC 3550 §6.4.1")
    @CsvSource({
        "b7052000, 00054000, b7108000, 6125000",
        "00000000, 00054000, b7108000, -1",
        "b7108000, 00000001, b7108000, 0",
        "ffffff00, 00000000, 00000100, 7812",
    })
    void roundTrip(String lastSenderReport, String delay, String now, long expectedUs) {
        ReportBlock block = new ReportBlock(1, 0, 0, 0, 0, hex(lastSenderReport), hex(delay));
        assertThat(block.roundTripUs(hex(now))).isEqualTo(expectedUs);
    }

    private static int hex(String text) {
        return Integer.parseUnsignedInt(text, 16);
    }
}
