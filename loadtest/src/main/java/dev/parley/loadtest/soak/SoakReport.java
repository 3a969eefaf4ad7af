package dev.parley.loadtest.soak;

import dev.parley.loadtest.soak.Verdicts.Verdict;
import java.util.List;
import java.util.Locale;

/// What a soak has seen, as Markdown.
final class SoakReport {
    private static final double MIB = 1 << 20;
    private static final int ROWS = 30;

    /// When, of what, and on what.
    record Occasion(String date, String commit, String machine, SoakPlan plan) {}

    private SoakReport() {}

    static String of(Occasion occasion, Findings found, List<Verdict> verdicts) {
        SoakPlan plan = occasion.plan();
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                """
                # What people who come and go leave behind, %s

                `make soak`, commit %s, on %s. %d minutes, %d places taken by one visitor after the other in %d rooms, \
                seed %d: %d visits, %d frames received, %d packets lost. The system of `make up` in a process of its \
                own with a heap of fixed size; each visitor is a Java client that plays recorded VP8 in three layers \
                and Opus, mutes, speaks, looks closer, reconnects, opens its media anew, and leaves or vanishes.

                | criterion | expected | seen | |
                |---|---|---|---|
                """,
                occasion.date(),
                occasion.commit(),
                occasion.machine(),
                plan.minutes(),
                plan.participants(),
                plan.rooms(),
                plan.seed(),
                found.visits(),
                found.frames(),
                found.lostPackets()));
        for (Verdict verdict : verdicts) {
            text.append("| %s | %s | %s | %s |%n"
                    .formatted(
                            verdict.criterion(),
                            verdict.expected(),
                            verdict.seen(),
                            verdict.holds() ? "holds" : "**fails**"));
        }
        text.append("\n| minute | live heap MiB | resident MiB |\n|---|---|---|\n");
        int step = Math.max(1, found.heap().size() / ROWS);
        for (int i = 0; i < found.heap().size(); i += step) {
            text.append(row(found.heap().get(i), found.resident()));
        }
        return text.toString();
    }

    private static String row(Trend.Point heap, List<Trend.Point> resident) {
        double nearest = resident.stream()
                .min((a, b) ->
                        Double.compare(Math.abs(a.seconds() - heap.seconds()), Math.abs(b.seconds() - heap.seconds())))
                .map(Trend.Point::value)
                .orElse(0.0);
        return String.format(
                Locale.ROOT, "| %.1f | %.1f | %.1f |%n", heap.seconds() / 60, heap.value() / MIB, nearest / MIB);
    }
}
