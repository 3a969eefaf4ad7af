package dev.parley.signaling.rooms;

/// How much a room may hold. Text is counted in code points, as people count.
public record RoomLimits(int participants) {
    /// What one media node was sized for in one room.
    public static final RoomLimits STANDARD = new RoomLimits(1_000);
    /// Fits a tile and a line of the participants' panel.
    public static final int NAME_CHARS = 64;
    public static final int ROOM_NAME_CHARS = 128;
    /// Room for e-mail addresses and the ids of identity providers.
    public static final int IDENTITY_CHARS = 128;
    /// A long paragraph. Beyond that it is a document, and a link serves better.
    public static final int CHAT_CHARS = 2_000;
    /// What a late joiner is told: with the longest messages still below a megabyte.
    public static final int CHAT_HISTORY = 100;
    public static final int REASON_CHARS = 200;

    public RoomLimits {
        if (participants < 1) {
            throw new IllegalArgumentException("participants: " + participants + " (expected: >= 1)");
        }
    }
}
