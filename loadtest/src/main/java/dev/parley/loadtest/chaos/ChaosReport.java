package dev.parley.loadtest.chaos;

import dev.parley.loadtest.holes.Hole;
import dev.parley.loadtest.report.Quantiles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/// What was seen, as Markdown.
final class ChaosReport {
    private static final double NS_PER_S = 1e9;

    /// When, of what, and on what.
    record Occasion(String date, String commit, String machine, ChaosPlan plan, boolean cables) {}

    /// @param picture the file of its timeline
    record Seeded(long seed, ChaosRun.Story story, String picture) {}

    private ChaosReport() {}

    static String of(Occasion occasion, List<Seeded> seeds) {
        ChaosPlan plan = occasion.plan();
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                """
                # What holds when everything dies in turn, %s

                `make chaos`, commit %s, on %s. %d signaling instances, %d media nodes and a Redis, each a process on \
                %s; %d participants in %d rooms, Java clients with a microphone and a camera, spread over the \
                instances; %d minutes under each seed (%s).

                A hole is the time from the last packet before to the first after, of what others hear of a \
                participant (up) and of what it sees (down): the longest of each in the time from a fault to the next. \
                Of those whom the fault hit: whose media was at that node, whose socket was at that instance; a fault \
                of Redis hits all. Bystanders are the others who noticed: a hole of %d ms or more. Carried: hit, and \
                the media session is still the one of before; re-opened: it was replaced. The machine stood still for \
                as long as this process itself got no processor: holes of that length are the machine's.

                | fault | times | hit | up p50 | p99 | max ms | down p50 | p99 | max ms | bystanders | carried | \
                re-opened | handshakes | lost | views unequal | silent after 20 s | machine stood still ms |
                |---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|
                """,
                occasion.date(),
                occasion.commit(),
                occasion.machine(),
                plan.signaling(),
                plan.nodes(),
                occasion.cables() ? "a machine of its own (a network namespace)" : "one machine: no cable was cut",
                plan.participants(),
                plan.rooms(),
                plan.minutes(),
                seeds.stream().map(it -> Long.toString(it.seed())).collect(Collectors.joining(", ")),
                Crowd.NOTICED_NS / 1_000_000));
        Map<String, List<Outcome>> kinds = new LinkedHashMap<>();
        for (Seeded seeded : seeds) {
            for (Outcome outcome : seeded.story().outcomes()) {
                kinds.computeIfAbsent(what(outcome), _ -> new ArrayList<>()).add(outcome);
            }
        }
        kinds.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(it -> text.append(row(it.getKey(), it.getValue())));
        text.append(row("**all**", kinds.values().stream().flatMap(List::stream).toList()));
        seeds.forEach(it -> text.append(story(it)));
        return text.toString();
    }

    private static String what(Outcome outcome) {
        return outcome.faults().stream().map(it -> it.kind().word()).sorted().collect(Collectors.joining(" + "));
    }

    private static String row(String what, List<Outcome> outcomes) {
        return String.format(
                Locale.ROOT,
                "| %s | %d | %d | %s | %s | %d | %d | %d | %d | %d | %d | %d | %.0f |%n",
                what,
                outcomes.size(),
                sum(outcomes, it -> it.down().size()),
                holes(outcomes, Outcome::up),
                holes(outcomes, Outcome::down),
                sum(outcomes, Outcome::bystanders),
                sum(outcomes, Outcome::carried),
                sum(outcomes, Outcome::reopened),
                sum(outcomes, Outcome::handshakes),
                sum(outcomes, it -> it.lost().size()),
                sum(outcomes, it -> it.unequal().size()),
                sum(outcomes, it -> it.silent().size()),
                outcomes.stream().mapToLong(Outcome::stallNs).max().orElse(0) / 1e6);
    }

    private static int sum(List<Outcome> outcomes, ToIntFunction<Outcome> count) {
        return outcomes.stream().mapToInt(count).sum();
    }

    private static String holes(List<Outcome> outcomes, Function<Outcome, List<Hole>> direction) {
        Quantiles holes = Quantiles.of(outcomes.stream()
                .flatMap(it -> direction.apply(it).stream())
                .mapToLong(Hole::lengthNs)
                .toArray());
        return String.format(Locale.ROOT, "%.0f | %.0f | %.0f", holes.ms(0.5), holes.ms(0.99), holes.ms(1));
    }

    private static String story(Seeded seeded) {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, """

                ## Seed %d
                ![Faults and holes over time](%s)

                | at s | fault | of | undone after s | longest hole ms | bystanders | carried | re-opened | |
                |---|---|---|---|---|---|---|---|---|
                """, seeded.seed(), seeded.picture()));
        for (Outcome it : seeded.story().outcomes()) {
            text.append(String.format(
                    Locale.ROOT,
                    "| %.0f | %s | %s | %.1f | %.0f | %d | %d | %d | %s |%n",
                    (it.beginNs() - seeded.story().beganNs()) / NS_PER_S,
                    what(it),
                    it.faults().stream().map(Fault::machine).collect(Collectors.joining(", ")),
                    (it.endNs() - it.beginNs()) / NS_PER_S,
                    it.longestNs() / 1e6,
                    it.bystanders(),
                    it.carried(),
                    it.reopened(),
                    it.holds() ? "" : "**" + troubles(it) + "**"));
        }
        return text.toString();
    }

    private static String troubles(Outcome outcome) {
        return "%d lost, %d views unequal, %d silent"
                .formatted(
                        outcome.lost().size(),
                        outcome.unequal().size(),
                        outcome.silent().size());
    }
}
