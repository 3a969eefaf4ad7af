package dev.parley.operator.app;

/// A setting that makes no sense: told in one sentence, without a stack trace.
final class BadSetting extends RuntimeException {
    private static final long serialVersionUID = 1;

    BadSetting(String message) {
        super(message);
    }
}
