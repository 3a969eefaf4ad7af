package dev.parley.loadtest.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How long something on this machine has waited for a processor (`/proc/pressure/cpu`, Linux' PSI). A system that is
/// starved by its neighbours loses links and frames without any fault of its own: the report says how it was.
public final class Pressure {
    private static final Path FILE = Path.of("/proc/pressure/cpu");
    private static final Pattern TOTAL = Pattern.compile("some .*total=(\\d+)");
    private static final double US_PER_S = 1e6;

    private Pressure() {}

    /// Since the machine started; 0 where the kernel does not tell.
    public static double seconds() throws IOException {
        if (!Files.isReadable(FILE)) {
            return 0;
        }
        Matcher total = TOTAL.matcher(Files.readString(FILE));
        return total.find() ? Long.parseLong(total.group(1)) / US_PER_S : 0;
    }
}
