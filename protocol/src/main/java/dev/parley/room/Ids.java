package dev.parley.room;

/// The one grammar of every id: short, and safe in a URL path, a Redis key, a log line and a metric without escaping.
final class Ids {
    /// Long enough for a UUID with a prefix; short enough that an id never matters in the size of a message.
    static final int MAX_CHARS = 64;

    private Ids() {}

    /// By hand: in the reading of a message that says where 500 people are, a regular expression was the
    /// costliest line.
    static boolean isValid(String value) {
        int length = value.length();
        if (length == 0 || length > MAX_CHARS) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (!isAllowed(value.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAllowed(char it) {
        return (it >= 'a' && it <= 'z')
                || (it >= '0' && it <= '9')
                || (it >= 'A' && it <= 'Z')
                || it == '_'
                || it == '-';
    }

    static String checked(String what, String value) {
        if (!isValid(value)) {
            throw new IllegalArgumentException(what + ": (expected: 1.." + MAX_CHARS + " of A-Z a-z 0-9 _ -)");
        }
        return value;
    }
}
