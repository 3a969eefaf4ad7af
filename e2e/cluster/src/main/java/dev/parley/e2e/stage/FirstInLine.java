package dev.parley.e2e.stage;

import dev.parley.e2e.machines.Programs;
import dev.parley.e2e.system.MediaPods;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Puts media nodes first in the queue for cores, from when they are ready. Where a cluster is one machine they share
/// its cores with the control plane, with nodes that start and compile, and with those who meet; in life they have
/// their own. Where the machines are not ours they stand as they stand.
public final class FirstInLine implements AutoCloseable {
    /// A pod is given rooms some seconds after it is ready.
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final MediaPods pods;
    private final Programs programs;
    private final Set<String> placed = new HashSet<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile String problem = "";

    public FirstInLine(MediaPods pods, Programs programs) {
        this.pods = pods;
        this.programs = programs;
    }

    public void begin() {
        Thread.ofVirtual().name("first-in-line").start(this::run);
    }

    /// As a sentence for whoever reads the figures.
    public String words() {
        return problem.isEmpty()
                ? "Media nodes wait for cores behind none but their like (`SCHED_RR`)."
                : "Media nodes wait for cores like everybody else (" + problem + ").";
    }

    private void run() {
        try {
            do {
                look();
            } while (problem.isEmpty() && !closed.await(LOOK.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() throws InterruptedException {
        try {
            for (Pod pod : pods.all()) {
                Optional<String> life = lifeOf(pod);
                if (life.isPresent() && placed.add(life.get())) {
                    place(pod);
                }
            }
        } catch (KubernetesClientException away) {
            // asked again
        }
    }

    /// The container that is ready.
    private static Optional<String> lifeOf(Pod pod) {
        return pod.getStatus().getContainerStatuses().stream()
                .filter(ContainerStatus::getReady)
                .map(ContainerStatus::getContainerID)
                .findFirst();
    }

    private void place(Pod pod) throws InterruptedException {
        String name = pod.getMetadata().getNamespace() + "/" + pod.getMetadata().getName();
        try {
            programs.run(programs.file("scripts/cluster").toString(), "first", name);
        } catch (IOException refused) {
            // one that died meanwhile is not there to be placed, and what follows it will be
            problem = isThere(pod) ? String.valueOf(refused.getMessage()).strip() : "";
        }
    }

    private boolean isThere(Pod pod) {
        return pods.all().stream().anyMatch(it -> lifeOf(it).equals(lifeOf(pod)));
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
