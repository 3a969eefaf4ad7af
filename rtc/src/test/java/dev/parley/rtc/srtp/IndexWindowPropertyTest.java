package dev.parley.rtc.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.rtc.srtp.StreamTable.IndexWindow;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;

@Label("The window of packet indexes, in random worlds")
class IndexWindowPropertyTest {
    @Property(tries = 300)
    @Label("admits every index once, whatever the order")
    void once(@ForAll long seed) {
        Random random = new Random(seed);
        IndexWindow window = new IndexWindow();
        Set<Long> used = new HashSet<>();
        long base = 0;
        for (int i = 0; i < 3000; i++) {
            base += random.nextInt(random.nextInt(100) == 0 ? 3000 : 3);
            long index = Math.max(0, base - random.nextInt(1500));
            boolean expected = !used.contains(index) && window.highest() - index < IndexWindow.BITS;
            assertThat(window.admits(index))
                    .as("seed %d, index %d", seed, index)
                    .isEqualTo(expected);
            if (expected) {
                window.note(index);
                used.add(index);
            }
        }
    }

    @Property(tries = 100)
    @Label("restored, knows the newest 64 and takes everything older for used")
    void restored(@ForAll long seed) {
        Random random = new Random(seed);
        IndexWindow window = new IndexWindow();
        for (int i = 0; i < 500; i++) {
            window.note(random.nextInt(700));
        }
        IndexWindow copy = IndexWindow.restored(window.snapshot(1));
        for (long index = 0; index < 900; index++) {
            boolean known = window.highest() - index < 64;
            assertThat(copy.admits(index)).isEqualTo(known && window.admits(index));
        }
        assertThat(copy.snapshot(1)).isEqualTo(window.snapshot(1));
    }
}
