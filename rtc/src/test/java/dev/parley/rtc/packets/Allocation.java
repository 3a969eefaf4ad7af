package dev.parley.rtc.packets;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/// Reads what a piece of hot-path code allocates, from the JVM's own count for this thread.
public final class Allocation {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /// Rounds to give the compiler, which on a busy machine is late; what it has compiled allocates nothing or
    /// never will.
    private static final int ROUNDS = 60;

    private Allocation() {}

    /// Bytes allocated by the best of some rounds of `packets` calls: 0 shows that a compiled call allocates
    /// nothing.
    public static long bytesOf(int packets, Runnable perPacket) {
        long best = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS && best > 0; round++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < packets; i++) {
                perPacket.run();
            }
            best = Math.min(best, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        return best;
    }
}
