package dev.parley.rtc.packets;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

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
}
