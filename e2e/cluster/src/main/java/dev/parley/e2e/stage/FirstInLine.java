package dev.parley.e2e.stage;

import dev.parley.e2e.machines.Faults;
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

/// Puts media nodes, from when they are ready, and this process first in the queue for cores. Where a
/// cluster is one machine they share its cores with the control plane, with nodes that start and compile,
/// and with those who meet; in life they have their own. Where the machines are not ours they stand as they
/// stand.
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

    public void begin() throws IOException, InterruptedException {
        Programs.Ended ended =
                place("process", Long.toString(ProcessHandle.current().pid()));
        if (ended.code() == 0) {
            Thread.ofVirtual().name("first-in-line").start(this::run);
        } else {
            problem = ended.said();
        }
    }

    /// As a sentence for whoever reads the figures.
    public String words() {
        return problem.isEmpty()
                ? "Media nodes and those who meet wait for cores behind none but their like (`SCHED_RR`)."
                : "Media nodes stand in line for cores like all else (" + problem + ").";
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
                if (life.isPresent() && !placed.contains(life.get()) && isPlaced(pod)) {
                    placed.add(life.get());
                }
            }
        } catch (KubernetesClientException | IOException away) {
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

    /// One that died meanwhile, or whose machine did, is not there to be placed.
    private boolean isPlaced(Pod pod) throws IOException, InterruptedException {
        Programs.Ended ended = place(
                "pod",
                pod.getMetadata().getNamespace() + "/" + pod.getMetadata().getName());
        if (ended.code() == Faults.NOT_OURS) {
            problem = ended.said();
        }
        return ended.code() == 0;
    }

    private Programs.Ended place(String kind, String name) throws IOException, InterruptedException {
        return programs.attempt(programs.file("scripts/cluster").toString(), "first", kind, name);
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
