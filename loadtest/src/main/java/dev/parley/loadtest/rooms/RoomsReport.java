package dev.parley.loadtest.rooms;

import dev.parley.loadtest.report.Machine;
import dev.parley.loadtest.rooms.RedisGauge.Cost;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Two stages side by side, as Markdown.
final class RoomsReport {
    /// Walks over all keys, or over all that is in one that holds something of every room.
    private static final List<String> WALKS = List.of("keys", "scan", "hscan", "zscan", "sscan", "randomkey", "sort");

    /// A hundredfold number of rooms makes what walks over them a hundred times as slow. Deeper trees, and
    /// what no longer fits into the processor's caches, make a command of one or two microseconds a few times
    /// as slow.
    private static final double SUSPICIOUS = 10;

    /// Rarer than this it is the sweeps of the signaling process beside, twice a second.
    private static final double SEEN = 0.2;

    /// When, of what and on what.
    record Occasion(Machine machine, String redis, RoomsPlan plan, double fillSeconds, double busyPercent) {}

    private RoomsReport() {}

    static String of(Occasion occasion, Memory memory, Stage few, Stage all) {
        StringBuilder text = new StringBuilder(head(occasion, few, all));
        text.append(summary(occasion, memory, few, all));
        text.append("\n## Memory\n| key | bytes a room |\n|---|---|\n");
        memory.byKind()
                .forEach((kind, bytes) -> text.append(String.format(Locale.ROOT, "| `%s` | %.0f |%n", kind, bytes)));
        text.append(String.format(Locale.ROOT, "| all that Redis uses | %.0f |%n", memory.bytesPerRoom()));
        text.append(OPERATIONS);
        for (int i = 0; i < few.operations().size(); i++) {
            text.append(operation(few.operations().get(i), all.operations().get(i)));
        }
        text.append(COMMANDS);
        Map<String, Cost> before = commands(few);
        commands(all).forEach((command, cost) -> {
            Cost then = before.getOrDefault(command, new Cost(0, 0));
            text.append(String.format(
                    Locale.ROOT,
                    "| `%s` | %d | %.2f | %.2f | %.2f |%n",
                    command,
                    cost.calls(),
                    then.each(),
                    cost.each(),
                    ratio(then.each(), cost.each())));
        });
        return text.append(verdict(few, all)).toString();
    }

    private static String head(Occasion occasion, Stage few, Stage all) {
        Machine machine = occasion.machine();
        return String.format(
                Locale.ROOT,
                """
                # %,d rooms in one Redis, %s

                `make bench-rooms`, commit %s, on %s (%d cores shared by Redis %s, signaling and what asks; \
                something \
                waited for one in %.0f %% of the time), Linux %s, Java %s. Rooms of %d participants who publish \
                microphone and camera, each with a media session; Redis in a process of its own, nothing on \
                disk. All is \
                measured twice in one run: with %,d rooms (%,d keys) and with %,d (%,d keys).
                """,
                occasion.plan().rooms(),
                machine.date(),
                machine.commit(),
                machine.processor(),
                machine.cores(),
                occasion.redis(),
                occasion.busyPercent(),
                machine.kernel(),
                machine.java(),
                occasion.plan().people(),
                few.rooms(),
                few.keys(),
                all.rooms(),
                all.keys());
    }

