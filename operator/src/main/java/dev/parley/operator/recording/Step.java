package dev.parley.operator.recording;

import dev.parley.operator.status.Verdict;

/// Where a recording is by now, and what has to be done besides what that wishes for.
public record Step(Take take, Verdict verdict, Act act) {
    public enum Act {
        NOTHING,
        /// The recorder is told to leave the room and to bring away what it has.
        END_RECORDER,
        /// The RecordingJob has been there for as long as it was wished to.
        EXPIRE
    }

    static Step of(Take take, Verdict verdict) {
        return new Step(take, verdict, Act.NOTHING);
    }
}
