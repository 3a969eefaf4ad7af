package dev.parley.loadtest.breakout;

import dev.parley.loadtest.breakout.Findings.Leaks;
import dev.parley.loadtest.report.Machine;
import dev.parley.loadtest.report.Quantiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// What a run has seen, as Markdown.
final class BreakoutReport {
    private static final double TOLD_MS = 500;
    private static final double MEDIA_MS = 1_000;
    private static final double BROADCAST_MS = 100;
    private static final double SKEW = 1.3;

    /// What was wanted and what became of it.
    record Aim(String what, String wanted, String seen, boolean holds) {}

    private BreakoutReport() {}

    static List<Aim> aims(Findings found) {
        Leaks leaks = found.leaks();
        var aims = new ArrayList<>(List.of(
                within("told to be elsewhere, p99 of the slowest change", worst(found, Change::told), TOLD_MS),
                within(
                        "first sound of the new place, p99 of the slowest change",
                        worst(found, Change::sound),
                        MEDIA_MS),
                within(
                        "first picture of the new place, p99 of the slowest change",
                        worst(found, Change::picture),
                        MEDIA_MS),
                within("broadcast, p99", found.broadcasts().ms(0.99), BROADCAST_MS)));
        for (Spread spread : found.spreads()) {
            aims.add(new Aim(
                    spread.what() + ", max / mean",
                    "<= " + SKEW,
                    String.format(Locale.ROOT, "%.2f", spread.skew()),
                    spread.skew() <= SKEW));
        }
        aims.add(none("packets that reached somebody apart", leaks.leaked()));
        aims.add(none("packets overtaken by the word that their receiver is elsewhere", leaks.overtaken()));
        aims.add(none("packets of unknown senders", leaks.unmarked()));
        aims.add(new Aim(
                "everybody came everywhere, on the same session",
                "yes",
                found.trouble().isEmpty() ? "yes" : found.trouble().getFirst(),
                found.trouble().isEmpty()));
        return aims;
    }

    private static double worst(Findings found, Function<Change, Quantiles> row) {
        return found.warm().stream()
                .mapToDouble(change -> row.apply(change).ms(0.99))
                .max()
                .orElse(0);
    }

    private static Aim within(String what, double ms, double most) {
        return new Aim(
                what,
                String.format(Locale.ROOT, "<= %.0f ms", most),
                String.format(Locale.ROOT, "%.1f ms", ms),
                ms <= most);
    }

    private static Aim none(String what, long count) {
        return new Aim(what, "0", Long.toString(count), count == 0);
    }

    static String of(Machine machine, BreakoutPlan plan, Findings found) {
        StringBuilder text = new StringBuilder(head(machine, plan, found));
        text.append("\n| aim | wanted | seen | |\n|---|---|---|---|\n");
        for (Aim aim : aims(found)) {
            text.append("| %s | %s | %s | %s |%n"
                    .formatted(aim.what(), aim.wanted(), aim.seen(), aim.holds() ? "holds" : "**misses**"));
        }
        text.append("""

                All in ms from the host's click; "people" are those for whom there was something to wait for.
                The aims are
                about the rounds after the first: in that one a system that has just been started does all of
                it for the
                first time.

                | change | told p50 | p99 | max | sound p50 | p99 | max | picture p50 | p99 | max | people told, \
                hearing, seeing |
                |---|---|---|---|---|---|---|---|---|---|---|
                """);
        found.changes().forEach(change -> text.append(row(change)));
        text.append("\n| broadcast | p50 | p99 | max |\n|---|---|---|---|\n| %d words heard | %s |%n"
                .formatted(found.broadcasts().count(), found.broadcasts().cells()));
        text.append("\n| spread | over | most | mean | max / mean |\n|---|---|---|---|---|\n");
        for (Spread it : found.spreads()) {
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %d | %d | %.1f | %.2f |%n",
                    it.what(),
                    it.over(),
                    it.most(),
                    it.mean(),
                    it.skew()));
        }
        text.append("""

                A meeting is on one node, whatever its breakouts (ADR-0011): the other node holds nothing of
                it. How rooms are
                spread over nodes is another matter (ADR-0010, `PlacementBurstTest`).
                """);
        return text.append(secrecy(found)).toString();
    }

    private static String row(Change change) {
        return "| %s | %s | %s | %s | %d, %d, %d |%n"
                .formatted(
                        change.what(),
                        change.told().cells(),
                        change.sound().cells(),
                        change.picture().cells(),
                        change.told().count(),
                        change.sound().count(),
                        change.picture().count());
    }

    private static String head(Machine machine, BreakoutPlan plan, Findings found) {
        return String.format(
                Locale.ROOT,
                """
                # %d people into %d breakouts and back, %s

                `make bench-breakout`, commit %s, on %s (%d cores shared by the system and all its participants; \
                something waited for one in %.0f %% of the time), Linux %s, Java %s. The system of `make up` in a \
                process of its own: one signaling, one Redis, two nodes of %d loops. %d Java clients over \
                WebSocket and \
                DTLS-SRTP, one of them the host; all had come in after %.1f s. From then on each sends sound all the \
                time (%d bytes every %d ms), one in %d also a small picture in one layer (%d bytes, %d times a \
                second); \
                each hears three and sees %d. Seed %d.
                """,
                plan.people(),
                plan.breakouts(),
                machine.date(),
                machine.commit(),
                machine.processor(),
                machine.cores(),
                found.busyPercent(),
                machine.kernel(),
                machine.java(),
                plan.loops(),
                plan.people(),
                found.joinSeconds(),
                MarkedVoice.PACKET_BYTES,
                MarkedVoice.PACKET_MS,
                BreakoutPlan.PEOPLE_PER_CAMERA,
                MarkedCamera.FRAME_BYTES,
                MarkedCamera.FRAMES_PER_SECOND,
                BreakoutPlan.VIDEO_SLOTS,
                plan.seed());
    }

    private static String secrecy(Findings found) {
        Leaks leaks = found.leaks();
        return String.format(
                Locale.ROOT,
                """

                ## Who hears whom
                Every packet carries who sent it, when, and how often its sender had been told another place. \
                Of two ends, \
                the one that was told last knows more, so a packet is judged by the newer of what both had been \
                told: the \
                places of both at that change must be the same. So a word said after its speaker was told to be in a \
                breakout must not reach anyone who is not to be there, even if they have not been told yet; and \
                whoever was \
                told to be elsewhere must not receive what is said where they were. Nothing is allowed for. \
                "Leaked": one \
                end had been told when the packet was sent. "Overtaken": its receiver was told while it was on \
                the way. "Early" \
                is no leak: everybody has been called back, and two meet in the main room before either is told.

                | packets received | on the way to the same place | early | overtaken | leaked | of unknown senders \
                | never came |
                |---|---|---|---|---|---|---|
                | %d | %d | %d | %d | %d | %d | %d |

                The last packet from a place that its receiver had been told to have left came %.1f ms after that.
                """,
                leaks.packets(),
                leaks.together(),
                leaks.early(),
                leaks.overtaken(),
                leaks.leaked(),
                leaks.unmarked(),
                found.missing(),
                leaks.worstMs());
    }
}
