package dev.parley.room;

/// One presence in one room. It survives a reconnect within the grace time; a later visit gets a new one.
public record ParticipantId(String value) {
    public ParticipantId {
        Ids.checked("participant", value);
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
