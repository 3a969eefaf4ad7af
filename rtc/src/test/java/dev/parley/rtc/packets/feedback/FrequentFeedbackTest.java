package dev.parley.rtc.packets.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.rtc.packets.Allocation;
import dev.parley.rtc.packets.Golden;
import dev.parley.rtc.packets.rtcp.Nack;
import dev.parley.rtc.packets.rtcp.Pli;
import dev.parley.rtc.packets.rtcp.ReceiverReport;
import dev.parley.rtc.packets.rtcp.ReportBlock;
import dev.parley.rtc.packets.rtcp.RtcpCompound;
import dev.parley.rtc.packets.rtcp.RtcpMessage;
import dev.parley.rtc.packets.rtcp.TransportFeedback;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Feedback read where it lies")
class FrequentFeedbackTest {
    private static final int OFFSET = 64;
    private static final ReportBlock BLOCK = new ReportBlock(9, 64, -2, 70_000, 77, 0xdeadbeef, 0x8000);

    private final FrequentFeedback reader = new FrequentFeedback();

    @ParameterizedTest(name = "{0}")
    @DisplayName("golden bytes say what they say")
    @CsvSource({
        "'81c90007 00000001 0a0b0c0d 40fffffe 00011234 0000004d 00000005 00008000', report 64 5 32768",
        "'81cd0003 00000001 00000002 fffe 0003', lost 2 65534;lost 2 65535;lost 2 0",
        "'8fcd0005 00000001 00000002 0001 0003 000001 07 a800 0804'," + " arrivals since 64000 1+2000 2 lost 3+1000",
        "'afcd0006 00000001 00000002 0001 0001 000001 07 2001 04 00 00000004'," + " arrivals since 64000 1+1000",
    })
    void golden(String hex, String lines) {
        MemorySegment bytes = Golden.segment(hex);
        List<String> told = Told.inPlace(reader, bytes, 0, (int) bytes.byteSize());
        assertThat(told).isEqualTo(List.of(lines.split(";"))).isEqualTo(Told.byRecords(bytes));
    }

    @Test
    @DisplayName("a compound of many says the same as its records, wherever it lies")
    void likeRecords() {
        List<RtcpMessage> messages = List.of(
                new ReceiverReport(1, List.of(BLOCK, BLOCK)), arrivals(3), Nack.of(1, 2, 3, 5, 90), arrivals(60));
        MemorySegment slab = slab(messages);
        int length = RtcpCompound.length(messages);
        assertThat(Told.inPlace(reader, slab, OFFSET, length))
                .isEqualTo(Told.byRecords(slab.asSlice(OFFSET, length)))
                .hasSize(2 + 1 + 3 + 1);
    }

    @Test
    @DisplayName("a compound with anything else in it is left to the records")
    void others() {
        List<RtcpMessage> messages = List.of(new ReceiverReport(1, List.of()), new Pli(1, 2));
        assertThat(reader.wrap(slab(messages), OFFSET, RtcpCompound.length(messages)))
                .isFalse();
    }

    @Test
    @DisplayName("whatever is cut off or flipped, it says what the records say")
    void damaged() {
        List<RtcpMessage> messages =
                List.of(new ReceiverReport(1, List.of(BLOCK)), arrivals(40), Nack.of(1, 2, 3, 5, 90));
        int length = RtcpCompound.length(messages);
        Random random = new Random(11);
        for (int i = 0; i < 20_000; i++) {
            MemorySegment slab = slab(messages);
            for (int flips = random.nextInt(4); flips > 0; flips--) {
                slab.set(ValueLayout.JAVA_BYTE, OFFSET + random.nextInt(length), (byte) random.nextInt());
            }
            int kept = random.nextBoolean() ? length : random.nextInt(length + 1);
            assertThat(Told.inPlace(reader, slab, OFFSET, kept)).isEqualTo(Told.byRecords(slab.asSlice(OFFSET, kept)));
        }
    }

    @Test
    @DisplayName("reading allocates nothing")
    void allocatesNothing() {
        List<RtcpMessage> messages =
                List.of(new ReceiverReport(1, List.of(BLOCK)), arrivals(40), Nack.of(1, 2, 3, 5, 90));
        MemorySegment slab = slab(messages);
        int length = RtcpCompound.length(messages);
        Sum sum = new Sum();
        assertThat(Allocation.bytesOf(2_000, () -> {
                    if (reader.wrap(slab, OFFSET, length)) {
                        reader.read(sum);
                    }
                }))
                .isZero();
        assertThat(sum.value).isNotZero();
    }

    private static final class Sum implements FrequentFeedback.Listener {
        private long value;

        @Override
        public void reported(int fractionLost, int lastSenderReport, int delaySinceLastSenderReport) {
            value += fractionLost;
        }

        @Override
        public void lost(int mediaSsrc, int sequenceNumber) {
            value += sequenceNumber;
        }

        @Override
        public void arrived(Arrivals arrivals) {
            for (int i = 0; i < arrivals.count(); i++) {
                value += arrivals.received(i) ? arrivals.deltaUs(i) : 1;
            }
        }
    }

    private static TransportFeedback arrivals(int packets) {
        var builder = new TransportFeedback.Builder(1, 2, 3);
        for (int i = 0; i < packets; i++) {
            builder.add(65_500 + i + i / 7, 1_000_000 + i * 900L + (i % 9 == 0 ? 90_000 : 0));
        }
        return builder.build();
    }

    private static MemorySegment slab(List<RtcpMessage> messages) {
        MemorySegment slab = Golden.slab(OFFSET + RtcpCompound.length(messages) + OFFSET);
        RtcpCompound.write(messages, slab, OFFSET);
        return slab;
    }
}
