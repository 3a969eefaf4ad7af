package dev.parley.media.custody;

import dev.parley.room.SessionId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Everything that was ever encrypted, and the first rule that was broken.
final class Ledger {
    private static final class Page {
        private String encrypter = "";
        private final Map<String, Boolean> before = new HashMap<>();
        private long highest = -1;
    }

    private final Map<SessionId, Page> pages = new HashMap<>();
    private Optional<String> broken = Optional.empty();

    /// A process has encrypted the packets of this session from `first` to before `end`.
    void encrypted(SessionId session, String process, long first, long end, long nowNs) {
        Page page = pages.computeIfAbsent(session, _ -> new Page());
        if (!page.encrypter.equals(process)) {
            page.before.put(page.encrypter, true);
            page.encrypter = process;
        }
        if (first <= page.highest) {
            broken("%s: index %d again by %s (highest: %d)".formatted(session, first, process, page.highest), nowNs);
        }
        page.highest = Math.max(page.highest, end - 1);
    }

    /// A process goes on with a session: whoever had it before may not come back without going on with it anew.
    void taken(SessionId session, String process) {
        Page page = pages.computeIfAbsent(session, _ -> new Page());
        page.before.remove(process);
    }

    /// Called before each packet: one who has been followed by another is a second encrypter.
    void check(SessionId session, String process, long nowNs) {
        Page page = pages.get(session);
        if (page != null && page.before.containsKey(process) && !page.encrypter.equals(process)) {
            broken("%s: %s encrypts after %s did".formatted(session, process, page.encrypter), nowNs);
        }
    }

    void broken(String what, long nowNs) {
        if (broken.isEmpty()) {
            broken = Optional.of(nowNs / 1_000_000 + " ms: " + what);
        }
    }

    Optional<String> broken() {
        return broken;
    }
}
