package dev.parley.loadtest.node;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// A process that was started here.
public final class ChildProcess {
    private ChildProcess() {}

    /// Asks it to end and waits; by force when it has not within this time.
    public static void end(Process process, Duration most) {
        process.destroy();
        try {
            if (!process.waitFor(most.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
