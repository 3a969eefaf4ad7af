package dev.parley.media.control;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What the kernel has thrown away before a loop could read it, because the socket's receive buffer was full.
/// No call of ours learns of it: Linux says it in `/proc/net/udp`, a line for each socket with the port in hex
/// and the drops last.
final class ReceiveQueue {
    private static final List<Path> TABLES = List.of(Path.of("/proc/self/net/udp"), Path.of("/proc/self/net/udp6"));
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final int LOCAL_ADDRESS = 1;
    private static final int COLUMNS = 13;
    private static final int HEX = 16;

    private ReceiveQueue() {}

    /// Of all sockets at this port; 0 where there is no such table.
    static long dropped(int port) {
        return TABLES.stream()
                .flatMap(ReceiveQueue::lines)
                .mapToLong(line -> dropped(line, port))
                .sum();
    }

    private static Stream<String> lines(Path table) {
        try {
            return Files.readString(table, StandardCharsets.US_ASCII).lines();
        } catch (IOException _) {
            return Stream.empty(); // not Linux, or without IPv6
        }
    }

    static long dropped(String line, int port) {
        String[] columns = BLANKS.split(line.strip(), -1);
        if (columns.length < COLUMNS) {
            return 0;
        }
        String local = columns[LOCAL_ADDRESS];
        try {
            int at = Integer.parseInt(local.substring(local.lastIndexOf(':') + 1), HEX);
            return at == port ? Long.parseLong(columns[columns.length - 1]) : 0;
        } catch (NumberFormatException _) {
            return 0; // the heading
        }
    }
}
