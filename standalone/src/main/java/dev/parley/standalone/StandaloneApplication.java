package dev.parley.standalone;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/// The program behind `make up`: starts all parts with a word for each, prints where they are, and ends them in
/// order on SIGINT or SIGTERM.
public final class StandaloneApplication {
    private static final int CANNOT_START = 1;

    private StandaloneApplication() {}

    public static void main(String[] args) throws InterruptedException {
        long beganNs = System.nanoTime();
        try {
            var settings = StandaloneSettings.from(
                    System.getenv(), Runtime.getRuntime().availableProcessors());
            var standalone = Standalone.start(settings, logFile(), part -> System.out.println("  starting " + part));
            endOnSignal(standalone);
            System.out.println(new Welcome(settings).text(Duration.ofNanos(System.nanoTime() - beganNs)));
        } catch (CannotStart | dev.parley.media.app.BadSetting | dev.parley.signaling.app.BadSetting failure) {
            System.err.println("parley: " + failure.getMessage());
            System.exit(CANNOT_START);
        } catch (RuntimeException failure) {
            System.err.println("parley: it did not start; more words are in " + logFile());
            failure.printStackTrace();
            System.exit(CANNOT_START);
        }
        new CountDownLatch(1).await();
    }

    private static void endOnSignal(Standalone standalone) {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
            System.out.println("parley: stopping");
            standalone.close();
            System.out.println("parley: stopped");
        }));
    }

    private static String logFile() {
        var folder = Optional.ofNullable(System.getenv("PARLEY_RUN_DIR")).orElse("run");
        return Path.of(folder, "parley.log").toString();
    }
}
