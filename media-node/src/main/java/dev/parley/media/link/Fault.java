package dev.parley.media.link;

import java.util.Locale;

/// Why a connection was not let in, or was ended here against the peer's will. Each has a counter.
public enum Fault {
    /// Its TLS handshake failed: a certificate of another authority or none, an old version, no TLS at all.
    NOT_TRUSTED(Ending.NOT_TRUSTED),
    /// Its certificate names another node than it says it is, or than was dialed.
    WRONG_NODE(Ending.NOT_TRUSTED),
    /// It took too long over its handshake or its first frame.
    SLOW(Ending.PROTOCOL),
    /// It had to make room for newer ones before it had proved itself.
    CROWDED(Ending.PROTOCOL),
    /// It speaks another version of these frames.
    OTHER_VERSION(Ending.PROTOCOL),
    MALFORMED(Ending.PROTOCOL),
    /// A frame that its side does not send, or another one first.
    OUT_OF_PLACE(Ending.PROTOCOL),
    /// It does not read what it is sent.
    OVERFLOW(Ending.OVERFLOW),
    /// Whoever listened threw: a mistake of ours.
    LISTENER_FAILED(Ending.PROTOCOL);

    private final Ending ending;

    Fault(Ending ending) {
        this.ending = ending;
    }

    Ending ending() {
        return ending;
    }

    /// In a metric.
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
