package dev.parley.loadtest.carry;

import dev.parley.loadtest.report.Quantiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What was measured, as Markdown.
final class CarryReport {
    private static final double NS_PER_MS = 1e6;
    private static final double KIB = 1_024;

    /// When, of what, and on what.
    record Occasion(String date, String commit, String machine, CarryPlan plan, int cores) {}

    /// What there is to tell.
    ///
    /// @param repeats SRTP indexes that a client got twice
    record Findings(
            List<Struck> struck,
            @Nullable Moved moved,
            @Nullable Cost cost,
            long repeats,
            List<String> repeated) {
        Findings {
            struck = List.copyOf(struck);
            repeated = List.copyOf(repeated);
        }

        boolean hold() {
            return struck.stream().allMatch(Struck::holds) && (moved == null || moved.holds()) && repeats == 0;
        }
    }

    private CarryReport() {}

    static String of(Occasion occasion, Findings findings) {
        StringBuilder text = new StringBuilder("""
                # Sessions that go from node to node, %s

                `make bench-carry`, commit %s, on %s.
                """.formatted(occasion.date(), occasion.commit(), occasion.machine()));
        if (!findings.struck().isEmpty()) {
            failover(text, occasion.plan(), findings.struck());
        }
        if (findings.moved() != null) {
            moves(text, occasion.plan(), findings.moved());
        }
        if (!findings.struck().isEmpty() || findings.moved() != null) {
            text.append("%nOver all of this %d SRTP and SRTCP indexes were received twice by a client (expected: 0).%n"
                    .formatted(findings.repeats()));
            findings.repeated().forEach(it -> text.append("- ").append(it).append('\n'));
        }
        if (findings.cost() != null) {
            cost(text, occasion, findings.cost());
        }
        return text.toString();
    }

    private static void failover(StringBuilder text, CarryPlan plan, List<Struck> all) {
        text.append("""

                ## A node with all meetings dies, hangs, is cut off
                One signaling instance, three media nodes and a Redis, each a process on a machine of its own (a \
                network namespace); %d Java clients with a microphone and a camera in %d rooms, all at one node. Each \
                blow %d times. Time from the blow to the first packet again, of what others hear of each (up) and of \
                what each sees (down). Aim: p50 at most 700 ms, p99 at most 1,500 ms.

                | blow | up p50 | p99 | max ms | down p50 | p99 | max ms | carried | re-opened | \
                handshake datagrams of the carried | machine stood still ms |
                |---|---|---|---|---|---|---|---|---|---|---|
                """.formatted(plan.participants(), plan.rooms(), plan.times()));
        for (Blow blow : Blow.values()) {
            List<Struck> struck = all.stream().filter(it -> it.blow() == blow).toList();
            text.append("| %s | %s | %s | %d | %d | %d | %.0f |%n"
                    .formatted(
                            blow.word(),
                            cells(struck, Struck::upNs),
                            cells(struck, Struck::downNs),
                            struck.stream().mapToInt(Struck::carried).sum(),
                            struck.stream().mapToInt(Struck::reopened).sum(),
                            struck.stream().mapToInt(Struck::handshaken).sum(),
                            struck.stream().mapToLong(Struck::stallNs).max().orElse(0) / NS_PER_MS));
        }
        text.append("""

                The node that woke, or came back, may send nothing more for sessions that were taken from it. Counted \
                are SRTP and SRTCP datagrams of its address at all clients, from its return until rooms are moved to \
                it again; so that it is known to count, the same is counted for 200 ms before the blow. Pauses are \
                the longest of each participant in the time after the return.

                | blow | packets before | in the first 200 ms | later (expected: 0) | up pause p50 | p99 | max ms | \
                down pause p50 | p99 | max ms | roles and places lost | views unequal | silent |
                |---|---|---|---|---|---|---|---|---|---|---|---|---|
                """);
        for (Blow blow : Blow.values()) {
            List<Struck> struck = all.stream().filter(it -> it.blow() == blow).toList();
            text.append("| %s | %d | %d | %d | %s | %s | %d | %d | %d |%n"
                    .formatted(
                            blow.word(),
                            struck.stream().mapToLong(Struck::seen).sum(),
                            struck.stream()
                                    .mapToLong(it -> it.crossed().atOnce())
                                    .sum(),
                            struck.stream()
                                    .mapToLong(it -> it.crossed().later())
                                    .sum(),
                            cells(struck, Struck::upAgainNs),
                            cells(struck, Struck::downAgainNs),
                            struck.stream().mapToInt(it -> it.lost().size()).sum(),
                            struck.stream().mapToInt(it -> it.unequal().size()).sum(),
                            struck.stream().mapToInt(it -> it.silent().size()).sum()));
        }
        List<String> wrong = new ArrayList<>();
        all.forEach(it -> {
            wrong.addAll(it.lost());
            wrong.addAll(it.unequal());
            wrong.addAll(it.silent());
        });
        wrong.forEach(it -> text.append("- ").append(it).append('\n'));
    }

