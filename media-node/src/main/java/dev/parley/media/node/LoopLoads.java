package dev.parley.media.node;

import com.sun.management.ThreadMXBean;
import dev.parley.media.udp.UdpDoor;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How much of its core each loop used between two looks.
final class LoopLoads {
    private record Look(long cpuNs, long atNs, double load) {}

    /// Looks closer together than this tell the same number: a thread's clock is too coarse for less.
    private static final long LEAST_NS = 200_000_000;

    private final Map<Integer, Look> looks = new HashMap<>();

    synchronized double busiest(List<UdpDoor> doors, long nowNs) {
        double busiest = 0;
        for (UdpDoor door : doors) {
            busiest = Math.max(busiest, look(door, nowNs).load());
        }
        return busiest;
    }

    private Look look(UdpDoor door, long nowNs) {
        Look before = looks.get(door.index());
        if (before != null && nowNs - before.atNs() < LEAST_NS) {
            return before;
        }
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long cpuNs = Math.max(0, threads.getThreadCpuTime(door.threadId()));
        double load = before == null ? 0 : (double) (cpuNs - before.cpuNs()) / (nowNs - before.atNs());
        var now = new Look(cpuNs, nowNs, Math.clamp(load, 0, 1));
        looks.put(door.index(), now);
        return now;
    }
}
