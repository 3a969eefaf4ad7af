package dev.parley.media.link;

import java.util.Locale;

/// Why there is no connection after one attempt.
public enum Failure {
    /// Nobody listens there.
    REFUSED,
    /// No answer in time, to the connection or to the handshake.
    TIMEOUT,
    /// Whoever is there is of another fleet, or another node.
    NOT_TRUSTED,
    /// It broke on the way, or there is no way there.
    BROKEN;

    /// In a metric.
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
