package dev.parley.rtc.packets;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/// Reads what a piece of hot-path code allocates, from the JVM's own count for this thread.
public final class Allocation {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Allocation() {}

    /// Bytes allocated by `packets` calls after `packets` calls of warm-up, in which the compiler does its own
    /// allocating.
    public static long bytesOf(int packets, Runnable perPacket) {
        for (int i = 0; i < packets; i++) {
            perPacket.run();
        }
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < packets; i++) {
            perPacket.run();
        }
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
