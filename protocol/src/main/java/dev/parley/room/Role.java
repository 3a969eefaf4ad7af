package dev.parley.room;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a participant may do. Ordered from the most to the least.
public enum Role {
    /// Owns the meeting: everything, and hands out roles.
    HOST,
    /// Moderates like a host, but changes no roles.
    COHOST,
    /// Takes part: speaks, shows, writes.
    GUEST,
    /// Watches, reads and writes, and sends no media.
    VIEWER;

    /// Hosts and co-hosts act upon others.
    public boolean moderates() {
        return switch (this) {
            case HOST, COHOST -> true;
            case GUEST, VIEWER -> false;
        };
    }

    /// Viewers send no media; everyone else may, unless a grant says less.
    public boolean publishes() {
        return switch (this) {
            case HOST, COHOST, GUEST -> true;
            case VIEWER -> false;
        };
    }

    /// As it is written in JSON, tokens, metrics and logs.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Role> ofWord(String word) {
        return Arrays.stream(values()).filter(it -> it.word().equals(word)).findFirst();
    }
}
