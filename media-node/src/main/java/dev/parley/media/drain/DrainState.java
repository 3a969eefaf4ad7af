package dev.parley.media.drain;

import org.jspecify.annotations.Nullable;

/// How far a drain is.
///
/// @param startNs when it began, or the cordon did; null while the node is active
/// @param deadlineNs null where nothing ends by the clock
/// @param moved rooms since then, likewise those that were closed
/// @param reason why rooms are left; null where none is, or none has to go
public record DrainState(
        NodePhase phase,
        @Nullable DrainPolicy policy,
        @Nullable Long startNs,
        @Nullable Long deadlineNs,
        int moved,
        int closed,
        @Nullable DrainReason reason) {
    public static final DrainState ACTIVE = new DrainState(NodePhase.ACTIVE, null, null, null, 0, 0, null);
}
