package dev.parley.loadtest.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// What Linux says of a process in `/proc` (proc(5)); zeros elsewhere.
///
/// @param cpuSeconds user and system time of all its threads
/// @param residentBytes of memory
/// @param threads platform threads
/// @param descriptors open files of every kind
/// @param sockets of those
public record ProcessUsage(double cpuSeconds, long residentBytes, int threads, long descriptors, long sockets) {
    /// USER_HZ is 100 on every Linux there is.
    private static final double TICKS_PER_SECOND = 100;

    private static final int USER_TIME = 11;
    private static final int SYSTEM_TIME = 12;
    private static final long KIB = 1_024;

    public static ProcessUsage of(long pid) {
        Path process = Path.of("/proc", Long.toString(pid));
        if (!Files.isDirectory(process)) {
            return new ProcessUsage(0, 0, 0, 0, 0);
        }
        try {
            String stat = Files.readString(process.resolve("stat"));
            // the name in parentheses may hold anything; the third field begins behind the last of them
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            double ticks = Double.parseDouble(fields[USER_TIME]) + Double.parseDouble(fields[SYSTEM_TIME]);
            return new ProcessUsage(
                    ticks / TICKS_PER_SECOND,
                    status(process, "VmRSS:") * KIB,
                    (int) status(process, "Threads:"),
                    descriptors(process, _ -> true),
                    descriptors(process, ProcessUsage::isSocket));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long status(Path process, String key) throws IOException {
        return Files.readAllLines(process.resolve("status")).stream()
                .filter(line -> line.startsWith(key))
                .map(line -> line.replaceAll("\\D", ""))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElse(0);
    }

    private static long descriptors(Path process, Predicate<Path> kind) throws IOException {
        try (Stream<Path> files = Files.list(process.resolve("fd"))) {
            return files.filter(kind).count();
        }
    }

    private static boolean isSocket(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }
}
