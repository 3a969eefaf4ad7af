package dev.parley.protocol.json;

import org.jspecify.annotations.Nullable;

/// What came of reading hostile text. Never an exception.
public sealed interface Reading<T> {
    record Parsed<T>(T value) implements Reading<T> {}

    /// `askId` is the text's own `id` where one could be read, so that the refusal can be matched to its ask.
    /// `path` is where it went wrong (`slots[2].height`), `value` what stood there, `expected` what should
    /// have.
    record Malformed<T>(
            Code code,
            @Nullable String askId,
            @Nullable String path,
            @Nullable String value,
            String expected) implements Reading<T> {}

    /// Stable codes, as sent in [dev.parley.protocol.client.ServerMessage.Refused].
    enum Code {
        NOT_JSON("not-json"),
        TOO_LARGE("too-large"),
        UNKNOWN_TYPE("unknown-type"),
        MISSING("missing"),
        BAD_VALUE("bad-value");

        private final String word;

        Code(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }
}
