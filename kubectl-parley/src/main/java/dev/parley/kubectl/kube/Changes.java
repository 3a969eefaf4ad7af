package dev.parley.kubectl.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Objects, first as they are, then as they change. A watch that breaks goes on by itself.
public final class Changes<T extends HasMetadata> implements AutoCloseable {
    private final BlockingQueue<Change<T>> queue = new LinkedBlockingQueue<>();
    private final SharedIndexInformer<T> informer;

    public Changes(Informable<T> which) {
        this.informer = which.inform(new Notes<>(queue));
    }

    /// An object as it is now; or as it was, when it is gone.
    public record Change<T>(T object, boolean gone) {}

    private record Notes<T>(BlockingQueue<Change<T>> queue) implements ResourceEventHandler<T> {
        @Override
        public void onAdd(T object) {
            queue.add(new Change<>(object, false));
        }

        @Override
        public void onUpdate(T before, T object) {
            queue.add(new Change<>(object, false));
        }

        @Override
        public void onDelete(T object, boolean stale) {
            queue.add(new Change<>(object, true));
        }
    }

    public Change<T> next() throws InterruptedException {
        return queue.take();
    }

    /// Null when nothing changes for so long.
    public @Nullable Change<T> next(Duration patience) throws InterruptedException {
        return queue.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        informer.close();
    }
}
