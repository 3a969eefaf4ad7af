package dev.parley.media.load;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;

/// What a node did lately, as shares of what it can do. Pure: it sees samples, no clock.
public final class LoadMeter {
    /// The load is that of so long: shorter, and a key frame for everybody looks like a busy node; longer, and a
    /// class that begins is seen late.
    static final long WINDOW_NS = 5_000_000_000L;
    /// Samples closer together tell nothing new: a thread's processor clock is too coarse.
    static final long LEAST_NS = 200_000_000;

    private static final double SECOND_NS = 1e9;
    private static final int BYTE_BITS = 8;

    private final Capacity capacity;
    private final Deque<Sample> samples = new ArrayDeque<>();

    public LoadMeter(Capacity capacity) {
        this.capacity = capacity;
    }

    public boolean isDue(long nowNs) {
        Sample last = samples.peekLast();
        return last == null || nowNs - last.atNs() >= LEAST_NS;
    }

    public void add(Sample now) {
        samples.add(now);
        // One sample from before the window stays: the window is between the two.
        while (samples.size() > 2 && now.atNs() - second().atNs() >= WINDOW_NS) {
            samples.removeFirst();
        }
    }

    private Sample second() {
        var all = samples.iterator();
        all.next();
        return all.next();
    }

    /// As of the last sample.
    ///
    /// @param sessions that there are now
    public Load load(int sessions) {
        var shares = new EnumMap<Load.Part, Double>(Load.Part.class);
        if (capacity.participants() != null) {
            shares.put(Load.Part.PARTICIPANTS, (double) sessions / capacity.participants());
        }
        if (samples.size() > 1) {
            shares(samples.getFirst(), samples.getLast(), shares);
        }
        return Load.of(shares);
    }

    private void shares(Sample from, Sample to, Map<Load.Part, Double> shares) {
        double ns = to.atNs() - from.atNs();
        double packets = 0;
        double bytes = 0;
        double busiest = 0;
        double latest = 0;
        for (int i = 0; i < to.loops().size(); i++) {
            Sample.Loop before = from.loops().get(i);
            Sample.Loop now = to.loops().get(i);
            packets += now.packets() - before.packets();
            bytes += now.bytesOut() - before.bytesOut();
            busiest = Math.max(busiest, (now.cpuNs() - before.cpuNs()) / ns);
            long ticks = now.ticks() - before.ticks();
            // A loop that did not come to a single tick is as late as the window is long.
            latest = Math.max(latest, ticks == 0 ? ns : (double) (now.lateNs() - before.lateNs()) / ticks);
        }
        double process = (to.processCpuNs() - from.processCpuNs()) / ns / to.cores();
        shares.put(Load.Part.PACKETS, packets * SECOND_NS / ns / capacity.packetsPerSecond());
        shares.put(Load.Part.BITS, bytes * BYTE_BITS * SECOND_NS / ns / capacity.egressBps());
        shares.put(Load.Part.CPU, Math.max(busiest, process));
        shares.put(Load.Part.LAG, latest / capacity.lagNs());
    }
}
