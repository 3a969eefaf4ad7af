package dev.parley.loadtest.soak;

/// How long, with how many, and from which seed.
///
/// @param rooms that the participants choose from, so that rooms too come and go
/// @param loops of each of the two nodes
record SoakPlan(int minutes, int participants, long seed, int rooms, int loops) {
    private static final int MOST_MINUTES = 24 * 60;
    /// More than one machine carries with both sides on it.
    private static final int MOST_PARTICIPANTS = 500;

    SoakPlan {
        check("minutes", minutes, MOST_MINUTES);
        check("participants", participants, MOST_PARTICIPANTS);
        check("rooms", rooms, participants);
        check("loops", loops, 64);
    }

    private static void check(String name, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: 1.." + most + ")");
        }
    }
}
