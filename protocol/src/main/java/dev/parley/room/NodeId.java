package dev.parley.room;

/// A media node of the fleet.
public record NodeId(String value) {
    public NodeId {
        Ids.checked("node", value);
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
