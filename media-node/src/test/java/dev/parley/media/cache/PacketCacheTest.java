package dev.parley.media.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PacketCacheTest {
    private static final int CAPACITY = 4_096;

    @Test
    @DisplayName("a packet is found until newer bytes have taken its place, and never half of it")
    void overwriting() {
        try (Arena arena = Arena.ofConfined()) {
            var cache = new PacketCache(arena.allocate(CAPACITY));
            MemorySegment kilobyte = arena.allocate(1_000);
            for (int sequence = 0; sequence < 4; sequence++) {
                cache.put(sequence, kilobyte.fill((byte) sequence), 0, 1_000);
            }
            assertThat(cache.has(0)).isTrue();
            cache.put(4, kilobyte.fill((byte) 4), 0, 1_000); // does not fit behind 3: wraps onto 0
            assertThat(cache.has(0)).isFalse();
            assertThat(firstByte(cache, 1)).isEqualTo((byte) 1);
            assertThat(firstByte(cache, 4)).isEqualTo((byte) 4);
        }
    }

    @Property(tries = 200)
    @Label("whatever is found is what was put")
    void foundIsIntact(@ForAll byte[] sizes) {
        try (Arena arena = Arena.ofConfined()) {
            var cache = new PacketCache(arena.allocate(CAPACITY));
            MemorySegment packet = arena.allocate(1_500);
            for (int sequence = 0; sequence < sizes.length; sequence++) {
                int length = 1 + (sizes[sequence] & 0xFF) * 5;
                cache.put(sequence, packet.fill((byte) sequence), 0, length);
                for (int earlier = 0; earlier <= sequence; earlier++) {
                    if (cache.has(earlier)) {
                        assertThat(bytes(cache, earlier)).containsOnly((byte) earlier);
                    }
                }
            }
        }
    }

    private static byte firstByte(PacketCache cache, long sequence) {
        return cache.ring().get(ValueLayout.JAVA_BYTE, cache.find(sequence));
    }

    private static byte[] bytes(PacketCache cache, long sequence) {
        return cache.ring()
                .asSlice(cache.find(sequence), cache.length(sequence))
                .toArray(ValueLayout.JAVA_BYTE);
    }
}
