package dev.parley.loadtest.meeting;

import java.io.IOException;

/// Signaling understood and said no. Whoever makes load asks only for what is granted, so this ends the attempt.
public final class RefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String code;

    RefusedException(String code, String message) {
        super(code + ": " + message);
        this.code = code;
    }

    /// Stable, see `docs/protocol.md`.
    public String code() {
        return code;
    }
}
