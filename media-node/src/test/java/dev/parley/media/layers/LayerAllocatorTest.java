package dev.parley.media.layers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LayerAllocatorTest {
    private static final List<LayerOffer> CAMERA = List.of(
            new LayerOffer(0, 150_000, 180), new LayerOffer(1, 500_000, 360), new LayerOffer(2, 2_500_000, 1_080));

    @Test
    @DisplayName("a tile gets the lowest layer that fills it, however much would fit")
    void noMoreThanShown() {
        assertThat(allocate(10_000_000, tile(180), tile(181), tile(1_080))).containsExactly(0, 1, 2);
    }

    @Test
    @DisplayName("everybody's small picture comes before anybody's large one")
    void smallBeforeLarge() {
        assertThat(allocate(700_000, tile(1_080), tile(1_080), tile(1_080), tile(1_080)))
                .containsExactly(0, 0, 0, 0);
    }

    @Test
    @DisplayName("what is left after the small pictures goes to the first tiles")
    void firstTilesFirst() {
        assertThat(allocate(1_000_000, tile(1_080), tile(1_080), tile(1_080))).containsExactly(1, 0, 0);
    }

    @Test
    @DisplayName("an idle tile costs nothing and shows nothing")
    void idle() {
        assertThat(allocate(1_000_000, tile(0), tile(180))).containsExactly(LayerAllocator.NONE, 0);
    }

    @Test
    @DisplayName("the first tile shows its smallest layer even when nothing seems to fit")
    void neverAllBlack() {
        assertThat(allocate(10_000, tile(1_080), tile(1_080))).containsExactly(0, LayerAllocator.NONE);
    }

    @Test
    @DisplayName("a step up needs room to spare, a layer already shown does not")
    void hysteresis() {
        long barely = 500_000;
        assertThat(allocate(barely, shown(1_080, 0))).containsExactly(0);
        assertThat(allocate(barely, shown(1_080, 1))).containsExactly(1);
    }

    @Test
    @DisplayName("a publisher that sends no layer at the moment shows nothing")
    void nothingOffered() {
        var away = new Demand().ask(1_080, List.of(), LayerAllocator.NONE);
        assertThat(allocate(1_000_000, away)).containsExactly(LayerAllocator.NONE);
    }

    @Property(tries = 500)
    @Label("beyond the first tile's smallest layer the budget is never exceeded")
    void withinBudget(
            @ForAll @Size(min = 1, max = 30) List<@IntRange(max = 2_000) Integer> heights,
            @ForAll @LongRange(min = 150_000, max = 30_000_000) long budget) {
        var layers =
                allocate(budget, heights.stream().map(LayerAllocatorTest::tile).toArray(Demand[]::new));
        long spent = layers.stream()
                .filter(layer -> layer >= 0)
                .mapToLong(layer -> CAMERA.get(layer).bps())
                .sum();
        assertThat(spent).isLessThanOrEqualTo(budget);
    }

    private static Demand tile(int height) {
        return shown(height, LayerAllocator.NONE);
    }

    private static Demand shown(int height, int currentLayer) {
        return new Demand().ask(height, CAMERA, currentLayer);
    }

    private static List<Integer> allocate(long budgetBps, Demand... demands) {
        LayerAllocator.allocate(List.of(demands), budgetBps);
        return Arrays.stream(demands).map(Demand::layer).toList();
    }
}
