package dev.parley.operator.recording;

import org.jspecify.annotations.Nullable;

/// What is seen of a Job: of a recorder, or of the composer.
///
/// @param pod its newest pod; null where it has none
/// @param report what the program said when it ended; null where it did not
public record Work(State state, @Nullable Pod pod, @Nullable Report report) {
    public static final Work MISSING = new Work(State.MISSING, null, null);

    public enum State {
        /// It was not made yet, or somebody has deleted it.
        MISSING,
        /// It has begun, and has no pod that is ready.
        ACTIVE,
        /// Its pod is ready: a recorder that says so is in the room.
        READY,
        COMPLETE,
        FAILED
    }

    public boolean isAtWork() {
        return state == State.ACTIVE || state == State.READY;
    }

    /// A pod as it was seen.
    ///
    /// @param ending it was told to end
    public record Pod(String name, String uid, String resourceVersion, boolean ending) {}
}
