package dev.parley.operator.status;

import dev.parley.crds.conditions.Condition;
import dev.parley.crds.conditions.Condition.Status;
import dev.parley.crds.conditions.ConditionType;
import dev.parley.crds.conditions.Reason;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

/// Conditions out of a verdict. `Ready` is always there, `Reconciling` and `Stalled` only while they are true, and each
/// says since when it is what it is.
public final class Conditions {
    private final List<Condition> before;
    private final long generation;
    private final Instant now;

    public Conditions(List<Condition> before, long generation, Instant now) {
        this.before = before;
        this.generation = generation;
        // As precise as the API server keeps times of its own.
        this.now = now.truncatedTo(ChronoUnit.SECONDS);
    }

    public List<Condition> of(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Ready(var reason, var message) -> List.of(ready(Status.TRUE, reason, message));
            case Verdict.NotReady(var reason, var message) -> List.of(ready(Status.FALSE, reason, message));
            case Verdict.Reconciling(var reason, var message, var serving) ->
                List.of(
                        ready(serving ? Status.TRUE : wasReadyEver() ? Status.FALSE : Status.UNKNOWN, reason, message),
                        condition(ConditionType.RECONCILING, Status.TRUE, reason, message));
            case Verdict.Stalled(var reason, var message, var serving) ->
                List.of(
                        ready(serving ? Status.TRUE : Status.FALSE, reason, message),
                        condition(ConditionType.STALLED, Status.TRUE, reason, message));
        };
    }

    /// Whether it was ready when it was last looked at.
    public static boolean wasReady(List<Condition> before) {
        return before.stream().anyMatch(it -> it.type() == ConditionType.READY && it.status() == Status.TRUE);
    }

    /// Whether somebody must change something, for this reason.
    public static boolean isStalled(List<Condition> conditions, Reason reason) {
        return conditions.stream()
                .anyMatch(it -> it.type() == ConditionType.STALLED
                        && it.status() == Status.TRUE
                        && it.reason().equals(reason.word()));
    }

    private boolean wasReadyEver() {
        return find(ConditionType.READY).anyMatch(it -> it.status() != Status.UNKNOWN);
    }

    private Condition ready(Status status, Reason reason, String message) {
        return condition(ConditionType.READY, status, reason, message);
    }

    private Condition condition(ConditionType type, Status status, Reason reason, String message) {
        Instant since = find(type)
                .filter(it -> it.status() == status)
                .map(Condition::lastTransitionTime)
                .findFirst()
                .orElse(now);
        return new Condition(type, status, generation, since, reason.word(), message);
    }

    private Stream<Condition> find(ConditionType type) {
        return before.stream().filter(it -> it.type() == type);
    }
}
