package dev.parley.rtc.sdp;

/// One simulcast layer, `a=rid`, RFC 8851.
///
/// @param direction [Direction#SENDONLY] for `send`, [Direction#RECVONLY] for `recv`
/// @param restrictions as written behind the direction (`max-width=640;max-fps=30`); mostly empty
public record Rid(String id, Direction direction, String restrictions) {
    /// The header extension that carries it holds 16 bytes in the one-byte form.
    static final int MAX_CHARS = 16;

    static boolean isId(String text) {
        if (text.isEmpty() || text.length() > MAX_CHARS) {
            return false;
        }
        return text.chars().allMatch(c -> (c < 128 && Character.isLetterOrDigit(c)) || c == '-' || c == '_');
    }

    /// `send` or `recv`.
    static String text(Direction direction) {
        return direction == Direction.SENDONLY ? "send" : "recv";
    }
}
