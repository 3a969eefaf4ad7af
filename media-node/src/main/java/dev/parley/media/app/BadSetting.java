package dev.parley.media.app;

/// A value that makes no sense. The message is one sentence for a person: the setting, its value, what was expected.
public final class BadSetting extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    BadSetting(String sentence) {
        super(sentence);
    }
}
