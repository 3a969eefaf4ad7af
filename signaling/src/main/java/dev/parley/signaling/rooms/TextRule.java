package dev.parley.signaling.rooms;

import org.jspecify.annotations.Nullable;

/// What free text may be: not blank, not too long, and without control characters but line breaks and tabs
/// where several lines make sense. Markup is text like any other: it is stored and sent as it came, and shown
/// as text.
enum TextRule {
    NAME(RoomLimits.NAME_CHARS, false),
    ROOM_NAME(RoomLimits.ROOM_NAME_CHARS, false),
    IDENTITY(RoomLimits.IDENTITY_CHARS, false),
    CHAT(RoomLimits.CHAT_CHARS, true),
    REASON(RoomLimits.REASON_CHARS, true);

    private final int maxChars;
    private final boolean lines;

    TextRule(int maxChars, boolean lines) {
        this.maxChars = maxChars;
        this.lines = lines;
    }

    /// Absent when the text is good.
    @Nullable
    Decision problem(String text, Refusal why) {
        int chars = text.codePointCount(0, text.length());
        if (text.isBlank() || chars > maxChars) {
            return new Decision.Refused(why, chars + " characters", "1.." + maxChars + " characters");
        }
        boolean control = text.codePoints()
                .anyMatch(it -> Character.isISOControl(it) && !(lines && (it == '\n' || it == '\r' || it == '\t')));
        return control ? new Decision.Refused(why, "control characters", "text") : null;
    }
}
