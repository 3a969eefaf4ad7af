package dev.parley.operator.fleet;

import java.util.Arrays;
import java.util.Optional;

/// Why a node is no longer to be as it is.
public enum Cause {
    /// Somebody else deletes its pod: an eviction, or a hand.
    EVICTED("Evicted", Level.REPLACE),
    /// There are to be fewer nodes, and it is the last.
    SCALE_IN("ScaleIn", Level.REPLACE),
    /// Its machine was cordoned, and the spec says to drain then.
    HOST_CORDONED("HostCordoned", Level.REPLACE),
    /// Somebody asked for it to be replaced.
    ASKED_TO_REPLACE("AskedToReplace", Level.REPLACE),
    /// It runs something else than the spec says now.
    OUTDATED("Outdated", Level.REPLACE),
    /// Somebody asked for it to be drained, and to stay.
    ASKED_TO_DRAIN("AskedToDrain", Level.DRAIN),
    /// Somebody asked for it to take no new rooms.
    ASKED_TO_CORDON("AskedToCordon", Level.CORDON),
    /// Its machine was cordoned, and the spec says to take no new rooms then.
    CORDONED_WITH_HOST("CordonedWithHost", Level.CORDON);

    /// How far it goes.
    public enum Level {
        /// It takes no new rooms.
        CORDON,
        /// It gives away those it has.
        DRAIN,
        /// Then its pod goes.
        REPLACE
    }

    private final String word;
    private final Level level;

    Cause(String word, Level level) {
        this.word = word;
        this.level = level;
    }

    /// As it stands in the status.
    public String word() {
        return word;
    }

    public Level level() {
        return level;
    }

    boolean drains() {
        return level != Level.CORDON;
    }

    public static Optional<Cause> of(String word) {
        return Arrays.stream(values()).filter(it -> it.word.equals(word)).findFirst();
    }
}
