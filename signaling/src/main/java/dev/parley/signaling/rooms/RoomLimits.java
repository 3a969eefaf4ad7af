package dev.parley.signaling.rooms;

/// How much a room may hold. Text is counted in code points, as people count.
/// - `participants`: everyone but viewers; each may send, so a node must be able to carry them all.
/// - `viewers`: they only receive.
public record RoomLimits(int participants, int viewers) {
    /// What one media node was sized for in one room.
    public static final RoomLimits STANDARD = new RoomLimits(1_000, 5_000);
    /// Longer lines at a door are a lobby; beyond it people are asked to come again.
    public static final int WAITING = 1_000;
    /// The last so many; a host who removes more people than that has other worries.
    public static final int BANNED = 500;
    /// Fits a tile and a line of the participants' panel.
    public static final int NAME_CHARS = 64;
    public static final int ROOM_NAME_CHARS = 128;
    /// Room for e-mail addresses and the ids of identity providers.
    public static final int IDENTITY_CHARS = 128;
    /// A long paragraph. Beyond that it is a document, and a link serves better.
    public static final int CHAT_CHARS = 2_000;
    /// In each place, and of private messages: with the longest messages still below a megabyte of JSON.
    public static final int CHAT_HISTORY = 100;
    public static final int REASON_CHARS = 200;
    /// A sentence on the waiting screen.
    public static final int WAITING_MESSAGE_CHARS = 500;
    /// The longest emoji of Unicode 16 are ten code points; two more for variation selectors.
    public static final int EMOJI_CODE_POINTS = 12;
    /// Of those who have left: where they belong while breakouts are open. Beyond it the one who left first is
    /// forgotten.
    public static final int BREAKOUT_LEAVERS = 200;
    public static final int POLLS = 50;
    public static final int POLL_OPTIONS_MIN = 2;
    /// As many bars as a panel shows without scrolling.
    public static final int POLL_OPTIONS_MAX = 10;
    public static final int POLL_CHARS = 300;
    public static final int OPTION_CHARS = 100;
    public static final int QUESTIONS = 200;
    public static final int QUESTION_CHARS = 500;
    /// Twice what the mission asks for.
    public static final int BREAKOUTS = 100;
    /// A day: a longer timer is a mistyped one.
    public static final int BREAKOUT_MINUTES = 1_440;

    /// Who has voted in a poll, or for a question, stays counted after leaving: twice a full room may, since
    /// people come and go, and whoever comes without an identity is somebody new each time.
    public int voters() {
        return 2 * (participants + viewers);
    }

    public RoomLimits {
        if (participants < 1) {
            throw new IllegalArgumentException("participants: " + participants + " (expected: >= 1)");
        }
        if (viewers < 0) {
            throw new IllegalArgumentException("viewers: " + viewers + " (expected: >= 0)");
        }
    }
}
