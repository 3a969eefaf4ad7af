package dev.parley.loadtest.meeting;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// A socket on its way, and others beside it while none opens, as the page does it (`opening.ts`): where a load
/// balancer still sends some to an instance that is gone, the next may be sent to another. The first that opens is
/// kept.
///
/// @param <T> what is opened
final class Opening<T> {
    /// Until one more is begun; after the last none has opened, and none will.
    private static final long[] WAITS_MS = {500, 500, 1_000, 2_000, 3_000, 3_000};

    private final Supplier<CompletableFuture<T>> begin;
    private final Consumer<T> letGo;
    private final CompletableFuture<T> first = new CompletableFuture<>();
    private final AtomicInteger underWay = new AtomicInteger();

    private Opening(Supplier<CompletableFuture<T>> begin, Consumer<T> letGo) {
        this.begin = begin;
        this.letGo = letGo;
    }

    /// @param begin begins one more
    /// @param letGo of one that opens when another is kept, or when none is waited for any more
    /// @throws IOException when all that were begun have failed, or none has opened in time
    static <T> T first(Supplier<CompletableFuture<T>> begin, Consumer<T> letGo)
            throws IOException, InterruptedException {
        var opening = new Opening<>(begin, letGo);
        try {
            for (long waitMs : WAITS_MS) {
                opening.beside();
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

    private void beside() {
        underWay.incrementAndGet();
        var _ = begin.get().whenComplete((opened, problem) -> {
            int others = underWay.decrementAndGet();
            if (opened != null && !first.complete(opened)) {
                letGo.accept(opened);
            }
            if (problem != null && others == 0) {
                first.completeExceptionally(problem);
            }
        });
    }
}
