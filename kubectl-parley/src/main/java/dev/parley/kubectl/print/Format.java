package dev.parley.kubectl.print;

import java.util.Locale;

/// In which form an answer is wanted.
public enum Format {
    TABLE,
    WIDE,
    JSON,
    YAML;

    /// Whether a program reads it.
    public boolean isDocument() {
        return switch (this) {
            case TABLE, WIDE -> false;
            case JSON, YAML -> true;
        };
    }

    /// As it is typed, and shown in the help.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
