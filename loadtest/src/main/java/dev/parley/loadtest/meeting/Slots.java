package dev.parley.loadtest.meeting;

import dev.parley.protocol.SlotView;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What the slots of one participant show, as it was told, and since when.
public final class Slots {
    /// What one slot shows.
    ///
    /// @param sinceNs when it was told that this source is in this slot; a change of layer alone does not count
    public record Shown(SlotView view, long sinceNs) {
        /// Whether the slot shows somebody.
        public boolean isBusy() {
            return view.participant() != null && view.source() != null;
        }

        /// As packets carry it; 0 for an idle slot.
        public int csrc() {
            Long csrc = view.csrc();
            return csrc == null ? 0 : csrc.intValue();
        }
    }

    private final Map<String, Shown> shown = new ConcurrentHashMap<>();

    void changed(List<SlotView> views, long nowNs) {
        for (SlotView view : views) {
            shown.merge(
                    view.mid(),
                    new Shown(view, nowNs),
                    (before, now) -> before.csrc() == now.csrc() ? new Shown(view, before.sinceNs()) : now);
        }
    }

    void clear() {
        shown.clear();
    }

    /// Every slot that was told of, by its mid.
    public Map<String, Shown> all() {
        return Map.copyOf(shown);
    }
}
