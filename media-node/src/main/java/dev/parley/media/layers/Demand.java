package dev.parley.media.layers;

import java.util.List;

/// What one video slot would like to show.
///
/// @param wantedHeight lines the tile shows; 0 means the slot is idle
/// @param offers the layers that arrive at this moment, lowest first
/// @param currentLayer what is forwarded now, or [LayerAllocator#NONE]
public record Demand(int wantedHeight, List<LayerOffer> offers, int currentLayer) {
    /// The lowest layer that fills the tile, or the best there is. [LayerAllocator#NONE] when nothing can be shown.
    int desired() {
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
        int index = desired();
        return index < 0 ? 0 : offers.get(index).bps();
    }
}
