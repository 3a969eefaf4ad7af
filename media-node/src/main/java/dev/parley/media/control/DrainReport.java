package dev.parley.media.control;

import dev.parley.media.drain.DrainPolicy;
import dev.parley.media.drain.DrainReason;
import dev.parley.media.drain.DrainState;
import dev.parley.media.drain.NodePhase;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How far a node is on its way out, by the wall clock. What is absent does not apply: an active node has none of it.
///
/// @param roomsMoved since `startedAt`, likewise those closed
public record DrainReport(
        NodePhase phase,
        @Nullable DrainPolicy policy,
        @Nullable Instant startedAt,
        @Nullable Instant deadline,
        int roomsMoved,
        int roomsClosed,
        @Nullable DrainReason reason) {
    public static final DrainReport ACTIVE = of(DrainState.ACTIVE, 0);

    private static final long MS_NS = 1_000_000;

    /// The same by the wall clock.
    ///
    /// @param unixOffsetNs from the node's clock to the wall clock
    public static DrainReport of(DrainState state, long unixOffsetNs) {
        return new DrainReport(
                state.phase(),
                state.policy(),
                at(state.startNs(), unixOffsetNs),
                at(state.deadlineNs(), unixOffsetNs),
                state.moved(),
                state.closed(),
                state.reason());
    }

    private static @Nullable Instant at(@Nullable Long ns, long unixOffsetNs) {
        return ns == null ? null : Instant.ofEpochMilli((ns + unixOffsetNs) / MS_NS);
    }
}
