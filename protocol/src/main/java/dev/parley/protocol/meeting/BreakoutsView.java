package dev.parley.protocol.meeting;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The breakouts that are open. Who is in which is said by each participant's `breakout`. `endsAt`: when everyone
/// returns by themselves; absent without a timer.
public record BreakoutsView(
        List<BreakoutView> breakouts,
        BreakoutChoice choice,
        Instant openedAt,
        @Nullable Instant endsAt) {
    public BreakoutsView {
        breakouts = List.copyOf(breakouts);
    }
}
