package dev.parley.standalone;

import dev.parley.signaling.access.ApiKey;
import java.util.Map;

/// What a person can choose. Everything else follows from it, or is found free at start.
///
/// @param httpPort page, signaling and API
/// @param httpAddress where it listens: a page gets a camera on localhost, but not over plain HTTP from elsewhere
/// @param mediaPort the first of [#mediaPorts] UDP ports in a row
/// @param nodeHttpPort the first of [#NODES] TCP ports for the nodes' own HTTP
/// @param loops of each node
/// @param nodeSecret what signaling and nodes prove themselves with; empty for one that nobody has to know
record StandaloneSettings(
        int httpPort,
        String httpAddress,
        int mediaPort,
        int nodeHttpPort,
        int loops,
        String apiKey,
        String apiSecret,
        String nodeSecret) {
    /// Two, so that a meeting on one machine already crosses what it would cross in a cluster.
    static final int NODES = 2;

    private static final int HIGHEST_PORT = 65_535;
    private static final int MOST_LOOPS = 64;

    static StandaloneSettings from(Map<String, String> environment, int cores) {
        var read = new Reader(environment);
        int loops = read.number("PARLEY_LOOPS", Math.max(1, cores / NODES), 1, MOST_LOOPS);
        return new StandaloneSettings(
                read.number("PARLEY_HTTP_PORT", 8080, 1, HIGHEST_PORT),
                read.text("PARLEY_HTTP_ADDRESS", "127.0.0.1"),
                read.number("PARLEY_MEDIA_PORT", 10_000, 1, HIGHEST_PORT - NODES * loops),
                read.number("PARLEY_NODE_HTTP_PORT", 9100, 1, HIGHEST_PORT - NODES),
                loops,
                read.text("PARLEY_API_KEY", "dev"),
                read.text("PARLEY_API_SECRET", ApiKey.DEVELOPMENT_SECRET),
                read.text("PARLEY_NODE_SECRET", ""));
    }

    int mediaPorts() {
        return NODES * loops;
    }

    int mediaPortOf(int node) {
        return mediaPort + node * loops;
    }

    int nodeHttpPortOf(int node) {
        return nodeHttpPort + node;
    }

    private record Reader(Map<String, String> environment) {
        String text(String name, String otherwise) {
            var value = environment.getOrDefault(name, "").strip();
            return value.isEmpty() ? otherwise : value;
        }

        int number(String name, int otherwise, int least, int most) {
            var value = text(name, Integer.toString(otherwise));
            try {
                int number = Integer.parseInt(value);
                if (number >= least && number <= most) {
                    return number;
                }
            } catch (NumberFormatException _) {
                // told below
            }
            throw new CannotStart("%s: %s (expected: %d..%d)".formatted(name, value, least, most));
        }
    }
}
