package dev.parley.loadtest.bench;

import dev.parley.loadtest.node.NodeProcess;
import dev.parley.loadtest.node.ProcessUsage;
import dev.parley.loadtest.node.Scrape;
import java.io.IOException;

/// What a node had counted at one instant.
///
/// @param loopCpuSeconds of the threads that move packets
record Reading(
        long atNs,
        double loopCpuSeconds,
        double allocatedBytes,
        double sendCalls,
        double receiveTurns,
        double received,
        double forwarded,
        double repeated,
        ProcessUsage process) {

    static Reading of(NodeProcess node, long nowNs) throws IOException, InterruptedException {
        Scrape scrape = node.api().metrics();
        return new Reading(
                nowNs,
                scrape.sum("parley_loop_cpu_seconds_total"),
                scrape.sum("parley_loop_allocated_bytes_total"),
                scrape.sum("parley_udp_send_calls_total"),
                scrape.sum("parley_udp_receive_turns_total"),
                scrape.sum("parley_packets_total", "RECEIVED"),
                scrape.sum("parley_packets_total", "FORWARDED"),
                scrape.sum("parley_packets_total", "RETRANSMITTED") + scrape.sum("parley_packets_total", "PROBE"),
                node.usage());
    }
}
