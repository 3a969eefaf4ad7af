package dev.parley.signaling.access;

import dev.parley.signaling.rooms.Refusal;

/// What came of reading a token.
public sealed interface Admission {
    record Admitted(Grant grant) implements Admission {}

    record Denied(Refusal why) implements Admission {}
}
