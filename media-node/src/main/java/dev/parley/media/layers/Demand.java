package dev.parley.media.layers;

import java.util.List;

/// What one video slot would like to show, and what it gets. Each slot has one and asks with it five times a second, so
/// it is reused: a record of each question was a tenth of what a node allocated.
public final class Demand {
    private int wantedHeight;
    private List<LayerOffer> offers = List.of();
    private int currentLayer = LayerAllocator.NONE;
    private int chosen = LayerAllocator.NONE;

    /// Asks anew.
    ///
    /// @param height lines the tile shows; 0 means the slot is idle
    /// @param arriving the layers that arrive at this moment, lowest first
    /// @param forwarded the layer that is forwarded now, or [LayerAllocator#NONE]
    public Demand ask(int height, List<LayerOffer> arriving, int forwarded) {
        wantedHeight = height;
        offers = arriving;
        currentLayer = forwarded;
        chosen = LayerAllocator.NONE;
        return this;
    }

    /// What it was given: a [LayerOffer#layer()] or [LayerAllocator#NONE].
    public int layer() {
        return chosen < 0 ? LayerAllocator.NONE : offers.get(chosen).layer();
    }

    /// The lowest layer that fills the tile, or the best there is. [LayerAllocator#NONE] when nothing can be shown.
    private int desired() {
        if (wantedHeight <= 0 || offers.isEmpty()) {
            return LayerAllocator.NONE;
        }
        for (int i = 0; i < offers.size(); i++) {
            if (offers.get(i).height() >= wantedHeight) {
                return i;
            }
        }
        return offers.size() - 1;
    }

    /// What it takes to fill the tile, bits per second.
    public long desiredBps() {
        return bps(desired());
    }

    boolean isFilled() {
        return chosen >= desired();
    }

    /// What the next layer costs beyond the chosen one.
    long stepBps() {
        return bps(chosen + 1) - bps(chosen);
    }

    /// Whether the next layer is on the screen already.
    boolean isStepShown() {
        return offers.get(chosen + 1).layer() <= currentLayer;
    }

    void step() {
        chosen++;
    }

    private long bps(int index) {
        return index < 0 ? 0 : offers.get(index).bps();
    }
}
