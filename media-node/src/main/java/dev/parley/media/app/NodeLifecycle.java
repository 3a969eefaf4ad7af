package dev.parley.media.app;

import dev.parley.media.control.Node;
import dev.parley.media.http.Links;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Starts last and stops first: while the web server still stands, the node drains, its links hear of every session
/// that closed, and only then the doors are shut.
final class NodeLifecycle implements SmartLifecycle {
    /// Above the web server's own phases, which begin at `DEFAULT_PHASE - 1024`.
    private static final int PHASE = DEFAULT_PHASE;
    /// Closing a session is a turn of its loop; only a stuck loop needs longer.
    private static final long DRAIN_MS = 3_000;

    private static final long LOOK_MS = 20;
    private static final Logger LOG = LoggerFactory.getLogger(NodeLifecycle.class);

    private final Node node;
    private final Links links;
    private volatile boolean running;

    NodeLifecycle(Node node, Links links) {
        this.node = node;
        this.links = links;
    }

    @Override
    public void start() {
        links.start();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        node.drain("shutdown");
        links.tell(node.status().hello());
        try {
            awaitEmpty();
            links.close();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        node.stop();
    }

    private void awaitEmpty() throws InterruptedException {
        var empty = new CompletableFuture<Void>();
        try (ScheduledExecutorService looker = Executors.newSingleThreadScheduledExecutor()) {
            var _ = looker.scheduleWithFixedDelay(
                    () -> {
                        if (node.status().sessions() == 0) {
                            empty.complete(null);
                        }
                    },
                    0,
                    LOOK_MS,
                    TimeUnit.MILLISECONDS);
            empty.get(DRAIN_MS, TimeUnit.MILLISECONDS);
            looker.shutdownNow();
        } catch (TimeoutException | ExecutionException _) {
            LOG.warn("{} sessions are not closed after {} ms", node.status().sessions(), DRAIN_MS);
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
