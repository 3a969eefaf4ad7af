package dev.parley.media.app;

import dev.parley.media.control.Node;
import dev.parley.media.drain.DrainOrder;
import dev.parley.media.drain.NodePhase;
import dev.parley.media.http.Links;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Starts last and stops first: while the web server still stands, the node's sessions are carried to other
/// nodes, its links hear of every session that could not be and closed, and only then the doors are shut.
final class NodeLifecycle implements SmartLifecycle {
    /// Above the web server's own phases, which begin at `DEFAULT_PHASE - 1024`.
    private static final int PHASE = DEFAULT_PHASE;
    /// When its time is over a drain closes what is left, and that is done by then.
    private static final long CLOSED_MS = 500;

    /// Who does not even take the order by then is stuck.
    private static final long ASKED_MS = 5_000;
    /// In which clients that have heard of the new node's address find it; their datagrams are handed on until then.
    /// Longer than they need: the operator looks every two seconds, and is to see the node drained.
    private static final long HAND_ON_MS = 3_000;
    /// Closing a session is a turn of its loop; only a stuck loop needs longer.
    private static final long CLOSE_MS = 2_000;

    private static final long LOOK_MS = 20;
    private static final Logger LOG = LoggerFactory.getLogger(NodeLifecycle.class);

    private final Node node;
    private final Links links;
    private final DrainOrder.Stop farewell;
    private volatile boolean running;

    NodeLifecycle(Node node, Links links, DrainOrder.Stop farewell) {
        this.node = node;
        this.links = links;
        this.farewell = farewell;
    }

    @Override
    public void start() {
        links.start();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        try {
            carryAway();
            node.closeAll("shutdown");
            if (!await(() -> node.status().sessions() == 0, CLOSE_MS)) {
                LOG.warn("{} sessions are not closed after {} ms", node.status().sessions(), CLOSE_MS);
            }
            links.close();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        node.stop();
    }

    /// Other nodes take what they can; what they cannot is closed by then, or will be.
    private void carryAway() throws InterruptedException {
        int had = node.status().sessions();
        try {
            var _ = node.drain(farewell).get(ASKED_MS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException stuck) {
            LOG.warn("The node does not answer, its sessions are closed", stuck);
            return;
        }
        long carryMs = TimeUnit.SECONDS.toMillis(farewell.seconds()) + CLOSED_MS;
        if (had > 0
                && await(() -> node.status().drain().phase() == NodePhase.DRAINED, carryMs)
                && node.status().drain().roomsMoved() > 0) {
            awaitClients();
        }
    }

    private static void awaitClients() throws InterruptedException {
        var never = new CompletableFuture<Void>();
        try {
            never.get(HAND_ON_MS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException _) {
            // by now they talk to the other node
        }
    }

    private static boolean await(BooleanSupplier condition, long patienceMs) throws InterruptedException {
        var holds = new CompletableFuture<Void>();
        try (ScheduledExecutorService looker = Executors.newSingleThreadScheduledExecutor()) {
            var _ = looker.scheduleWithFixedDelay(
                    () -> {
                        if (condition.getAsBoolean()) {
                            holds.complete(null);
                        }
                    },
                    0,
                    LOOK_MS,
                    TimeUnit.MILLISECONDS);
            holds.get(patienceMs, TimeUnit.MILLISECONDS);
            looker.shutdownNow();
            return true;
        } catch (TimeoutException | ExecutionException _) {
            return false;
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
