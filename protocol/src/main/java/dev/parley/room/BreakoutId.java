package dev.parley.room;

/// Names a breakout of a room, from its opening to its end. Unique within the room for all time: breakouts opened anew
/// are others.
public record BreakoutId(String value) {
    public BreakoutId {
        Ids.checked("breakout", value);
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
