package dev.parley.rtc.srtp;

import static dev.parley.rtc.srtp.Slab.OFFSET;
import static dev.parley.rtc.srtp.SrtpProfile.AEAD_AES_128_GCM;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A sender that may go only so far beyond what another has written down")
class SrtpLimitTest {
    private static final int BEYOND = 10;
    private static final int KNOWN = 1;
    private static final int LATER = 2;

    private final Slab slab = new Slab();

    private static SrtpSender sender(SrtpState state) {
        return new SrtpSender(SrtpCiphers.best(), AEAD_AES_128_GCM, SrtpOracleTest.master(AEAD_AES_128_GCM), state);
    }

    private boolean seals(SrtpSender sender, int ssrc, int sequenceNumber) {
        byte[] packet = Slab.rtp(ssrc, sequenceNumber, 20);
        int sealed = sender.protect(slab.put(packet).memory(), OFFSET, packet.length);
        if (sealed < 0) {
            assertThat(slab.bytes(packet.length)).as("refused, so as it was").isEqualTo(packet);
        }
        return sealed >= 0;
    }

    private boolean sealsRtcp(SrtpSender sender) {
        byte[] packet = Slab.rtcp(KNOWN, 0);
        return sender.protectRtcp(slab.put(packet).memory(), OFFSET, packet.length) >= 0;
    }

    @Test
    @DisplayName("seals up to there, and whoever goes on from what was written down begins behind it")
    void disjoint() {
        try (SrtpSender sender = sender(SrtpState.EMPTY)) {
            assertThat(seals(sender, KNOWN, 100)).isTrue();
            SrtpState written = sender.snapshot();
            sender.limit(written, BEYOND);
            assertThat(seals(sender, KNOWN, 100 + BEYOND)).isTrue();
            assertThat(seals(sender, KNOWN, 101 + BEYOND)).isFalse();
            SrtpStream next = written.ahead(BEYOND).rtp().getFirst();
            assertThat(next.highestIndex()).as("counts as used").isEqualTo(100 + BEYOND);
            try (SrtpSender successor = sender(written.ahead(BEYOND))) {
                assertThat(seals(successor, KNOWN, 101 + BEYOND)).isTrue();
            }
        }
    }

    @Test
    @DisplayName("counts the limit of a stream that begins later from its beginning")
    void later() {
        try (SrtpSender sender = sender(SrtpState.EMPTY)) {
            sender.limit(sender.snapshot(), BEYOND);
            assertThat(seals(sender, LATER, 500)).isTrue();
            assertThat(seals(sender, LATER, 499 + BEYOND)).isTrue();
            assertThat(seals(sender, LATER, 500 + BEYOND)).isFalse();
        }
    }

    @Test
    @DisplayName("goes further once more is written down, and as far as it likes without a limit")
    void raised() {
        try (SrtpSender sender = sender(SrtpState.EMPTY)) {
            seals(sender, KNOWN, 100);
            sender.limit(sender.snapshot(), BEYOND);
            seals(sender, KNOWN, 100 + BEYOND);
            sender.limit(sender.snapshot(), BEYOND);
            assertThat(seals(sender, KNOWN, 100 + 2 * BEYOND)).isTrue();
            assertThat(seals(sender, KNOWN, 101 + 2 * BEYOND)).isFalse();
            sender.unlimit();
            assertThat(seals(sender, KNOWN, 101 + 2 * BEYOND)).isTrue();
        }
    }

    @Test
    @DisplayName("and was restored: a stream that had begun since stays where it is until more is written down")
    void restored() {
        SrtpState written;
        SrtpState now;
        try (SrtpSender before = sender(SrtpState.EMPTY)) {
            seals(before, KNOWN, 100);
            written = before.snapshot();
            seals(before, KNOWN, 103);
            seals(before, LATER, 7);
            now = before.snapshot();
        }
        try (SrtpSender sender = sender(now)) {
            sender.limit(written, BEYOND);
            assertThat(seals(sender, KNOWN, 100 + BEYOND)).isTrue();
            assertThat(seals(sender, LATER, 8))
                    .as("nobody knows from where its limit counts")
                    .isFalse();
            sender.limit(sender.snapshot(), BEYOND);
            assertThat(seals(sender, LATER, 8)).isTrue();
        }
    }

    @Test
    @DisplayName("counts SRTCP too, also where none was sent before")
    void rtcp() {
        try (SrtpSender sender = sender(SrtpState.EMPTY)) {
            SrtpState written = sender.snapshot();
            sender.limit(written, BEYOND);
            for (int index = 0; index < BEYOND; index++) {
                assertThat(sealsRtcp(sender)).isTrue();
            }
            assertThat(sealsRtcp(sender)).isFalse();
            assertThat(written.ahead(BEYOND).withRtcp(KNOWN, BEYOND - 1L).rtcp())
                    .isEqualTo(List.of(new SrtpStream(KNOWN, BEYOND - 1L, -1L)));
        }
    }
}
