package dev.parley.media.http;

import org.jspecify.annotations.Nullable;

/// Entity tags (RFC 9110 §8.8.3), which stand in quotes in a header and without them in JSON.
final class Etags {
    private static final String ANY = "*";

    private Etags() {}

    static String quoted(String etag) {
        return '"' + etag + '"';
    }

    /// What `If-Match` names; null for `*`, any. Without quotes it is taken as it is: clients hand on what JSON told.
    static @Nullable String wanted(String ifMatch) {
        String bare = ifMatch.strip();
        if (bare.equals(ANY)) {
            return null;
        }
        return bare.length() >= 2 && bare.startsWith("\"") && bare.endsWith("\"")
                ? bare.substring(1, bare.length() - 1)
                : bare;
    }
}
