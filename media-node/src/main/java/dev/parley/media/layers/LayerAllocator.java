package dev.parley.media.layers;

import java.util.List;

/// Shares a receiver's bandwidth between its video slots. Pure: demands and a budget in, layers out,
/// and nothing else is touched.
///
/// Everybody first gets the smallest picture, in the order of the slots; then, round by round, everybody one
/// layer more, until each tile is filled or the budget is spent. So a late tile is never black because an
/// early one is sharp.
public final class LayerAllocator {
    /// Nothing is forwarded.
    public static final int NONE = -1;

    /// A step up must fit with this much to spare, a layer already shown must just fit: estimates tremble by
    /// about a tenth, and every change of layer costs the publisher a key frame.
    static final double STEP_UP_MARGIN = 1.15;

    private LayerAllocator() {}

    /// Gives each demand its [Demand#layer()].
    public static void allocate(List<Demand> demands, long budgetBps) {
        long left = budgetBps;
        boolean first = true;
        boolean progress = true;
        while (progress) {
            progress = false;
            for (int i = 0; i < demands.size(); i++) {
                Demand demand = demands.get(i);
                if (demand.isFilled()) {
                    continue;
                }
                if (first || price(demand) <= left) { // the first tile shows its smallest layer, whatever the estimate
                    left -= demand.stepBps();
                    demand.step();
                    progress = true;
                    first = false;
                }
            }
        }
    }

    private static long price(Demand demand) {
        long extra = demand.stepBps();
        return demand.isStepShown() ? extra : (long) (extra * STEP_UP_MARGIN);
    }
}
