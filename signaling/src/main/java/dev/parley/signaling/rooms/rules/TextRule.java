package dev.parley.signaling.rooms.rules;

import dev.parley.signaling.rooms.Decision;
import dev.parley.signaling.rooms.Refusal;
import dev.parley.signaling.rooms.RoomLimits;
import org.jspecify.annotations.Nullable;

/// What free text may be: not blank, not too long, and without control characters but line breaks and tabs
/// where several lines make sense. Markup is text like any other: it is stored and sent as it came, and shown
/// as text.
enum TextRule {
    NAME(RoomLimits.NAME_CHARS, false, Refusal.NAME_NOT_VALID),
    ROOM_NAME(RoomLimits.ROOM_NAME_CHARS, false, Refusal.NAME_NOT_VALID),
    IDENTITY(RoomLimits.IDENTITY_CHARS, false, Refusal.IDENTITY_NOT_VALID),
    CHAT(RoomLimits.CHAT_CHARS, true, Refusal.CHAT_NOT_VALID),
    REASON(RoomLimits.REASON_CHARS, true, Refusal.REASON_NOT_VALID),
    WAITING_MESSAGE(RoomLimits.WAITING_MESSAGE_CHARS, true, Refusal.WAITING_MESSAGE_NOT_VALID),
    POLL(RoomLimits.POLL_CHARS, true, Refusal.POLL_NOT_VALID),
    OPTION(RoomLimits.OPTION_CHARS, false, Refusal.POLL_NOT_VALID),
    QUESTION(RoomLimits.QUESTION_CHARS, true, Refusal.QUESTION_NOT_VALID),
    BREAKOUT_NAME(RoomLimits.NAME_CHARS, false, Refusal.BREAKOUTS_NOT_VALID);

    private final int maxChars;
    private final boolean lines;
    private final Refusal why;

    TextRule(int maxChars, boolean lines, Refusal why) {
        this.maxChars = maxChars;
        this.lines = lines;
        this.why = why;
    }

    /// Absent when the text is good.
    @Nullable
    Decision problem(String text) {
        int chars = text.codePointCount(0, text.length());
        if (text.isBlank() || chars > maxChars) {
            return new Decision.Refused(why, chars + " characters", "1.." + maxChars + " characters");
        }
        boolean control = text.codePoints()
                .anyMatch(it -> Character.isISOControl(it) && !(lines && (it == '\n' || it == '\r' || it == '\t')));
        return control ? new Decision.Refused(why, "control characters", "text") : null;
    }

    /// For text that may be left out: what is absent or blank is no problem.
    @Nullable
    Decision problemIfSaid(@Nullable String text) {
        return text == null || text.isBlank() ? null : problem(text);
    }
}
