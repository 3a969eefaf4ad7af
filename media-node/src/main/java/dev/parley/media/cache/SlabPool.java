package dev.parley.media.cache;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Map;

/// Off-heap rings for packet caches, handed out and taken back by one loop, so that people coming and going costs
/// no memory beyond the greatest number that were there at once.
public final class SlabPool {
    /// How much of a stream is remembered.
    public enum Size {
        /// Audio is not retransmitted: enough for the packets of a turn.
        AUDIO(16 * 1_024),
        /// A layer of 150 kbit/s: 3.5 s.
        SMALL(64 * 1_024),
        /// A layer of 500 kbit/s: 2 s.
        MEDIUM(128 * 1_024),
        /// A layer of 2.5 Mbit/s: 1.7 s.
        LARGE(512 * 1_024);

        private final int bytes;

        Size(int bytes) {
            this.bytes = bytes;
        }

        public static Size of(boolean audio, int layers, int layer) {
            if (audio) {
                return AUDIO;
            }
            return switch (layers - 1 - layer) { // the highest layer is the largest, however many there are
                case 0 -> LARGE;
                case 1 -> MEDIUM;
                default -> SMALL;
            };
        }
    }

    private final Map<Size, ArrayDeque<MemorySegment>> free = new EnumMap<>(Size.class);

    public SlabPool() {
        for (Size size : Size.values()) {
            free.put(size, new ArrayDeque<>());
        }
    }

    public MemorySegment take(Size size) {
        MemorySegment slab = of(size).pollFirst();
        return slab != null ? slab : Arena.ofAuto().allocate(size.bytes, 64);
    }

    public void giveBack(MemorySegment slab) {
        for (Size size : Size.values()) {
            if (size.bytes == slab.byteSize()) {
                of(size).addFirst(slab);
            }
        }
    }

    private ArrayDeque<MemorySegment> of(Size size) {
        return free.computeIfAbsent(size, _ -> new ArrayDeque<>());
    }
}
