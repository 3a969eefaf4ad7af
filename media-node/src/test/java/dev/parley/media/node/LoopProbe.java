package dev.parley.media.node;

import dev.parley.rtc.ice.Candidate;
import dev.parley.rtc.ice.ClientChecks;
import dev.parley.rtc.ice.IceCredentials;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.DatagramChannel;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/// Asks loops for an answer, again and again, and notes how long the slowest took: how long a packet waits there. A
/// connectivity check for nobody is refused at once, on the same thread and through the same socket as media.
final class LoopProbe implements AutoCloseable {
    private static final long PAUSE_NS = 500_000;

    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicLong longestNs = new AtomicLong();
    private final List<AtomicLong> answers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    LoopProbe(InetAddress host, List<Integer> ports) {
        for (int port : ports) {
            var answered = new AtomicLong();
            answers.add(answered);
            threads.add(Thread.ofPlatform().daemon().start(() -> ask(new InetSocketAddress(host, port), answered)));
        }
    }

    private void ask(InetSocketAddress to, AtomicLong answered) {
        ByteBuffer question = question(to);
        ByteBuffer answer = ByteBuffer.allocate(2_048);
        try (var channel = DatagramChannel.open()) {
            channel.connect(to);
            while (!over.get()) {
                long startNs = System.nanoTime();
                channel.write(question.duplicate());
                channel.read(answer.clear());
                longestNs.accumulateAndGet(System.nanoTime() - startNs, Math::max);
                answered.incrementAndGet();
                LockSupport.parkNanos(PAUSE_NS);
            }
        } catch (ClosedByInterruptException _) {
            // over
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ByteBuffer question(InetSocketAddress to) {
        var random = new SecureRandom();
        var checks = new ClientChecks(IceCredentials.generate(random), IceCredentials.generate(random), random, 0);
        checks.add(Candidate.host(to, 1), 0);
        return checks.poll(1).getFirst().datagram();
    }

    void awaitAnswers(int more) {
        List<Long> wanted = answers.stream().map(it -> it.get() + more).toList();
        while (!IntStream.range(0, wanted.size()).allMatch(i -> answers.get(i).get() >= wanted.get(i))) {
            LockSupport.parkNanos(PAUSE_NS);
        }
    }

    long takeLongestUs() {
        return longestNs.getAndSet(0) / 1_000;
    }

    @Override
    public void close() {
        over.set(true);
        threads.forEach(Thread::interrupt); // a read that waits ends with its channel
    }
}
