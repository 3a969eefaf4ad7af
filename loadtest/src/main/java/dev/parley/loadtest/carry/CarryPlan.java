package dev.parley.loadtest.carry;

/// How much of each.
///
/// @param people in each room
/// @param times each sort of blow is dealt
/// @param moves of one room each
/// @param sessions whose copies are paid for
record CarryPlan(int rooms, int people, int times, int moves, int sessions) {
    int participants() {
        return rooms * people;
    }
}
