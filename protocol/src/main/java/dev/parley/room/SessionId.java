package dev.parley.room;

/// One media session (one offer, one answer) on one media node. A participant may have several, one after the other.
public record SessionId(String value) {
    public SessionId {
        Ids.checked("session", value);
    }

    /// Whether this text could be such an id; for input that is answered with a refusal rather than an exception.
    public static boolean isValid(String value) {
        return Ids.isValid(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
