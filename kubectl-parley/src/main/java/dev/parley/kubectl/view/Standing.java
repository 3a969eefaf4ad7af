package dev.parley.kubectl.view;

import dev.parley.crds.conditions.Condition;
import dev.parley.crds.conditions.ConditionType;
import dev.parley.kubectl.print.Cell;
import dev.parley.kubectl.print.Tone;
import java.util.List;
import java.util.Optional;

/// Where a resource stands, read off its conditions. One that nobody looked at yet has none.
public record Standing(List<Condition> conditions) {
    private static final String UNKNOWN = "Unknown";

    public Standing {
        conditions = List.copyOf(conditions);
    }

    public Optional<Condition> of(ConditionType type) {
        return conditions.stream().filter(it -> it.type() == type).findFirst();
    }

    public boolean isReady() {
        return of(ConditionType.READY)
                .filter(it -> it.status() == Condition.Status.TRUE)
                .isPresent();
    }

    /// Whether anybody can tell if it is ready.
    boolean isKnown() {
        return of(ConditionType.READY)
                .filter(it -> it.status() != Condition.Status.UNKNOWN)
                .isPresent();
    }

    public boolean isStalled() {
        return of(ConditionType.STALLED)
                .filter(it -> it.status() == Condition.Status.TRUE)
                .isPresent();
    }

    public boolean isMoving() {
        return of(ConditionType.RECONCILING)
                .filter(it -> it.status() == Condition.Status.TRUE)
                .isPresent();
    }

    private String ready() {
        return of(ConditionType.READY).map(it -> word(it.status())).orElse(UNKNOWN);
    }

    public String reason() {
        return of(ConditionType.READY).map(Condition::reason).orElse("");
    }

    public String message() {
        return of(ConditionType.READY).map(Condition::message).orElse("");
    }

    public Tone tone() {
        if (isStalled()) {
            return Tone.BAD;
        }
        if (isMoving() || conditions.isEmpty()) {
            return Tone.BUSY;
        }
        return isReady() ? Tone.GOOD : Tone.BAD;
    }

    Cell readyCell() {
        return Cell.of(ready(), tone());
    }

    /// As it is written in a condition.
    private static String word(Condition.Status status) {
        return switch (status) {
            case TRUE -> "True";
            case FALSE -> "False";
            case UNKNOWN -> UNKNOWN;
        };
    }
}
