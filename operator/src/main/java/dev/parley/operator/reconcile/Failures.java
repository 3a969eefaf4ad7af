package dev.parley.operator.reconcile;

import dev.parley.crds.conditions.Reason;
import dev.parley.operator.status.Verdict;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Objects;

/// What is told of a pass that failed. It will be tried again, so nobody has to do anything, and what serves goes on.
final class Failures {
    /// Somebody has written since.
    static final int CONFLICT = 409;

    static final int GONE = 404;

    private Failures() {}

    static boolean isConflict(Exception failure) {
        return failure instanceof KubernetesClientException refused && refused.getCode() == CONFLICT;
    }

    static Verdict verdict(Reason reason, Exception failure, boolean serving) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = Objects.requireNonNullElse(cause.getMessage(), cause.toString());
        return new Verdict.Reconciling(reason, "will be tried again: " + message, serving);
    }
}
