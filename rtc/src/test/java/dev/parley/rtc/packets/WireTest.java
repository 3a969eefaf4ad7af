package dev.parley.rtc.packets;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WireTest {
    @Test
    @DisplayName("numbers lie in network byte order at any alignment, and unsigned ones stay positive")
    void golden() {
        MemorySegment s = Golden.segment("00 fe dc ba 98 76 54 32 10");
        assertThat(Wire.u8(s, 1)).isEqualTo(0xfe);
        assertThat(Wire.u16(s, 1)).isEqualTo(0xfedc);
        assertThat(Wire.u24(s, 1)).isEqualTo(0xfedcba);
        assertThat(Wire.u32(s, 1)).isEqualTo(0xfedcba98);
        assertThat(Wire.unsigned32(s, 1)).isEqualTo(0xfedcba98L);
        assertThat(Wire.u64(s, 1)).isEqualTo(0xfedcba9876543210L);
    }

    @Property
    void whatIsPutIsRead(@ForAll long value, @ForAll @IntRange(max = 7) int offset) {
        MemorySegment s = Golden.slab(16);
        Wire.putU64(s, offset, value);
        assertThat(Wire.u64(s, offset)).isEqualTo(value);
        Wire.putU32(s, offset, (int) value);
        assertThat(Wire.u32(s, offset)).isEqualTo((int) value);
        Wire.putU24(s, offset, (int) value);
        assertThat(Wire.u24(s, offset)).isEqualTo((int) value & 0xFFFFFF);
        Wire.putU16(s, offset, (int) value);
        assertThat(Wire.u16(s, offset)).isEqualTo((int) value & 0xFFFF);
        Wire.putU8(s, offset, (int) value);
        assertThat(Wire.u8(s, offset)).isEqualTo((int) value & 0xFF);
    }
}
