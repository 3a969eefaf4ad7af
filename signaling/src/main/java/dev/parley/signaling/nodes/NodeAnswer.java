package dev.parley.signaling.nodes;

import dev.parley.protocol.node.SessionAnswer;
import org.jspecify.annotations.Nullable;

/// What a node says to an HTTP request.
public sealed interface NodeAnswer {
    record Opened(SessionAnswer session) implements NodeAnswer {}

    /// `fragment` is there after an ICE restart, not after more candidates.
    record Patched(@Nullable String fragment, @Nullable String etag) implements NodeAnswer {}

    record Gone() implements NodeAnswer {}

    /// The node understood and said no; `code` and `detail` are its own words.
    record Refused(int status, String code, String detail) implements NodeAnswer {}

    /// `silent`: it was asked, and did not answer for as long as anybody waits.
    record Unreachable(boolean silent) implements NodeAnswer {}
}
