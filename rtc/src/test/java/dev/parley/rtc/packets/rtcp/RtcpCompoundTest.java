package dev.parley.rtc.packets.rtcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.parley.rtc.packets.Golden;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.UniqueElements;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RtcpCompoundTest {
    @Test
    @DisplayName("a compound comes apart in order and goes together again")
    void compound() {
        List<RtcpMessage> messages = List.of(
                new ReceiverReport(1, List.of()),
                SourceDescription.of(1, "node"),
                Nack.of(1, 2, 3),
                new UnknownRtcp(0, 207, new byte[0]),
                new Pli(1, 2));
        MemorySegment out = Golden.slab(RtcpCompound.length(messages));
        assertThat(RtcpCompound.write(messages, out, 0)).isEqualTo((int) out.byteSize());
        assertThat(RtcpCompound.parse(out)).isEqualTo(new RtcpCompound(messages, RtcpCompound.Defect.NONE));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @DisplayName("a malformed compound gives nothing, and a reason")
    @CsvSource({
        "no bytes, TRUNCATED, ''",
        "three bytes, TRUNCATED, 80c900",
        "a tail of two bytes, TRUNCATED, 80c90001 00000001 80c9",
        "version 1, BAD_VERSION, 40c90001 00000001",
        "length past the end, BAD_LENGTH, 80c90002 00000001",
        "padding of zero, BAD_PADDING, a0c90001 00000000",
        "padding over the header, BAD_PADDING, a0c90001 00000005",
        "a bad one after a good one, BAD_LENGTH, 80c90001 00000001 80c90002 00000001",
        "SR too short, BAD_CONTENT, 80c80001 00000001",
        "SR without its block, BAD_CONTENT, 81c80006 11223344 e4d9a1b2 80000000 000003e8 00000005 00000400",
        "RR without an SSRC, BAD_CONTENT, 80c90000",
        "RR without its block, BAD_CONTENT, 81c90001 00000001",
        "SDES without an end, BAD_CONTENT, 81ca0002 00000007 01026162",
        "SDES item past the end, BAD_CONTENT, 81ca0002 00000007 01ff6162",
        "SDES item without a length, BAD_CONTENT, a1ca0003 00000007 01016101 00000003",
        "SDES without its chunk, BAD_CONTENT, 81ca0000",
        "BYE without its SSRC, BAD_CONTENT, 81cb0000",
        "BYE reason past the end, BAD_CONTENT, 81cb0002 00000009 04747465",
        "NACK of nothing, BAD_CONTENT, 81cd0002 00000001 00000002",
        "NACK with half a pair, BAD_CONTENT, a1cd0003 00000001 00000002 fffe0002",
        "PLI with an FCI, BAD_CONTENT, 81ce0003 00000001 00000002 00000000",
        "PLI too short, BAD_CONTENT, 81ce0001 00000001",
        "FIR of nothing, BAD_CONTENT, 84ce0002 00000001 00000000",
        "FIR with half an entry, BAD_CONTENT, 84ce0003 00000001 00000000 0000000c",
        "REMB without a bitrate, BAD_CONTENT, 8fce0003 00000001 00000000 52454d42",
        "REMB with too few SSRCs, BAD_CONTENT, 8fce0004 00000001 00000000 52454d42 010186a0",
        "REMB over 63 bits, BAD_CONTENT, 8fce0004 00000001 00000000 52454d42 00feffff",
    })
    void malformed(String what, RtcpCompound.Defect defect, String hex) {
        assertThat(RtcpCompound.parse(Golden.segment(hex))).as(what).isEqualTo(new RtcpCompound(List.of(), defect));
    }

    @Test
    @DisplayName("more bytes than a datagram holds are refused")
    void tooLong() {
        assertThat(RtcpCompound.parse(Golden.slab(65_536)).defect()).isEqualTo(RtcpCompound.Defect.TOO_LONG);
    }

    @Test
    @DisplayName("padding in any packet of the compound is stepped over")
    void padding() {
        MemorySegment bytes = Golden.segment("a1ce0003 00000001 00000002 00000004  80c90001 00000001");
        assertThat(RtcpCompound.parse(bytes).messages())
                .containsExactly(new Pli(1, 2), new ReceiverReport(1, List.of()));
    }

    @Test
    @DisplayName(
            "what we do not keep is stepped over: extensions of reports, other SDES items, texts that are not UTF-8")
    void steppedOver() {
        assertThat(messages("80c90002 00000001 cafecafe")).containsExactly(new ReceiverReport(1, List.of()));
        assertThat(messages("81ca0004 00000007 02 03 616263 01 02 6465 000000"))
                .containsExactly(SourceDescription.of(7, "de"));
        assertThat(messages("81ca0002 00000007 01 01 ff 00")).containsExactly(SourceDescription.of(7, ""));
        assertThat(messages("81cb0002 00000009 01 ff 0000")).containsExactly(Bye.of(9));
        assertThat(messages("81cb0002 00000009 00 00 0000")).containsExactly(Bye.of(9));
    }

    @ParameterizedTest(name = "{0} {1}")
    @DisplayName("on a shared port the second byte tells RTCP from RTP")
    @CsvSource({
        "80c80001 00000001, true",
        "81cd0001 00000001, true",
        "80bf0001 00000001, false",
        "80c00001 00000001, true",
        "80df0001 00000001, true",
        "80e00001 00000001, false",
        "806f0001 00000001, false",
        "00c80001 00000001, false",
        "16c80001 00000001, false",
        "80c80001 000000, false",
        "'', false",
    })
    void demux(String hex, boolean isRtcp) {
        MemorySegment slab = Golden.segment(hex);
        assertThat(RtcpCompound.isRtcp(slab, 0, (int) slab.byteSize())).isEqualTo(isRtcp);
    }

    @Property
    void everyLostPacketIsNamedOnceAndInOrder(
            @ForAll @Size(min = 1, max = 100) @UniqueElements List<Short> sequenceNumbers) {
        List<Integer> lost =
                new ArrayList<>(sequenceNumbers.stream().map(s -> s & 0xFFFF).toList());
        Collections.sort(lost);
        Nack nack = Nack.of(1, 2, lost.stream().mapToInt(i -> i).toArray());
        List<Integer> named = new ArrayList<>();
        nack.forEachLost(named::add);
        assertThat(named).isEqualTo(lost);
        MemorySegment out = Golden.slab(nack.length());
        nack.write(out, 0);
        assertThat(RtcpCompound.parse(out).messages()).containsExactly(nack);
    }

    @Property
    void rembKeepsEighteenBitsAndNeverPromisesMore(@ForAll long bits) {
        long bitrate = bits & Long.MAX_VALUE;
        MemorySegment out = Golden.slab(20);
        new Remb(1, bitrate, List.of()).write(out, 0);
        Remb read = (Remb) RtcpCompound.parse(out).messages().getFirst();
        assertThat(read.bitrateBps()).isLessThanOrEqualTo(bitrate);
        assertThat(bitrate - read.bitrateBps()).isLessThanOrEqualTo(bitrate >>> 17);
    }

    @Property
    void reportsRoundTrip(@ForAll @Size(7) int[] n, @ForAll long ntp) {
        ReportBlock block = new ReportBlock(n[0], n[1] & 0xFF, n[2] >> 8, n[3], n[4], n[5], n[6]);
        List<RtcpMessage> messages = List.of(
                new SenderReport(n[0], ntp, n[1], n[2], n[3], List.of(block)),
                new ReceiverReport(n[4], List.of(block)));
        MemorySegment out = Golden.slab(RtcpCompound.length(messages));
        RtcpCompound.write(messages, out, 0);
        assertThat(RtcpCompound.parse(out).messages()).isEqualTo(messages);
    }

    @Test
    @DisplayName("what does not fit its field is our mistake and is named")
    void ourMistakes() {
        ReportBlock block = new ReportBlock(1, 0, 0, 0, 0, 0, 0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ReceiverReport(1, Collections.nCopies(32, block)))
                .withMessage("blocks: 32 (expected: 0..31)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SourceDescription.of(1, "x".repeat(256)))
                .withMessage("text: 256 bytes (expected: 0..255)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Nack(1, 2, List.of()))
                .withMessage("pairs: none (expected: 1 or more)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ReportBlock(1, 256, 0, 0, 0, 0, 0))
                .withMessage("fractionLost: 256 (expected: 0..255)");
        assertThat(new ReportBlock(1, 0, 1 << 24, 0, 0, 0, 0).cumulativeLost()).isEqualTo((1 << 23) - 1);
    }

    private static List<RtcpMessage> messages(String hex) {
        return RtcpCompound.parse(Golden.segment(hex)).messages();
    }
}
