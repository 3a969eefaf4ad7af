package dev.parley.loadtest.soak;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Finds slots that are announced and stay empty though their publisher sends. Looks are given to it; a slot is stuck
/// when, over [#STUCK_NS], every look finds it announced for the same source, that source open and played on by its
/// publisher, and not one more frame.
final class SlotWatch {
    /// A switch waits for a key frame, which comes a second after the worst moment, and once more if that one was lost.
    /// The rest is for a machine that carries both sides and more; a slot that is really stuck stays so.
    static final long STUCK_NS = 15_000_000_000L;

    /// A picture without a layer is one that the node holds back because it does not fit: an estimate that fell while
    /// the machine stood still has to have recovered by then.
    static final long HELD_BACK_NS = 30_000_000_000L;

    /// Between two looks; after a longer time this process itself stood still, and nothing can be said.
    static final long LATE_NS = 3_000_000_000L;

    /// One slot of one receiver, as it shows one source.
    record Key(String receiver, String mid, int csrc) {}

    /// What one look at it saw.
    ///
    /// @param frames whole frames received from the source in this slot
    /// @param played frames its publisher has played; counted from the start of its media session
    /// @param heldBack announced without the layer that it would have
    record Look(long frames, long played, boolean heldBack) {
        /// A frame came, or the publisher began anew, or what the node says of it changed.
        private boolean isNewsAfter(Look before) {
            return frames != before.frames || played < before.played || heldBack != before.heldBack;
        }

        private long mostNs() {
            return heldBack ? HELD_BACK_NS : STUCK_NS;
        }
    }

    private record Since(long ns, Look look) {}

    private final Map<Key, Since> quiet = new HashMap<>();
    private final Set<Key> stuck = new HashSet<>();
    private long lookedNs;

    /// Takes all slots that are announced now and whose publisher sends. Answers those that have become stuck.
    Set<Key> look(Map<Key, Look> now, long nowNs) {
        if (nowNs - lookedNs > LATE_NS) {
            quiet.clear();
        }
        lookedNs = nowNs;
        quiet.keySet().retainAll(now.keySet());
        stuck.retainAll(now.keySet());
        Set<Key> found = new HashSet<>();
        now.forEach((key, look) -> {
            Since since = quiet.get(key);
            if (since == null || look.isNewsAfter(since.look())) {
                quiet.put(key, new Since(nowNs, look));
                stuck.remove(key);
            } else if (nowNs - since.ns() >= look.mostNs()
                    && look.played() > since.look().played()
                    && stuck.add(key)) {
                found.add(key);
            }
        });
        return found;
    }
}
