package dev.parley.e2e.report;

import dev.parley.loadtest.report.Quantiles;
import java.util.List;
import java.util.Locale;

/// What one trial came to.
public sealed interface Row {
    String name();

    /// Whether it is no failure.
    boolean holds();

    /// A line of the table.
    String line();

    /// What happened while people met.
    ///
    /// @param sound the longest hole of each speaker, at the others
    /// @param picture the longest hole of each in what it sees
    /// @param reopened participants whose media session was replaced
    /// @param stallNs the longest time in which this process had no processor
    /// @param wrong what must not be, a line each
    /// @param remark what else there is to tell
    record Measured(
            String name,
            double seconds,
            Quantiles sound,
            Quantiles picture,
            int reopened,
            long stallNs,
            List<String> wrong,
            String remark)
            implements Row {
        public Measured {
            wrong = List.copyOf(wrong);
        }

        @Override
        public boolean holds() {
            return wrong.isEmpty();
        }

        @Override
        public String line() {
            return String.format(
                    Locale.ROOT,
                    "| %s | %s | %.0f | %s | %s | %d | %.0f | %s |",
                    name,
                    holds() ? "yes" : "NO: " + String.join("; ", wrong),
                    seconds,
                    sound.cells(),
                    picture.cells(),
                    reopened,
                    stallNs / 1e6,
                    remark);
        }
    }

    /// Something that was looked at while nobody met.
    record Seen(String name, double seconds, boolean holds, String remark) implements Row {
        @Override
        public String line() {
            return String.format(
                    Locale.ROOT,
                    "| %s | %s | %.0f | | | | | | | | | %s |",
                    name,
                    holds ? "yes" : "NO",
                    seconds,
                    remark);
        }
    }

    /// What this cluster cannot be asked for.
    record Skipped(String name, String why) implements Row {
        @Override
        public boolean holds() {
            return true;
        }

        @Override
        public String line() {
            return "| %s | skipped | | | | | | | | | | %s |".formatted(name, why);
        }
    }
}
