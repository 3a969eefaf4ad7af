package dev.parley.media.load;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import dev.parley.media.udp.DoorCount;
import dev.parley.media.udp.UdpDoor;
import java.lang.management.ManagementFactory;
import java.util.List;

/// Reads the counters of a node's loops, and those of its process, whenever somebody asks how full it is.
public final class DoorLoads {
    private static final long US_NS = 1_000;

    private final List<UdpDoor> loops;
    private final LoadMeter meter;

    /// Of a node with these loops.
    ///
    /// @param loops the first door of each
    public DoorLoads(List<UdpDoor> loops, Capacity capacity) {
        this.loops = List.copyOf(loops);
        this.meter = new LoadMeter(capacity);
    }

    /// Any thread may ask.
    public synchronized Load load(int sessions, long nowNs) {
        if (meter.isDue(nowNs)) {
            meter.add(sample(nowNs));
        }
        return meter.load(sessions);
    }

    private Sample sample(long nowNs) {
        // -1 where the platform does not measure
        long processCpuNs = ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? Math.max(0, system.getProcessCpuTime())
                : 0;
        int cores = Runtime.getRuntime().availableProcessors();
        return new Sample(
                nowNs, processCpuNs, cores, loops.stream().map(DoorLoads::loop).toList());
    }

    private static Sample.Loop loop(UdpDoor door) {
        long cpuNs = ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads
                ? Math.max(0, threads.getThreadCpuTime(door.threadId()))
                : 0;
        var counters = door.counters();
        return new Sample.Loop(
                cpuNs,
                counters.value(DoorCount.DATAGRAMS_IN) + counters.value(DoorCount.DATAGRAMS_OUT),
                counters.value(DoorCount.BYTES_OUT),
                counters.value(DoorCount.TICKS),
                counters.value(DoorCount.LATE_MICROSECONDS) * US_NS);
    }
}
