package dev.parley.loadtest.rooms;

/// How many rooms, and how often everything is done with few of them and with all.
///
/// @param few rooms that are there at the first measurement
/// @param people in each room
/// @param times that each operation is done
/// @param events of the fan-out
/// @param visits by WebSocket
record RoomsPlan(int rooms, int few, int people, int times, int events, int visits) {
    private static final int MOST_ROOMS = 1_000_000;
    private static final int MOST_TIMES = 100_000;

    RoomsPlan {
        check("rooms", rooms, MOST_ROOMS);
        check("few", few, rooms);
        check("people", people, 100);
        check("times", times, MOST_TIMES);
        check("events", events, MOST_TIMES);
        check("visits", visits, MOST_TIMES);
    }

    private static void check(String name, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: 1.." + most + ")");
        }
    }
}
