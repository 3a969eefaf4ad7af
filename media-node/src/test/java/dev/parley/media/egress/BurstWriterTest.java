package dev.parley.media.egress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.media.udp.BurstSender;
import dev.parley.media.udp.RemoteAddress;
import dev.parley.rtc.packets.Wire;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A burst")
class BurstWriterTest {
    private static final int PACKET_BYTES = 1_100;
    private static final int PACKETS = 1_000;
    private static final RemoteAddress SOMEBODY =
            RemoteAddress.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 9));

    /// Reads the packets when they are flushed, as the kernel does.
    private static final class Kernel implements BurstSender {
        private record Run(MemorySegment slab, long offset, int bytes, int segmentBytes) {}

        private final List<Run> queued = new ArrayList<>();
        private final List<Integer> sent = new ArrayList<>();

        @Override
        public void send(RemoteAddress to, MemorySegment slab, long offset, int bytes, int segmentBytes) {
            queued.add(new Run(slab, offset, bytes, segmentBytes));
        }

        @Override
        public void flush() {
            for (Run run : queued) {
                for (int at = 0; at < run.bytes(); at += run.segmentBytes()) {
                    sent.add(Wire.u32(run.slab(), run.offset() + at));
                }
            }
            queued.clear();
        }

        @Override
        public void close() {}
    }

    @Test
    @DisplayName("to one receiver may be larger than the slab: after a stall a turn holds any number of packets")
    void largerThanSlab() {
        var wire = new Kernel();
        var burst = new BurstWriter(Arena.ofAuto().allocate(300_000));
        burst.through(wire);
        for (int i = 0; i < PACKETS; i++) {
            Wire.putU32(burst.slab(), burst.at(), i);
            Wire.putU8(burst.slab(), burst.at() + PACKET_BYTES - 1, 1);
            burst.add(SOMEBODY, PACKET_BYTES);
        }
        burst.endReceiver(SOMEBODY);
        burst.flush();
        assertThat(wire.sent).isEqualTo(IntStream.range(0, PACKETS).boxed().toList());
    }
}
