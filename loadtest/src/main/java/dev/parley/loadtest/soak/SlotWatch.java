package dev.parley.loadtest.soak;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Finds slots that are announced and stay empty though their publisher sends. Looks are given to it; a slot is stuck
/// when, over [#STUCK_NS], every look finds it announced for the same source, the publisher's source open and played
// on,
/// and not one more frame.
final class SlotWatch {
    /// A switch waits for a key frame, which comes a second after the worst moment, and once more if that one was lost.
    /// The rest is a busy machine.
    static final long STUCK_NS = 6_000_000_000L;

    /// One slot of one receiver, as it shows one source.
    record Key(String receiver, String mid, int csrc) {}

    /// What one look at it saw.
    ///
    /// @param frames whole frames received from the source in this slot
    /// @param played frames its publisher has played; counted from the start of its media session
    record Look(long frames, long played) {}

    private record Since(long ns, Look look) {}

    private final Map<Key, Since> quiet = new HashMap<>();
    private final Set<Key> stuck = new HashSet<>();

    /// Takes all slots that are announced now and whose publisher sends. Answers those that have become stuck.
    Set<Key> look(Map<Key, Look> now, long nowNs) {
        quiet.keySet().retainAll(now.keySet());
        stuck.retainAll(now.keySet());
        Set<Key> found = new HashSet<>();
        now.forEach((key, look) -> {
            Since since = quiet.get(key);
            if (since == null
                    || look.frames() != since.look().frames()
                    || look.played() < since.look().played()) {
                quiet.put(key, new Since(nowNs, look));
                stuck.remove(key);
            } else if (nowNs - since.ns() >= STUCK_NS
                    && look.played() > since.look().played()
                    && stuck.add(key)) {
                found.add(key);
            }
        });
        return found;
    }
}
