package dev.parley.room;

import java.util.regex.Pattern;

/// The one grammar of every id: short, and safe in a URL path, a Redis key, a log line and a metric without escaping.
final class Ids {
    /// Long enough for a UUID with a prefix; short enough that an id never matters in the size of a message.
    static final int MAX_CHARS = 64;

    private static final Pattern GRAMMAR = Pattern.compile("[A-Za-z0-9_-]{1," + MAX_CHARS + "}");

    private Ids() {}

    static boolean isValid(String value) {
        return GRAMMAR.matcher(value).matches();
    }

    static String checked(String what, String value) {
        if (!isValid(value)) {
            throw new IllegalArgumentException(what + ": (expected: 1.." + MAX_CHARS + " of A-Z a-z 0-9 _ -)");
        }
        return value;
    }
}
