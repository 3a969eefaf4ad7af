package dev.parley.rtc.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.rtc.srtp.StreamTable.IndexWindow;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The window of packet indexes")
class IndexWindowTest {
    @ParameterizedTest(name = "after {0}, {1} means {2}")
    @DisplayName("finds the index of a sequence number near what it saw")
    @CsvSource({
        "0x00005, 0x0006, 0x00006",
        "0x0FFFF, 0x0000, 0x10000",
        "0x10000, 0xFFFF, 0x0FFFF",
        "0x18000, 0x0000, 0x10000",
        "0x18001, 0x0000, 0x20000",
        "0x17FFF, 0xFFFF, 0x1FFFF",
        "0x17FFE, 0xFFFF, 0x0FFFF",
        "0x00002, 0xFFFE, 0x0FFFE",
    })
    void finds(String highest, String sequenceNumber, String index) {
        IndexWindow window = IndexWindow.restored(new SrtpStream(1, Long.decode(highest), -1));
        assertThat(window.indexOf(Integer.decode(sequenceNumber))).isEqualTo(Long.decode(index));
    }
}
