package dev.parley.signaling.http;

/// Ends the handling of a request with this problem. Only within this package: beyond it, refusals are values.
final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    ProblemException(Problem problem) {
        super(problem.code(), null, false, false);
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
