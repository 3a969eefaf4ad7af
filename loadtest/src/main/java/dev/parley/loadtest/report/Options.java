package dev.parley.loadtest.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What a program was called with: words in their order, and options of two words anywhere among them.
public final class Options {
    private final List<String> words;

    private Options(List<String> words) {
        this.words = words;
    }

    public static Options of(String[] arguments) {
        return new Options(new ArrayList<>(Arrays.asList(arguments)));
    }

    /// Takes an option out.
    public int number(String name, int otherwise) {
        int at = words.indexOf(name);
        if (at < 0 || at + 1 == words.size()) {
            return otherwise;
        }
        words.remove(at);
        return Integer.parseInt(words.remove(at));
    }

    /// Takes the next word.
    public String word(String meaning) {
        if (words.isEmpty()) {
            throw new IllegalArgumentException("nothing (expected: " + meaning + ")");
        }
        return words.removeFirst();
    }

    /// Everything has been taken.
    ///
    /// @throws IllegalArgumentException when anything is left
    public void end() {
        if (!words.isEmpty()) {
            throw new IllegalArgumentException(words + " (expected: nothing more)");
        }
    }
}
