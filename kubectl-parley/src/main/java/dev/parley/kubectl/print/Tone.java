package dev.parley.kubectl.print;

/// How much something wants to be seen.
public enum Tone {
    PLAIN(""),
    /// As it should be.
    GOOD("32"),
    /// On its way.
    BUSY("33"),
    /// Somebody should look.
    BAD("31"),
    /// A heading.
    BOLD("1"),
    /// Beside the point.
    FAINT("2");

    private static final String ESCAPE = "\u001b[";

    private final String code;

    Tone(String code) {
        this.code = code;
    }

    /// ECMA-48 §8.3.117.
    String paint(String text) {
        return code.isEmpty() || text.isBlank() ? text : ESCAPE + code + "m" + text + ESCAPE + "0m";
    }
}
