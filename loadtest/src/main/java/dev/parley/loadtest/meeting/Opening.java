package dev.parley.loadtest.meeting;

import java.io.IOException;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// A socket on its way, and others beside it while none opens, as the page does it (`opening.ts`): where a load
/// balancer still sends some to an instance that is gone, the next may be sent to another. The first that opens is
/// kept.
final class Opening {
    /// Until one more is begun; after the last none has opened, and none will.
    private static final long[] WAITS_MS = {500, 500, 1_000, 2_000, 3_000, 3_000};

    private final CompletableFuture<WebSocket> first = new CompletableFuture<>();
    private final AtomicInteger underWay = new AtomicInteger();

    private Opening() {}

    /// @param begin begins one more
    /// @throws IOException when all that were begun have failed, or none has opened in time
    static WebSocket first(Supplier<CompletableFuture<WebSocket>> begin) throws IOException, InterruptedException {
        var opening = new Opening();
        try {
            for (long waitMs : WAITS_MS) {
                opening.beside(begin);
                try {
                    return opening.first.get(waitMs, TimeUnit.MILLISECONDS);
                } catch (TimeoutException _) {
                    // one more
                }
            }
            throw new IOException("no socket has opened");
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } finally {
            opening.first.cancel(false); // what opens now is too late
        }
    }

    private void beside(Supplier<CompletableFuture<WebSocket>> begin) {
        underWay.incrementAndGet();
        var _ = begin.get().whenComplete((opened, problem) -> {
            int others = underWay.decrementAndGet();
            if (opened != null && !first.complete(opened)) {
                opened.abort();
            }
            if (problem != null && others == 0) {
                first.completeExceptionally(problem);
            }
        });
    }
}
