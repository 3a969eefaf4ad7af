package dev.parley.rtc.packets.rtcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.rtc.packets.Golden;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Golden bytes of every packet type, read and written back to the very same bytes.
class RtcpGoldenTest {
    private static final ReportBlock BLOCK =
            new ReportBlock(0x0a0b0c0d, 64, -2, 0x0001_1234, 77, 0xdeadbeef, 0x0000_8000);
    private static final String BLOCK_HEX = "0a0b0c0d 40 fffffe 00011234 0000004d deadbeef 00008000";

    static Stream<Arguments> packets() {
        return Stream.of(
                Arguments.of(
                        "80c80006 11223344 e4d9a1b2 80000000 000003e8 00000005 00000400",
                        new SenderReport(0x11223344, 0xe4d9a1b2_80000000L, 1000, 5, 1024, List.of())),
                Arguments.of(
                        "81c8000c 11223344 e4d9a1b2 80000000 000003e8 00000005 00000400" + BLOCK_HEX,
                        new SenderReport(0x11223344, 0xe4d9a1b2_80000000L, 1000, 5, 1024, List.of(BLOCK))),
                Arguments.of("80c90001 00000001", new ReceiverReport(1, List.of())),
                Arguments.of("82c9000d 00000001" + BLOCK_HEX + BLOCK_HEX, new ReceiverReport(1, List.of(BLOCK, BLOCK))),
                Arguments.of("81ca0003 00000007 01 04 61626364 00 00", SourceDescription.of(7, "abcd")),
                Arguments.of("81ca0003 00000007 01 05 6162636465 00", SourceDescription.of(7, "abcde")),
                Arguments.of(
                        "82ca0005 00000007 01 03 c3a963 000000  00000008 00000000",
                        new SourceDescription(
                                List.of(new SourceDescription.Chunk(7, "éc"), new SourceDescription.Chunk(8, "")))),
                Arguments.of("80ca0000", new SourceDescription(List.of())),
                Arguments.of("81cb0001 00000009", Bye.of(9)),
                Arguments.of("82cb0004 00000009 0000000a 04 74657374 000000", new Bye(List.of(9, 10), "test")),
                Arguments.of("81cd0004 00000001 00000002 fffe 0003 0100 8000", Nack.of(1, 2, -2, -1, 0, 256, 272)),
                Arguments.of("81ce0002 00000001 00000002", new Pli(1, 2)),
                Arguments.of(
                        "84ce0006 00000001 00000000 0000000c 07000000 0000000d ff000000",
                        new Fir(1, List.of(new Fir.Entry(12, 7), new Fir.Entry(13, 255)))),
                Arguments.of( // 100,000 fits 18 bits as it is
                        "8fce0005 00000001 00000000 52454d42 01 01 86a0 00000002", new Remb(1, 100_000, List.of(2))),
                Arguments.of( // 2^40 = 2^17 << 23
                        "8fce0004 00000001 00000000 52454d42 00 5e 0000", new Remb(1, 1L << 40, List.of())),
                Arguments.of("80cf0001 01020304", new UnknownRtcp(0, 207, new byte[] {1, 2, 3, 4})), // extended report
                Arguments.of( // application layer feedback that is not REMB
                        "8fce0003 00000001 00000000 41424344",
                        new UnknownRtcp(15, 206, Golden.bytes("00000001 00000000 41424344"))),
                Arguments.of( // TMMBR
                        "83cd0002 00000001 00000000", new UnknownRtcp(3, 205, Golden.bytes("00000001 00000000"))));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("packets")
    @DisplayName("bytes become the record, the record becomes the bytes")
    void bothWays(String hex, RtcpMessage message) {
        MemorySegment bytes = Golden.segment(hex);
        RtcpCompound read = RtcpCompound.parse(bytes);
        assertThat(read.defect()).isEqualTo(RtcpCompound.Defect.NONE);
        assertThat(read.messages()).containsExactly(message);
        MemorySegment out = Golden.slab(message.length() + 3);
        assertThat(message.write(out, 3)).isEqualTo(message.length()).isEqualTo((int) bytes.byteSize());
        assertThat(Golden.hex(out, 3, message.length())).isEqualTo(Golden.hex(bytes, 0, bytes.byteSize()));
    }
}
