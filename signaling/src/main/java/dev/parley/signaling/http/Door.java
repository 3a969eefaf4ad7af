package dev.parley.signaling.http;

/// Which part of HTTP a path belongs to, for metrics and for how to ask for credentials.
enum Door {
    REST("rest", "Basic realm=\"parley\", charset=\"UTF-8\""),
    WHIP("whip", "Bearer realm=\"parley\""),
    WHEP("whep", "Bearer realm=\"parley\"");

    private final String word;
    private final String challenge;

    Door(String word, String challenge) {
        this.word = word;
        this.challenge = challenge;
    }

    static Door of(String path) {
        return path.startsWith("/whip/") ? WHIP : path.startsWith("/whep/") ? WHEP : REST;
    }

    String word() {
        return word;
    }

    /// RFC 9110 §11.6.1.
    String challenge() {
        return challenge;
    }
}
