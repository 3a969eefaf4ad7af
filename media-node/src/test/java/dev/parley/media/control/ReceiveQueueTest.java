package dev.parley.media.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReceiveQueueTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    10000 | 17 |  71: 00000000:2710 00000000:0000 07 0:0 00:00000000 00000000 0 0 31907 2 ffff8 17
                    10000 | 9  | 2: 00000000000000000000000000000000:2710 0:0000 07 0:0 00:0 0 0 0 7 2 f 9
                    10001 | 0  |  71: 00000000:2710 00000000:0000 07 0:0 00:00000000 00000000 0 0 31907 2 ffff8 17
                    10000 | 0  | sl local_address rem_address st tx_queue rx_queue tr tm retrnsmt uid inode ref drops
                    10000 | 0  | 71: 00000000:2710
                    """)
    @DisplayName("a line of the kernel's table counts for the port it names, and for no other")
    void lines(int port, long dropped, String line) {
        assertThat(ReceiveQueue.dropped(line, port)).isEqualTo(dropped);
    }
}
