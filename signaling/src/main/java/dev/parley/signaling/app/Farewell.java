package dev.parley.signaling.app;

import dev.parley.signaling.meeting.Conversations;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.context.SmartLifecycle;

/// On SIGTERM: sockets are sent to another instance before the HTTP server stops taking requests. Their
/// participants stay in the room for the grace time, so nobody is seen to leave.
final class Farewell implements SmartLifecycle {
    /// Clients answer a close within a round trip.
    private static final Duration WAIT = Duration.ofSeconds(3);

    private final Conversations conversations;
    private volatile boolean running;

    Farewell(Conversations conversations) {
        this.conversations = conversations;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        try {
            conversations.restart().get(WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException _) {
            // Whoever does not answer loses the socket with the process; the lease does the rest.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /// The last phase to start is the first to stop: before the web server's.
    @Override
    public int getPhase() {
        return SmartLifecycle.DEFAULT_PHASE;
    }
}
