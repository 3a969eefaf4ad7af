package dev.parley.loadtest.chaos;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// One blow, or what is done for a fleet after one.
///
/// @param number of its victim among those of its sort, from 0
/// @param lengthMs until it is undone; a process that was killed is then started, which takes its own time
record Fault(Kind kind, int number, int lengthMs) {
    /// The same at the first of these that is in use, from the one that was drawn on: what was
    /// started again has nobody, and nobody would notice.
    Fault at(int victims, Predicate<Fault> inUse) {
        for (int i = 0; i < victims; i++) {
            Fault next = new Fault(kind, (number + i) % victims, lengthMs);
            if (inUse.test(next)) {
                return next;
            }
        }
        return this;
    }

    /// Of the machine it happens to.
    String machine() {
        return switch (kind.victim()) {
            case SIGNALING -> "signaling-" + (number + 1);
            case NODE -> "node-" + (number + 1);
            case REDIS -> "redis";
        };
    }

    /// What can happen to a process or its cable, and for how long.
    enum Kind {
        KILL_SIGNALING("signaling killed", Victim.SIGNALING, false, 1_000, 3_000),
        END_SIGNALING("signaling ended in order", Victim.SIGNALING, false, 500, 2_000),
        PART_SIGNALING("signaling cut off from Redis", Victim.SIGNALING, true, 3_000, 10_000),
        KILL_NODE("node killed", Victim.NODE, false, 1_000, 4_000),
        STOP_NODE("node stopped and woken", Victim.NODE, false, 2_000, 8_000),
        CUT_NODE("node cut off from all", Victim.NODE, true, 2_000, 8_000),
        PART_NODE("node cut off from the other nodes", Victim.NODE, true, 3_000, 8_000),
        KILL_REDIS("Redis killed, back empty", Victim.REDIS, false, 500, 4_000),
        STOP_REDIS("Redis stopped and woken", Victim.REDIS, false, 3_000, 20_000),
        SLOW_NODE("slow link of a node", Victim.NODE, true, 4_000, 8_000),
        SLOW_REDIS("slow link of Redis", Victim.REDIS, true, 4_000, 10_000),
        /// Of no schedule: done whenever the rooms are unevenly spread. The victim is the fullest node.
        MOVE_ROOMS("rooms moved to emptier nodes", Victim.NODE, false, 1_000, 1_001);

        /// What it happens to.
        enum Victim {
            SIGNALING,
            NODE,
            REDIS
        }

        private final String word;
        private final Victim victim;
        private final boolean ofCables;
        private final int leastMs;
        private final int mostMs;

        /// @param ofCables needs a network whose cables can be cut
        Kind(String word, Victim victim, boolean ofCables, int leastMs, int mostMs) {
            this.word = word;
            this.victim = victim;
            this.ofCables = ofCables;
            this.leastMs = leastMs;
            this.mostMs = mostMs;
        }

        /// Those that a schedule draws.
        static List<Kind> drawn(boolean cables) {
            return Stream.of(values())
                    .filter(it -> it != MOVE_ROOMS && (cables || !it.ofCables))
                    .toList();
        }

        String word() {
            return word;
        }

        Victim victim() {
            return victim;
        }

        int leastMs() {
            return leastMs;
        }

        int mostMs() {
            return mostMs;
        }
    }
}
