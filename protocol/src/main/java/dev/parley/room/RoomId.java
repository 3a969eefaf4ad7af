package dev.parley.room;

/// A meeting, from its first participant to its end. Chosen by whoever creates the room.
public record RoomId(String value) {
    public RoomId {
        Ids.checked("room", value);
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
