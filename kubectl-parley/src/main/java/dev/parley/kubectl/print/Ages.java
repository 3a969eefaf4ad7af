package dev.parley.kubectl.print;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Lengths of time in two units at most, with the steps that kubectl has: the longer, the coarser.
public final class Ages {
    private static final long SECONDS_ALONE = Duration.ofMinutes(2).toSeconds();
    private static final long MINUTES_WITH_SECONDS = 10;
    private static final long MINUTES_ALONE = Duration.ofHours(3).toMinutes();
    private static final long HOURS_WITH_MINUTES = 8;
    private static final long HOURS_ALONE = 48;
    private static final long DAYS_WITH_HOURS = 8;
    private static final long YEAR_DAYS = 365;
    private static final long DAYS_ALONE = 2 * YEAR_DAYS;
    private static final long YEARS_WITH_DAYS = 8;

    private static final String NOBODY_KNOWS = "<unknown>";

    private Ages() {}

    static String since(@Nullable Instant then, Instant now) {
        return then == null ? NOBODY_KNOWS : of(Duration.between(then, now));
    }

    /// A moment in the future is now: clocks of two machines differ.
    public static String of(Duration time) {
        long seconds = Math.max(0, time.toSeconds());
        if (seconds < SECONDS_ALONE) {
            return seconds + "s";
        }
        long minutes = seconds / Duration.ofMinutes(1).toSeconds();
        if (minutes < MINUTES_ALONE) {
            return two(minutes, "m", minutes < MINUTES_WITH_SECONDS ? seconds % 60 : 0, "s");
        }
        long hours = minutes / 60;
        if (hours < HOURS_ALONE) {
            return two(hours, "h", hours < HOURS_WITH_MINUTES ? minutes % 60 : 0, "m");
        }
        long days = hours / 24;
        if (days < DAYS_ALONE) {
            return two(days, "d", days < DAYS_WITH_HOURS ? hours % 24 : 0, "h");
        }
        long years = days / YEAR_DAYS;
        return two(years, "y", years < YEARS_WITH_DAYS ? days % YEAR_DAYS : 0, "d");
    }

    private static String two(long much, String unit, long little, String lesser) {
        return little == 0 ? much + unit : much + unit + little + lesser;
    }
}
