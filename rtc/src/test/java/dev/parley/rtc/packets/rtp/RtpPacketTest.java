package dev.parley.rtc.packets.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.rtc.packets.Allocation;
import dev.parley.rtc.packets.Golden;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RtpPacketTest {
    private static final String FIXED = "80 e0 12 34 aa bb cc dd 01 02 03 04";

    private final RtpPacket packet = new RtpPacket();

    @Test
    @DisplayName("the fixed header is read field by field")
    void fixedHeader() {
        assertThat(wrap(FIXED + "de ad be ef")).isTrue();
        assertThat(packet.marker()).isTrue();
        assertThat(packet.payloadType()).isEqualTo(96);
        assertThat(packet.sequenceNumber()).isEqualTo(0x1234);
        assertThat(packet.timestamp()).isEqualTo(0xaabbccdd);
        assertThat(packet.ssrc()).isEqualTo(0x01020304);
        assertThat(packet.csrcCount()).isZero();
        assertThat(packet.headerLength()).isEqualTo(12);
        assertThat(packet.payloadOffset()).isEqualTo(12);
        assertThat(packet.payloadLength()).isEqualTo(4);
        assertThat(packet.paddingLength()).isZero();
        assertThat(packet.extension(1)).isEqualTo(-1);
        assertThat(packet.extensionLength(1)).isEqualTo(-1);
        assertThat(packet)
                .hasToString("RtpPacket[pt=96 seq=4660 ts=2864434397 ssrc=01020304 marker=true payload=4 "
                        + "padding=0 extensions=[]]");
    }

    @Test
    @DisplayName("CSRCs, one-byte extensions with padding between, and padding at the end")
    void everything() {
        assertThat(wrap("""
                b2 6f 00 01 00 00 00 02 00 00 00 03
                11 11 11 11  ff ff ff ff
                be de 00 03
                10 7f  00 00  31 be ef  42 01 02 03  00
                aa bb cc  00 00 03""")).isTrue();
        assertThat(packet.csrcCount()).isEqualTo(2);
        assertThat(packet.csrc(0)).isEqualTo(0x11111111);
        assertThat(packet.csrc(1)).isEqualTo(-1);
        assertThat(packet.headerLength()).isEqualTo(12 + 8 + 4 + 12);
        assertThat(elementHex(1)).isEqualTo("7f");
        assertThat(elementHex(3)).isEqualTo("be ef");
        assertThat(elementHex(4)).isEqualTo("01 02 03");
        assertThat(packet.payloadLength()).isEqualTo(3);
        assertThat(packet.paddingLength()).isEqualTo(3);
    }

    @Test
    @DisplayName("two-byte extensions: high ids, an empty element, appbits ignored")
    void twoByteForm() {
        assertThat(wrap("90 60 00 01 00 00 00 02 00 00 00 03  10 0f 00 03  ff 02 ca fe  00 05 00  0f 03 01 02 03"))
                .isTrue();
        assertThat(elementHex(255)).isEqualTo("ca fe");
        assertThat(packet.extensionLength(5)).isZero();
        assertThat(packet.extension(5)).isEqualTo(23);
        assertThat(elementHex(15)).isEqualTo("01 02 03");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @DisplayName("a broken element ends the scan; those before it and the payload stay")
    @CsvSource({
        "id 15 ends the one-byte scan, bede 0002 10aa f0bb 20cc 0000",
        "id 0 with a length ends it too, bede 0002 10aa 03bb 20cc 0000",
        "an element over the end of the block, bede 0002 10aa 0000 0000 27bb",
        "a two-byte element over the end, 1000 0002 0101 aa00 0205 bbcc",
        "a two-byte element cut before its length, 1000 0002 0101 aa00 0000 0002",
        "the second element of an id is ignored, bede 0002 10aa 10bb 0000 0000",
    })
    void brokenElements(String what, String block) {
        assertThat(wrap("90 60 00 01 00 00 00 02 00 00 00 03" + block + "77"))
                .as(what)
                .isTrue();
        assertThat(elementHex(1)).isEqualTo("aa");
        assertThat(packet.extension(2)).isEqualTo(-1);
        assertThat(packet.extension(15)).isEqualTo(-1);
        assertThat(packet.payloadLength()).isEqualTo(1);
    }

    @Test
    @DisplayName("an extension block of another profile is stepped over")
    void otherProfile() {
        assertThat(wrap("90 60 00 01 00 00 00 02 00 00 00 03  12 34 00 01 10 aa 00 00  77"))
                .isTrue();
        assertThat(packet.extension(1)).isEqualTo(-1);
        assertThat(packet.payloadLength()).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("what is not RTP is refused")
    @CsvSource({
        "empty, ''",
        "eleven bytes, 80 60 0001 00000002 000000",
        "version 1, 40 60 0001 00000002 00000003",
        "CSRCs past the end, 81 60 0001 00000002 00000003 000000",
        "extension head past the end, 90 60 0001 00000002 00000003 bede00",
        "extension block past the end, 90 60 0001 00000002 00000003 bede0002 00000000",
        "padding of zero, a0 60 0001 00000002 00000003 aabbcc00",
        "padding longer than the payload, a0 60 0001 00000002 00000003 aabbcc05",
        "padding flag and no payload, a0 60 0001 00000002 00000003",
    })
    void refused(String what, String hex) {
        assertThat(wrap(hex)).as(what).isFalse();
    }

    @Test
    @DisplayName("a packet of only padding has an empty payload")
    void probe() {
        assertThat(wrap("a0 60 0001 00000002 00000003 00000004")).isTrue();
        assertThat(packet.payloadLength()).isZero();
        assertThat(packet.paddingLength()).isEqualTo(4);
    }

    @Test
    @DisplayName("bounds outside the slab are refused, not thrown")
    void outsideTheSlab() {
        MemorySegment slab = Golden.segment(FIXED);
        assertThat(packet.wrap(slab, 0, 13)).isFalse();
        assertThat(packet.wrap(slab, 1, 12)).isFalse();
        assertThat(packet.wrap(slab, -1, 12)).isFalse();
        assertThat(packet.wrap(slab, 0, -1)).isFalse();
        assertThat(packet.wrap(slab, Long.MAX_VALUE, 12)).isFalse();
        assertThat(packet.wrap(slab, 0, 12)).isTrue();
    }

    @Test
    @DisplayName("a wrap forgets the extensions of the packet before it, even when it refuses")
    void forgets() {
        String withElement = "90 60 00 01 00 00 00 02 00 00 00 03  be de 00 01 10 aa 00 00";
        assertThat(wrap(withElement)).isTrue();
        assertThat(wrap(FIXED)).isTrue();
        assertThat(packet.extension(1)).isEqualTo(-1);
        assertThat(wrap(withElement)).isTrue();
        assertThat(wrap("00")).isFalse();
        assertThat(packet.extension(1)).isEqualTo(-1);
    }

    @Test
    @DisplayName("a packet in the middle of a slab answers offsets of the slab")
    void middleOfSlab() {
        MemorySegment slab =
                Golden.segment("ff ff ff 90 60 00 01 00 00 00 02 00 00 00 03 be de 00 01 10 aa 00 00 77 ff");
        assertThat(packet.wrap(slab, 3, 21)).isTrue();
        assertThat(packet.payloadOffset()).isEqualTo(23);
        assertThat(packet.payloadLength()).isEqualTo(1);
        assertThat(packet.extension(1)).isEqualTo(20);
        assertThat(packet.offset()).isEqualTo(3);
        assertThat(packet.length()).isEqualTo(21);
        assertThat(packet.slab()).isSameAs(slab);
    }

    @Test
    @DisplayName("reading 100,000 packets allocates nothing")
    void allocatesNothing() {
        MemorySegment slab = Golden.segment("""
                b2 6f 00 01 00 00 00 02 00 00 00 03 11 11 11 11 ff ff ff ff be de 00 03
                10 7f 00 00 31 be ef 42 01 02 03 00 aa bb cc 00 00 03""");
        long[] sum = {0};
        long bytes = Allocation.bytesOf(100_000, () -> {
            if (packet.wrap(slab, 0, (int) slab.byteSize())) {
                sum[0] += packet.ssrc() + packet.csrc(1) + packet.extension(3) + packet.payloadLength();
                sum[0] += AudioLevel.decibelsBelowOverload(AudioLevel.read(packet, 1));
            }
        });
        assertThat(bytes).isZero();
        assertThat(sum[0]).isNotZero();
    }

    private boolean wrap(String hex) {
        MemorySegment slab = Golden.segment(hex);
        return packet.wrap(slab, 0, (int) slab.byteSize());
    }

    private String elementHex(int id) {
        return Golden.hex(packet.slab(), packet.extension(id), packet.extensionLength(id));
    }
}