    private static String cells(List<Struck> struck, Function<Struck, List<Long>> times) {
        return Quantiles.of(struck.stream()
                        .flatMap(it -> times.apply(it).stream())
                        .mapToLong(Long::longValue)
                        .toArray())
                .cells();
    }

    private static void moves(StringBuilder text, CarryPlan plan, Moved moved) {
        text.append("""

                ## Rooms are moved while everybody speaks
                %d moves of one room each, one a second, by `POST /v1/rooms/{room}/move`, with %d participants in %d \
                rooms. The longest pause of each received stream in the 800 ms after each order, and in as many such \
                times at rest just before. A microphone sends a packet each 20 ms, a camera a picture each 67 ms. Aim: \
                p99 at most 60 ms.

                | streams | pauses | at rest p50 | p99 | max ms | moved p50 | p99 | max ms |
                |---|---|---|---|---|---|---|---|
                | sound | %d | %s | %s |
                | picture | %d | %s | %s |

                Not at the new node after 800 ms: %d. Sessions re-opened: %d; datagrams of handshakes of the others: \
                %d (expected: 0). The machine stood still for up to %.0f ms.
                """.formatted(
                        moved.moves(),
                        plan.participants(),
                        plan.rooms(),
                        moved.sound().moving().count(),
                        moved.sound().rest().cells(),
                        moved.sound().moving().cells(),
                        moved.picture().moving().count(),
                        moved.picture().rest().cells(),
                        moved.picture().moving().cells(),
                        moved.late(),
                        moved.reopened(),
                        moved.handshaken(),
                        moved.stallNs() / NS_PER_MS));
    }

    private static void cost(StringBuilder text, Occasion occasion, Cost cost) {
        double percent = cost.more() * 100 / occasion.cores();
        text.append(String.format(
                Locale.ROOT,
                """

                ## What a keeper costs
                One node with %d sessions, each with a microphone, a camera, 3 slots for sound and 9 for pictures, \
                through which nothing flows; 30 s each, first alone, then with another node that keeps copies. Aim: at \
                most 2 %% of a node's CPU.

                | | |
                |---|---|
                | CPU seconds per second, alone | %s |
                | with a keeper | %s |
                | the difference | %.4f: %.2f %% of %d cores, %.1f µs per session and second |
                | the keeper's own | %.4f: %.2f %% |
                | copies | %.0f a second |
                | bytes per session and second | %.0f written, %.0f on the link |
                | the keeper's memory | %.0f KiB, %.0f bytes per session |
                """,
                cost.sessions(),
                seconds(cost.alone()),
                seconds(cost.kept()),
                cost.more(),
                percent,
                occasion.cores(),
                cost.more() * 1e6 / cost.sessions(),
                cost.keeperCpu(),
                cost.keeperCpu() * 100 / occasion.cores(),
                cost.copies(),
                cost.copyBytes() / cost.sessions(),
                cost.linkBytes() / cost.sessions(),
                cost.keeperBytes() / KIB,
                cost.keeperBytes() / (double) cost.sessions()));
    }

    private static String seconds(List<Double> all) {
        return String.join(
                ", ",
                all.stream().map(it -> String.format(Locale.ROOT, "%.4f", it)).toList());
    }
}
