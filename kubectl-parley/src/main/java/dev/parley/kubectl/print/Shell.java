package dev.parley.kubectl.print;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Where somebody sits and reads: what they asked for goes to `out`, everything else to `err`.
///
/// @param terminal whether `out` is one, so that colours and drawing anew make sense
public record Shell(PrintWriter out, PrintWriter err, boolean terminal, InstantSource clock) {
    private static final String CLEAR = "\u001b[H\u001b[2J";

    public String paint(Tone tone, String text) {
        return terminal ? tone.paint(text) : text;
    }

    public void say(String line) {
        out.println(line);
        out.flush();
    }

    /// What programs that read the answer should not see.
    public void remark(String line) {
        err.println(line);
        err.flush();
    }

    /// Before the same is told anew: a clean terminal, or an empty line.
    public void again() {
        out.print(terminal ? CLEAR : System.lineSeparator());
    }

    /// How long ago, as kubectl tells it.
    public String age(@Nullable Instant since) {
        return Ages.since(since, clock.instant());
    }

    /// How long from now.
    public String left(Instant until) {
        return Ages.of(Duration.between(clock.instant(), until));
    }
}
