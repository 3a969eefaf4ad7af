package dev.parley.loadtest.breakout;

/// How many people, in how many breakouts, how often.
///
/// @param people of whom one is the host
/// @param loops of each node
record BreakoutPlan(int people, int breakouts, int rounds, int broadcasts, int loops, long seed) {
    /// A room holds no more without another setting.
    private static final int MOST_PEOPLE = 1_000;

    private static final int MOST_BREAKOUTS = 100;
    private static final int MOST_ROUNDS = 20;
    /// A host says twenty things at once and two a second from then on.
    private static final int MOST_BROADCASTS = 100;

    /// Everybody sees so many.
    static final int VIDEO_SLOTS = 2;

    /// One in so many has a camera.
    static final int PEOPLE_PER_CAMERA = 5;

    BreakoutPlan {
        check("people", people, MOST_PEOPLE);
        check("breakouts", breakouts, Math.min(MOST_BREAKOUTS, people));
        check("rounds", rounds, MOST_ROUNDS);
        check("broadcasts", broadcasts, MOST_BROADCASTS);
        check("loops", loops, 64);
    }

    private static void check(String name, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: 1.." + most + ")");
        }
    }
}
