package dev.parley.operator.status;

import dev.parley.crds.conditions.Reason;

/// How many resources of a kind wait for somebody to change something.
@FunctionalInterface
public interface Standing {
    long stalled(Reason reason);
}
