package dev.parley.media.link;

import java.util.Locale;

/// How a connection ended.
public enum Ending {
    /// By [Connection#close()] or that of its [NodeLinks].
    CLOSED_HERE,
    /// The peer closed it and said so: its process lives, or ended in good order.
    CLOSED_THERE,
    /// A reset, or an end without a word: the peer's process died, or something between cut the connection.
    BROKEN,
    /// One of the two did not trust the other's certificate, or it names another node.
    NOT_TRUSTED,
    /// The peer said what cannot be, or was too slow to say who it is.
    PROTOCOL,
    /// The peer did not read, so more waited for it than is kept.
    OVERFLOW;

    /// In a metric.
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
