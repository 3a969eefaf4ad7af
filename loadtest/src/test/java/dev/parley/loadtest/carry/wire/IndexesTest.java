package dev.parley.loadtest.carry.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Indexes: none comes twice unseen")
class IndexesTest {
    private static final int WRAP = 1 << 16;

    private final Indexes indexes = new Indexes();

    @Test
    @DisplayName("what comes again is seen, at once and after thousands of others")
    void again() {
        assertThat(indexes.isNew(7)).isTrue();
        assertThat(indexes.isNew(7)).isFalse();
        for (int sequence = 8; sequence < 20_000; sequence++) {
            assertThat(indexes.isNew(sequence)).isTrue();
        }
        assertThat(indexes.isNew(19_999)).isFalse();
        assertThat(indexes.isNew(8)).isFalse();
    }

    @Test
    @DisplayName("the same sequence number after a wrap is another index")
    void wrap() {
        for (int sequence = 0; sequence < 3 * WRAP; sequence++) {
            assertThat(indexes.isNew(sequence & WRAP - 1)).isTrue();
        }
        assertThat(indexes.isNew(WRAP - 2)).isFalse();
    }

    @Test
    @DisplayName("who went on from a copy and jumped to its horizon has used nothing twice, who did not jump has")
    void takenOver() {
        for (int sequence = 0; sequence < 1_000; sequence++) {
            assertThat(indexes.isNew(sequence)).isTrue();
        }
        int copied = 900;
        assertThat(indexes.isNew(copied + (1 << 14))).isTrue();
        assertThat(indexes.isNew(copied)).isFalse();
    }

    @Test
    @DisplayName("a seeded stream with losses, overtaking and repeats is judged as by a set of all indexes")
    void asASet() {
        Random random = new Random(5);
        Set<Long> all = new HashSet<>();
        long next = 60_000;
        for (int i = 0; i < 300_000; i++) {
            next += random.nextInt(100) == 0 ? random.nextInt(1 << 14) : 1;
            long index = random.nextInt(10) == 0 ? next - random.nextInt(2_000) : next;
            assertThat(indexes.isNew((int) index & WRAP - 1)).isEqualTo(all.add(index));
        }
    }
}
