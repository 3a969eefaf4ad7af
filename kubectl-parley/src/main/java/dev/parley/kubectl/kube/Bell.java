package dev.parley.kubectl.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;

/// Rings when any of some resources changes. What was there when it began to listen is no news.
public final class Bell implements AutoCloseable {
    private final Semaphore rings = new Semaphore(0);
    private final List<SharedIndexInformer<?>> informers = new ArrayList<>();

    public <T extends HasMetadata> void listen(Informable<T> which) {
        informers.add(which.inform(new Rope<>(rings)));
        rings.drainPermits();
    }

    private record Rope<T>(Semaphore rings) implements ResourceEventHandler<T> {
        @Override
        public void onAdd(T object) {
            rings.release();
        }

        @Override
        public void onUpdate(T before, T object) {
            rings.release();
        }

        @Override
        public void onDelete(T object, boolean stale) {
            rings.release();
        }
    }

    /// Several rings at once are one.
    public void await() throws InterruptedException {
        rings.acquire();
        rings.drainPermits();
    }

    @Override
    public void close() {
        informers.forEach(SharedIndexInformer::close);
    }
}
