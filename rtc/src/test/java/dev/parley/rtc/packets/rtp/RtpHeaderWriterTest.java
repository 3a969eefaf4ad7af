package dev.parley.rtc.packets.rtp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.rtc.packets.Allocation;
import dev.parley.rtc.packets.Golden;
import dev.parley.rtc.packets.Wire;
import java.lang.foreign.MemorySegment;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RtpHeaderWriterTest {
    private final MemorySegment slab = Golden.slab(2_000);
    private final RtpHeaderWriter writer = new RtpHeaderWriter();
    private final RtpPacket read = new RtpPacket();

    @Test
    @DisplayName("a bare header is twelve bytes")
    void bare() {
        int length = writer.begin(slab, 3, 111, false)
                .sequenceNumber(0xA1234)
                .timestamp(0xaabbccdd)
                .ssrc(0x01020304)
                .finish();
        assertThat(Golden.hex(slab, 3, length)).isEqualTo("80 6f 12 34 aa bb cc dd 01 02 03 04");
    }

    @Test
    @DisplayName("a CSRC and extensions of every size, padded to a word")
    void full() {
        int length = writer.begin(slab, 0, 96, true)
                .sequenceNumber(1)
                .timestamp(2)
                .ssrc(3)
                .csrc(0x11223344)
                .extensionU8(1, 0x7f)
                .extensionU16(3, 0xbeef)
                .extensionU24(4, 0x010203)
                .extension(10, "12".getBytes(US_ASCII))
                .finish();
        assertThat(Golden.hex(slab, 0, length))
                .isEqualTo("91 e0 00 01 00 00 00 02 00 00 00 03 11 22 33 44 be de 00 03 "
                        + "10 7f 31 be ef 42 01 02 03 a1 31 32");
    }

    @Test
    @DisplayName("an extension that was not negotiated (id 0) writes nothing, not even an empty block")
    void notNegotiated() {
        int length = writer.begin(slab, 0, 96, false)
                .sequenceNumber(1)
                .timestamp(2)
                .ssrc(3)
                .extensionU8(0, 1)
                .extensionU16(0, 1)
                .extensionU24(0, 1)
                .extension(0, new byte[4])
                .copyExtension(0, read, 1)
                .copyExtension(2, read, 1)
                .finish();
        assertThat(length).isEqualTo(12);
        assertThat(Wire.u8(slab, 0)).isEqualTo(0x80);
    }

    @Test
    @DisplayName("an element of a received packet is copied under our id")
    void copies() {
        MemorySegment received = Golden.segment("90 60 0001 00000002 00000003  be de 00 01  52 0a 0b 0c");
        assertThat(read.wrap(received, 0, (int) received.byteSize())).isTrue();
        int length = writer.begin(slab, 0, 96, false)
                .sequenceNumber(1)
                .timestamp(2)
                .ssrc(3)
                .copyExtension(7, read, 5)
                .finish();
        assertThat(Golden.hex(slab, 12, length - 12)).isEqualTo("be de 00 01 72 0a 0b 0c");
    }

    @Test
    @DisplayName("a two-byte element too long for the one-byte form is left out")
    void tooLongToCopy() {
        MemorySegment received =
                Golden.segment("90 60 0001 00000002 00000003  10 00 00 05  05 11" + "00".repeat(17) + "00");
        assertThat(read.wrap(received, 0, (int) received.byteSize())).isTrue();
        assertThat(read.extensionLength(5)).isEqualTo(17);
        int length = writer.begin(slab, 0, 96, false).copyExtension(7, read, 5).finish();
        assertThat(length).isEqualTo(12);
    }

    @Test
    @DisplayName("a reserved element can be filled in after the header is closed")
    void reserved() {
        writer.begin(slab, 0, 96, false).sequenceNumber(1).timestamp(2).ssrc(3);
        long late = writer.reserve(3, 2);
        int length = writer.finish();
        Wire.putU16(slab, late, 0xcafe);
        assertThat(Golden.hex(slab, 12, length - 12)).isEqualTo("be de 00 01 31 ca fe 00");
    }

    @Test
    @DisplayName("fourteen elements of sixteen bytes fit the room we say they need")
    void largest() {
        writer.begin(slab, 0, 96, false).csrc(1);
        for (int id = 1; id <= 14; id++) {
            writer.extension(id, new byte[16]);
        }
        assertThat(writer.finish()).isLessThanOrEqualTo(RtpHeaderWriter.MAX_HEADER_BYTES);
    }

    @Property
    void whatIsWrittenIsRead(
            @ForAll @IntRange(max = 127) int payloadType,
            @ForAll boolean marker,
            @ForAll @Size(4) int[] numbers,
            @ForAll @Size(min = 1, max = 16) byte[] data) {
        int header = writer.begin(slab, 5, payloadType, marker)
                .sequenceNumber(numbers[0])
                .timestamp(numbers[1])
                .ssrc(numbers[2])
                .csrc(numbers[3])
                .extension(14, data)
                .extensionU16(3, numbers[0])
                .finish();
        assertThat(read.wrap(slab, 5, header + 10)).isTrue();
        assertThat(read.payloadType()).isEqualTo(payloadType);
        assertThat(read.marker()).isEqualTo(marker);
        assertThat(read.sequenceNumber()).isEqualTo(numbers[0] & 0xFFFF);
        assertThat(read.timestamp()).isEqualTo(numbers[1]);
        assertThat(read.ssrc()).isEqualTo(numbers[2]);
        assertThat(read.csrc(0)).isEqualTo(numbers[3]);
        assertThat(Golden.hex(slab, read.extension(14), read.extensionLength(14)))
                .isEqualTo(Golden.hex(MemorySegment.ofArray(data), 0, data.length));
        assertThat(Wire.u16(slab, read.extension(3))).isEqualTo(numbers[0] & 0xFFFF);
        assertThat(read.payloadLength()).isEqualTo(10);
    }

    @Test
    @DisplayName("writing 100,000 headers allocates nothing")
    void allocatesNothing() {
        byte[] mid = "12".getBytes(US_ASCII);
        MemorySegment received = Golden.segment("90 60 0001 00000002 00000003  be de 00 01  52 0a 0b 0c");
        assertThat(read.wrap(received, 0, (int) received.byteSize())).isTrue();
        long[] sum = {0};
        long bytes = Allocation.bytesOf(
                100_000,
                () -> sum[0] += writer.begin(slab, 0, 96, true)
                        .sequenceNumber(sum[0])
                        .timestamp(2)
                        .ssrc(3)
                        .csrc(4)
                        .extension(1, mid)
                        .extensionU16(3, 7)
                        .copyExtension(7, read, 5)
                        .finish());
        assertThat(bytes).isZero();
        assertThat(sum[0]).isNotZero();
    }
}
