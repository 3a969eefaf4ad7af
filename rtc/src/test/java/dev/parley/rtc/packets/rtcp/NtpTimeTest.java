package dev.parley.rtc.packets.rtcp;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NtpTimeTest {
    @Test
    @DisplayName("the Unix epoch is 2208988800 s into the NTP era; half a second is the top bit of the fraction")
    void epoch() {
        assertThat(NtpTime.ofUnixNs(0)).isEqualTo(2_208_988_800L << 32);
        assertThat(NtpTime.ofUnixNs(500_000_000L)).isEqualTo(2_208_988_800L << 32 | 0x8000_0000L);
        assertThat(NtpTime.compact(0x1234_5678_9abc_def0L)).isEqualTo(0x5678_9abc);
    }

    @Property
    void nanosecondsSurvive(@ForAll @LongRange(max = 2_085_000_000_999_999_999L) long unixNs) {
        assertThat(NtpTime.toUnixNs(NtpTime.ofUnixNs(unixNs))).isEqualTo(unixNs);
    }

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
