package dev.parley.media.control;

/// What came of a fragment for a session.
public sealed interface RestartResult {
    /// New credentials were taken: the node's own, and the name of this generation.
    record Restarted(String fragment, String etag) implements RestartResult {}

    /// Understood; it held nothing that a node without ICE checks of its own needs, such as the client's candidates.
    record NothingToDo() implements RestartResult {}

    record NoSuchSession() implements RestartResult {}

    /// The caller speaks of another generation than the session is at.
    record EtagMismatch(String etag) implements RestartResult {}

    record Refused(Refusal refusal) implements RestartResult {}
}
