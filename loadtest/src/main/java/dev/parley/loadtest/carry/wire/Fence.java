package dev.parley.loadtest.carry.wire;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// Counts what a node still encrypts that has nothing any more. Clients tell of each datagram of SRTP or SRTCP.
public final class Fence {
    private volatile @Nullable Guard guard;
    private final LongAdder atOnce = new LongAdder();
    private final LongAdder later = new LongAdder();

    private record Guard(InetAddress of, long beganNs, long graceNs) {}

    /// What came from a node since it woke.
    ///
    /// @param atOnce within the time that the network may still have kept something of before
    public record Crossed(long atOnce, long later) {
        public static final Crossed NOTHING = new Crossed(0, 0);
    }

    /// From now on.
    public void guard(InetAddress of, long nowNs, long graceNs) {
        atOnce.reset();
        later.reset();
        guard = new Guard(of, nowNs, graceNs);
    }

    public void media(InetSocketAddress from, long nowNs) {
        Guard now = guard;
        if (now != null && now.of().equals(from.getAddress()) && nowNs >= now.beganNs()) {
            (nowNs - now.beganNs() < now.graceNs() ? atOnce : later).increment();
        }
    }

    public Crossed open() {
        guard = null;
        return new Crossed(atOnce.sum(), later.sum());
    }
}
