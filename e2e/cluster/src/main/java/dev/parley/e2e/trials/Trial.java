package dev.parley.e2e.trials;

import dev.parley.e2e.stage.Stage;
import java.io.IOException;

/// One thing that is done to the system.
///
/// @param name by which it is asked for: `scripts/e2e --trial NAME`
/// @param words of the table
/// @param isShort whether it is a part of the short form
/// @param deed returns what there is to tell
public record Trial(String name, String words, boolean isShort, Deed deed) {
    /// Does it, and returns when it is over.
    public interface Deed {
        String to(Stage stage) throws IOException, InterruptedException;
    }

    static Trial of(String name, String words, Deed deed) {
        return new Trial(name, words, false, deed);
    }

    /// A part of the short form, too.
    static Trial brief(String name, String words, Deed deed) {
        return new Trial(name, words, true, deed);
    }
}
