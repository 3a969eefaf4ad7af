package dev.parley.operator.status;

import dev.parley.crds.conditions.Reason;
import org.jspecify.annotations.Nullable;

/// Where a resource stands, in one value: it is as wished, on its way, or cannot go on by itself.
public sealed interface Verdict {
    Reason reason();

    String message();

    /// As wished, and at work.
    record Ready(Reason reason, String message) implements Verdict {}

    /// On its way. What was ready before goes on being ready where `serving`.
    record Reconciling(Reason reason, String message, boolean serving) implements Verdict {}

    /// Somebody must change something. What was ready before goes on being ready where `serving`.
    record Stalled(Reason reason, String message, boolean serving) implements Verdict {}

    /// As wished, as far as the operator can bring it; what is missing is outside of its reach, and may come by itself.
    record NotReady(Reason reason, String message) implements Verdict {}

    /// The graver one of two; the first where they are alike.
    static Verdict graver(Verdict one, @Nullable Verdict other) {
        return other != null && other.gravity() > one.gravity() ? other : one;
    }

    private int gravity() {
        return switch (this) {
            case Ready _ -> 0;
            case Reconciling _ -> 1;
            case NotReady _ -> 2;
            case Stalled _ -> 3;
        };
    }
}
