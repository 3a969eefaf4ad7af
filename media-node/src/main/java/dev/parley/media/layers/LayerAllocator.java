package dev.parley.media.layers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Shares a receiver's bandwidth between its video slots. Pure: demands and a budget in, layers out.
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

    /// The layer for each demand, in the same order: a [LayerOffer#layer()] or [#NONE].
    public static List<Integer> allocate(List<Demand> demands, long budgetBps) {
        var chosen = new ArrayList<>(Collections.nCopies(demands.size(), NONE));
        long left = budgetBps;
        boolean first = true;
        boolean progress = true;
        while (progress) {
            progress = false;
            for (int i = 0; i < demands.size(); i++) {
                Demand demand = demands.get(i);
                int next = chosen.get(i) + 1;
                if (next > demand.desired()) {
                    continue;
                }
                long price = price(demand, chosen.get(i));
                if (first || price <= left) { // the first tile shows its smallest layer, whatever the estimate
                    chosen.set(i, next);
                    left -= offer(demand, next) - offer(demand, next - 1);
                    progress = true;
                    first = false;
                }
            }
        }
        return demands.isEmpty() ? List.of() : layersOf(demands, chosen);
    }

    private static long price(Demand demand, int from) {
        long extra = offer(demand, from + 1) - offer(demand, from);
        boolean shownNow = demand.offers().get(from + 1).layer() <= demand.currentLayer();
        return shownNow ? extra : (long) (extra * STEP_UP_MARGIN);
    }

    private static long offer(Demand demand, int index) {
        return index < 0 ? 0 : demand.offers().get(index).bps();
    }

    private static List<Integer> layersOf(List<Demand> demands, List<Integer> chosen) {
        var layers = new ArrayList<Integer>(chosen.size());
        for (int i = 0; i < chosen.size(); i++) {
            int index = chosen.get(i);
            layers.add(index < 0 ? NONE : demands.get(i).offers().get(index).layer());
        }
        return List.copyOf(layers);
    }
}
