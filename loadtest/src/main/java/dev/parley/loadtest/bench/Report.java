package dev.parley.loadtest.bench;

import dev.parley.loadtest.report.Machine;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The tables of one run, as Markdown.
final class Report {
    private Report() {}

    static String of(Machine machine, Measuring measuring, List<Result> results) {
        return HEAD.formatted(
                        machine.date(),
                        machine.commit(),
                        machine.processor(),
                        machine.cores(),
                        machine.kernel(),
                        machine.java(),
                        measuring.warmUpSeconds(),
                        measuring.seconds(),
                        measuring.loops())
                + results.stream().map(Report::cost).collect(Collectors.joining())
                + DELAY
                + results.stream().map(Report::delay).collect(Collectors.joining());
    }

    @SuppressWarnings("InlineFormatString") // a table is read better whole
    private static final String HEAD = """
            # What a node costs, %s

            `make bench`, commit %s, on %s (%d cores shared by the node and its clients), Linux %s, Java %s. Warm-up \
            %d s, then %d s measured; %d loops; publishers send 25 frames a second of four packets of 1,100 bytes \
            (audio: 50 packets of 80 bytes); everything over loopback, DTLS-SRTP with AES-128-GCM, RTCP with \
            transport-cc as browsers send it. All per forwarded packet: "loop" is the CPU time of the threads that \
            move packets, "process" that of the whole node. System calls are those that send plus two for each \
            wake-up that receives.

            | shape | packets/s | packets per CPU s | loop µs | process µs | bytes allocated | system calls \
            | of them sends | memory per receiver |
            |---|---|---|---|---|---|---|---|---|
            """;

    private static final String DELAY = """

            | shape | p50 ms | p99 ms | p99.9 ms | retransmissions and probes/s | packets lost |
            |---|---|---|---|---|---|
            """;

    private static String cost(Result result) {
        return String.format(
                Locale.ROOT,
                "| %s | %.0f | %.0f | %.2f | %.2f | %.1f | %.2f | %.2f | %.0f KiB |%n",
                result.shape().name(),
                result.forwardedPerSecond(),
                result.packetsPerCpuSecond(),
                result.loopUs(),
                result.processUs(),
                result.allocatedBytes(),
                result.sendCalls() + 2 * result.receiveTurns(),
                result.sendCalls(),
                result.perSubscriberBytes() / 1_024);
    }

    private static String delay(Result result) {
        return String.format(
                Locale.ROOT,
                "| %s | %.2f | %.2f | %.2f | %.1f | %d |%n",
                result.shape().name(),
                result.p50Ms(),
                result.p99Ms(),
                result.p999Ms(),
                result.repeatedPerSecond(),
                result.missing());
    }
}
