package dev.parley.loadtest.soak;

import java.util.List;
import java.util.Locale;

/// What has to hold, and whether it did. Pure.
final class Verdicts {
    /// Classes are loaded, code is compiled and caches fill in the first fifth; what grows after that is a leak.
    static final double WARM_UP = 0.2;

    /// What may be added over the rest of the run: a lively heap's live set, and an allocator's arenas, tremble by this
    /// much however long the run is.
    static final double HEAP_GROWTH_BYTES = 8 << 20;

    static final double RESIDENT_GROWTH_BYTES = 24 << 20;

    private static final double MIB = 1 << 20;
    private static final double SECONDS_PER_MINUTE = 60;

    /// One criterion.
    record Verdict(String criterion, String expected, String seen, boolean holds) {}

    private Verdicts() {}

    static List<Verdict> of(Findings found, double seconds) {
        return List.of(
                memory("live heap after a collection", found.heap(), HEAP_GROWTH_BYTES, seconds),
                memory("resident memory", found.resident(), RESIDENT_GROWTH_BYTES, seconds),
                none("stuck slots", found.stuckSlots()),
                none("deeds that failed", found.failures()),
                back("threads", found.before().threads(), found.after().threads()),
                back(
                        "virtual threads",
                        found.before().virtualThreads(),
                        found.after().virtualThreads()),
                back(
                        "file descriptors",
                        found.before().descriptors(),
                        found.after().descriptors()),
                back("sockets", found.before().sockets(), found.after().sockets()),
                back("media sessions", found.before().sessions(), found.after().sessions()),
                back("rooms with media", found.before().rooms(), found.after().rooms()),
                new Verdict(
                        "frames received",
                        "> 0",
                        Long.toString(found.frames()),
                        found.frames() > 0 && found.visits() > 0));
    }

    private static Verdict memory(String name, List<Trend.Point> points, double mostBytes, double seconds) {
        List<Trend.Point> measured = Trend.after(seconds * WARM_UP, points);
        Trend trend = Trend.of(measured);
        double minutes = seconds * (1 - WARM_UP) / SECONDS_PER_MINUTE;
        double growth = trend.perMinute() * minutes;
        return new Verdict(
                name,
                String.format(Locale.ROOT, "grows by at most %.0f MiB after the warm-up", mostBytes / MIB),
                String.format(
                        Locale.ROOT,
                        "%+.1f MiB in %.0f min around %.0f MiB (%d measurements)",
                        growth / MIB,
                        minutes,
                        trend.median() / MIB,
                        measured.size()),
                measured.size() > 2 && growth <= mostBytes);
    }

    private static Verdict none(String name, List<String> seen) {
        String first = seen.isEmpty() ? "none" : seen.size() + ", the first: " + seen.getFirst();
        return new Verdict(name, "none", first, seen.isEmpty());
    }

    private static Verdict back(String name, long before, long after) {
        return new Verdict(
                name + " at the end", "at most " + before + ", as before", Long.toString(after), after <= before);
    }
}