    private static String summary(Occasion occasion, Memory memory, Stage few, Stage all) {
        return String.format(
                Locale.ROOT,
                """

                | | %,d rooms | %,d rooms |
                |---|---|---|
                | memory of a room, KiB | | %.1f |
                | joins a second, one instance without sockets | %.0f | %.0f |
                | joins a second by WebSocket, one instance, each followed by a leave | %.0f | %.0f |
                | such a join, ms: p50, p99 | %.1f, %.1f | %.1f, %.1f |
                | event from one instance to another, ms: p50, p99, max | %.2f, %.2f, %.1f | %.2f, %.2f, %.1f |
                | commands that took Redis longer than 2 ms | %d | %d |

                All rooms were filled in %.0f s: %d joins, %d changes and %d offers.
                """,
                few.rooms(),
                all.rooms(),
                memory.bytesPerRoom() / 1_024,
                few.joinsPerSecond(),
                all.joinsPerSecond(),
                few.visits().perSecond(),
                all.visits().perSecond(),
                few.visits().joins().ms(0.5),
                few.visits().joins().ms(0.99),
                all.visits().joins().ms(0.5),
                all.visits().joins().ms(0.99),
                few.fanOut().ms(0.5),
                few.fanOut().ms(0.99),
                few.fanOut().ms(1),
                all.fanOut().ms(0.5),
                all.fanOut().ms(0.99),
                all.fanOut().ms(1),
                few.slow(),
                all.slow(),
                occasion.fillSeconds(),
                occasion.plan().rooms() * occasion.plan().people(),
                2 * occasion.plan().rooms() * occasion.plan().people(),
                occasion.plan().rooms() * occasion.plan().people());
    }

    private static final String OPERATIONS = """

            ## What signaling asks of Redis
            Time that Redis spends inside of the commands of an operation (`INFO commandstats`; what is inside of a \
            script counts by itself and with its script), its whole processor time with reading, writing and \
            waking up, \
            and how long signaling took for all of it: one operation after the other. In the last column how \
            often each \
            command was done for one operation. Here no socket keeps a room open, so each change loads its room \
            first \
            (one `evalsha`, one `hgetall`); an instance that has it open does not.

            | operation | commands µs, few rooms | commands µs, all | ratio | processor µs, all | p50 ms | p99 \
            ms | commands |
            |---|---|---|---|---|---|---|---|
            """;

    private static final String COMMANDS = """

            ## Every command there was
            From `INFO commandstats`, over all operations above.

            | command | calls | µs a call, few rooms | µs a call, all | ratio |
            |---|---|---|---|---|
            """;

    private static String operation(Measured few, Measured all) {
        String commands = all.commands().entrySet().stream()
                .filter(it -> it.getValue().calls() > all.times() * SEEN)
                .map(it -> String.format(
                        Locale.ROOT, "%s %.3g", it.getKey(), it.getValue().calls() / (double) all.times()))
                .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "| %s | %.1f | %.1f | %.2f | %.1f | %.2f | %.2f | %s |%n",
                all.what(),
                few.commandsUs(),
                all.commandsUs(),
                ratio(few.commandsUs(), all.commandsUs()),
                all.cpuUs(),
                all.latency().ms(0.5),
                all.latency().ms(0.99),
                commands);
    }

    private static Map<String, Cost> commands(Stage stage) {
        Map<String, Cost> sum = new TreeMap<>();
        stage.operations().forEach(it -> it.commands().forEach((name, cost) -> sum.merge(name, cost, Cost::and)));
        return sum;
    }

    private static double ratio(double few, double all) {
        return few == 0 ? 0 : all / few;
    }

    /// Judged by operations: a command's mean over all of them depends on which there were.
    static List<String> suspicious(Stage few, Stage all) {
        List<String> walks = commands(all).keySet().stream()
                .filter(it -> WALKS.contains(it.toLowerCase(Locale.ROOT)))
                .collect(Collectors.toList());
        for (int i = 0; i < few.operations().size(); i++) {
            Measured before = few.operations().get(i);
            Measured now = all.operations().get(i);
            if (ratio(before.commandsUs(), now.commandsUs()) > SUSPICIOUS) {
                walks.add(now.what());
            }
        }
        return walks;
    }

    private static String verdict(Stage few, Stage all) {
        List<String> suspicious = suspicious(few, all);
        String found = suspicious.isEmpty()
                ? "None does: no command walks over keys (%s), and no operation costs more than %.0f times as much."
                        .formatted(String.join(", ", WALKS), SUSPICIOUS)
                : "**These may:** " + String.join("; ", suspicious);
        return String.format(
                Locale.ROOT, """

                ## What grows with the rooms
                There are %.0f times as many rooms as at first; what walks over all of them would cost %.0f \
                times as much. %s
                """, all.rooms() / (double) few.rooms(), all.rooms() / (double) few.rooms(), found);
    }
}
