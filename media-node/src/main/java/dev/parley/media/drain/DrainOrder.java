package dev.parley.media.drain;

/// What somebody wants of a node that is to go. The same order again changes nothing.
public sealed interface DrainOrder {
    /// Take no new rooms, keep those that are here.
    record Cordon() implements DrainOrder {}

    /// Give the rooms away.
    ///
    /// @param deadlineSeconds from the beginning of the drain until what is left is moved, or closed
    /// @param roomsPerSecond of those that begin to move
    record Give(DrainPolicy policy, int deadlineSeconds, int roomsPerSecond) implements DrainOrder {
        /// A day: longer than any meeting is waited for.
        public static final int MOST_SECONDS = 86_400;
        /// More than a node can hand over.
        public static final int MOST_ROOMS_PER_SECOND = 1_000;

        public Give {
            if (deadlineSeconds < 1 || deadlineSeconds > MOST_SECONDS) {
                throw new IllegalArgumentException(
                        "deadlineSeconds: " + deadlineSeconds + " (expected: 1.." + MOST_SECONDS + ")");
            }
            if (roomsPerSecond < 1 || roomsPerSecond > MOST_ROOMS_PER_SECOND) {
                throw new IllegalArgumentException(
                        "roomsPerSecond: " + roomsPerSecond + " (expected: 1.." + MOST_ROOMS_PER_SECOND + ")");
            }
        }
    }

    /// The process ends: everything that can go, goes. Nothing undoes it.
    ///
    /// @param seconds until what is left is closed
    /// @param roomsPerSecond of those that begin to move; more of them if time gets short, and 0: all at once
    record Stop(int seconds, int roomsPerSecond) implements DrainOrder {
        /// No node starts in less: who has nowhere to go then waits for none.
        static final int NODE_STARTS_SECONDS = 10;
        /// A node that is to take another's place is there by then; a system that is taken down as a whole is not held
        /// up for longer by meetings that nobody can take.
        static final int MOST_STRANDED_SECONDS = 30;

        public Stop {
            if (seconds < 1 || seconds > Give.MOST_SECONDS) {
                throw new IllegalArgumentException("seconds: " + seconds + " (expected: 1.." + Give.MOST_SECONDS + ")");
            }
            if (roomsPerSecond < 0 || roomsPerSecond > Give.MOST_ROOMS_PER_SECOND) {
                throw new IllegalArgumentException(
                        "roomsPerSecond: " + roomsPerSecond + " (expected: 0.." + Give.MOST_ROOMS_PER_SECOND + ")");
            }
        }

        /// For how long rooms that have nowhere to go wait for a node.
        public int strandedSeconds() {
            return Math.clamp(seconds - NODE_STARTS_SECONDS, 0, MOST_STRANDED_SECONDS);
        }

        /// No other node can start before it is over.
        public boolean isHasty() {
            return seconds <= NODE_STARTS_SECONDS;
        }
    }
}
