package dev.parley.loadtest.bench;

/// How long and with how many loops: bounds of a run.
record Measuring(int loops, int warmUpSeconds, int seconds) {
    private static final int MOST_SECONDS = 600;

    Measuring {
        if (loops < 1 || warmUpSeconds < 0 || seconds < 1 || warmUpSeconds + seconds > MOST_SECONDS) {
            throw new IllegalArgumentException("measuring: " + loops + " loops, " + warmUpSeconds + " + " + seconds
                    + " s (expected: at least 1 loop, at most " + MOST_SECONDS + " s)");
        }
    }
}
