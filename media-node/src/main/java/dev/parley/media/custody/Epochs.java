package dev.parley.media.custody;

import dev.parley.room.SessionId;
import java.util.LinkedHashMap;
import java.util.Map;

/// The highest epoch this node has seen of each session, so that nobody can bring an old one again.
final class Epochs {
    private final Map<SessionId, Long> seen = new LinkedHashMap<>();

    /// 0 when the session is unknown.
    long of(SessionId session) {
        return seen.getOrDefault(session, 0L);
    }

    void note(SessionId session, long epoch) {
        long highest = Math.max(epoch, of(session));
        seen.remove(session); // so that it is the youngest
        seen.put(session, highest);
        if (seen.size() > Terms.MAX_EPOCHS) {
            seen.remove(seen.keySet().iterator().next());
        }
    }
}
