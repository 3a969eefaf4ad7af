package dev.parley.media.egress;

import dev.parley.media.path.PacketCounters;

/// What it takes to send to one receiver in one turn. Reused by its session: only the time changes.
public final class Departure {
    private final BurstWriter burst;
    private final PacketComposer composer;
    private final PacketCounters counters;
    private final PacketWriter writer;
    private long nowNs;

    public Departure(BurstWriter burst, PacketComposer composer, PacketCounters counters, PacketWriter writer) {
        this.burst = burst;
        this.composer = composer;
        this.counters = counters;
        this.writer = writer;
    }

    public Departure at(long timeNs) {
        nowNs = timeNs;
        return this;
    }

    public BurstWriter burst() {
        return burst;
    }

    PacketComposer composer() {
        return composer;
    }

    public PacketCounters counters() {
        return counters;
    }

    public PacketWriter writer() {
        return writer;
    }

    public long nowNs() {
        return nowNs;
    }
}
