package dev.parley.loadtest.bench;

/// What one shape cost, per forwarded packet where it makes sense.
///
/// @param forwardedPerSecond packets
/// @param loopUs CPU of the loops, in µs a packet
/// @param processUs CPU of the whole node with its collector, compiler and HTTP, in µs a packet
/// @param allocatedBytes by the loops, a packet
/// @param sendCalls system calls that send, a packet
/// @param receiveTurns wake-ups to receive, a packet; each is one epoll_wait and one or more recvmmsg
/// @param perSubscriberBytes resident memory that each receiver added
/// @param missing packets that never arrived
record Result(
        Shape shape,
        double forwardedPerSecond,
        double loopUs,
        double processUs,
        double p50Ms,
        double p99Ms,
        double p999Ms,
        double allocatedBytes,
        double sendCalls,
        double receiveTurns,
        double perSubscriberBytes,
        double repeatedPerSecond,
        long missing) {

    /// What happened between two readings.
    static Result of(Shape shape, Reading before, Reading after, DelayHistogram delays) {
        double seconds = (after.atNs() - before.atNs()) / 1e9;
        double packets = Math.max(1, after.forwarded() - before.forwarded());
        return new Result(
                shape,
                packets / seconds,
                (after.loopCpuSeconds() - before.loopCpuSeconds()) * 1e6 / packets,
                (after.process().cpuSeconds() - before.process().cpuSeconds()) * 1e6 / packets,
                delays.quantileMs(0.5),
                delays.quantileMs(0.99),
                delays.quantileMs(0.999),
                (after.allocatedBytes() - before.allocatedBytes()) / packets,
                (after.sendCalls() - before.sendCalls()) / packets,
                (after.receiveTurns() - before.receiveTurns()) / packets,
                0,
                (after.repeated() - before.repeated()) / seconds,
                0);
    }

    Result with(double memoryPerSubscriberBytes, long missingPackets) {
        return new Result(
                shape,
                forwardedPerSecond,
                loopUs,
                processUs,
                p50Ms,
                p99Ms,
                p999Ms,
                allocatedBytes,
                sendCalls,
                receiveTurns,
                memoryPerSubscriberBytes,
                repeatedPerSecond,
                missingPackets);
    }

    double packetsPerCpuSecond() {
        return 1e6 / loopUs;
    }
}
