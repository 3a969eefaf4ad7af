package dev.parley.media.control;

import com.sun.management.ThreadMXBean;
import dev.parley.media.udp.DoorCount;
import dev.parley.media.udp.UdpDoor;
import java.lang.management.ManagementFactory;
import java.util.Map;

/// A door's counters and those of the thread behind it, by the names they have in metrics. Processor time per packet
/// and bytes allocated per packet follow from them, in production as in a benchmark.
public final class DoorMeters {
    private DoorMeters() {}

    public static void report(UdpDoor door, CounterSink sink) {
        Map<String, String> loop = Map.of("loop", Integer.toString(door.index()));
        for (DoorCount count : DoorCount.values()) {
            sink.count("parley_udp_" + count.metric(), loop, door.counters().value(count));
        }
        sink.count("parley_udp_dropped_receive_queue", loop, ReceiveQueue.dropped(door.port()));
        // -1 where the platform does not measure, or the thread has ended
        if (ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads) {
            sink.time("parley_loop_cpu", loop, Math.max(0, threads.getThreadCpuTime(door.threadId())));
            sink.count(
                    "parley_loop_allocated_bytes", loop, Math.max(0, threads.getThreadAllocatedBytes(door.threadId())));
        }
    }
}
