package dev.parley.media.control;

import org.jspecify.annotations.Nullable;

/// An ask that was understood and not granted: a stable code for programs, a message for people, the value and what was
/// expected, and the HTTP status that says the same.
public record Refusal(
        int status,
        String code,
        String message,
        @Nullable String value,
        @Nullable String expected) {
    public Refusal {
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("status: " + status + " (expected: 400..599)");
        }
    }

    public static Refusal of(int status, String code, String message) {
        return new Refusal(status, code, message, null, null);
    }
}
