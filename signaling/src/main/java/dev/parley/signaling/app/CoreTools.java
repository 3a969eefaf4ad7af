package dev.parley.signaling.app;

import dev.parley.signaling.meters.SignalingMeters;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;

/// What the core is handed from outside: time, randomness, threads, and a name for this process among its kind.
///
/// @param pause stands still for a moment before something is tried again
record CoreTools(
        InstantSource clock,
        Runnable pause,
        RandomGenerator random,
        Executor threads,
        String instance,
        SignalingMeters meters) {
    static CoreTools create(InstantSource clock, Runnable pause, SignalingMeters meters) {
        var random = new SecureRandom();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        return new CoreTools(clock, pause, random, threads, "i" + Long.toHexString(random.nextLong()), meters);
    }
}
