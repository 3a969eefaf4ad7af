package dev.parley.loadtest.soak;

import dev.parley.loadtest.node.ProcessUsage;
import dev.parley.loadtest.soak.Trend.Point;
import dev.parley.loadtest.system.RunningJvm;
import dev.parley.loadtest.system.SystemProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Reads what the system holds, and keeps the row of what it read.
final class Gauges {
    private final SystemProcess system;
    private final List<Point> heap = new ArrayList<>();
    private final List<Point> resident = new ArrayList<>();

    Gauges(SystemProcess system) {
        this.system = system;
    }

    /// @param seconds since the beginning
    /// @param collect whether to measure the live heap as well, which costs the system a collection
    void read(double seconds, boolean collect) throws IOException, InterruptedException {
        if (collect) {
            heap.add(new Point(seconds, system.jvm().liveHeapBytes()));
        }
        resident.add(new Point(seconds, system.jvm().usage().residentBytes()));
    }

    List<Point> heap() {
        return heap;
    }

    List<Point> resident() {
        return resident;
    }

    double lastHeapBytes() {
        return heap.isEmpty() ? 0 : heap.getLast().value();
    }

    double lastResidentBytes() {
        return resident.isEmpty() ? 0 : resident.getLast().value();
    }

    Level level() throws IOException, InterruptedException {
        RunningJvm jvm = system.jvm();
        long virtual = jvm.virtualThreads();
        double sessions = system.sumOverNodes("parley_sessions", "");
        double rooms = system.sumOverNodes("parley_rooms", "");
        ProcessUsage usage = jvm.usage();
        return new Level(usage.threads(), virtual, usage.descriptors(), usage.sockets(), (long) sessions, (long) rooms);
    }
}
