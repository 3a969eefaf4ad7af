package dev.parley.media.control;

import dev.parley.protocol.node.SessionAnswer;

/// What came of an offer.
public sealed interface OpenResult {
    record Opened(SessionAnswer answer) implements OpenResult {}

    record Refused(Refusal refusal) implements OpenResult {}
}
