package dev.parley.media.link;

import dev.parley.media.control.CounterSink;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/// What a node's links have done since its start.
final class LinkCounters {
    private final Map<FrameKind, LongAdder> framesIn = adders(FrameKind.class);
    private final Map<FrameKind, LongAdder> framesOut = adders(FrameKind.class);
    private final Map<Fault, LongAdder> faults = adders(Fault.class);
    private final Map<Failure, LongAdder> failures = adders(Failure.class);
    private final Map<Ending, LongAdder> endings = adders(Ending.class);
    private final LongAdder bytesIn = new LongAdder();
    private final LongAdder bytesOut = new LongAdder();
    private final LongAdder dialed = new LongAdder();
    private final LongAdder accepted = new LongAdder();

    private static <K extends Enum<K>> Map<K, LongAdder> adders(Class<K> keys) {
        var adders = new EnumMap<K, LongAdder>(keys);
        Arrays.stream(keys.getEnumConstants()).forEach(key -> adders.put(key, new LongAdder()));
        return adders;
    }

    private static <K> void add(Map<K, LongAdder> adders, K key) {
        Objects.requireNonNull(adders.get(key), "every constant has one").increment();
    }

    void received(LinkFrame frame, int bytes) {
        add(framesIn, FrameKind.of(frame));
        bytesIn.add(bytes);
    }

    void queued(LinkFrame frame) {
        add(framesOut, FrameKind.of(frame));
    }

    void written(int bytes) {
        bytesOut.add(bytes);
    }

    void opened(boolean byUs) {
        (byUs ? dialed : accepted).increment();
    }

    void closed(Ending how) {
        add(endings, how);
    }

    void failed(Failure why) {
        add(failures, why);
    }

    void refused(Fault fault) {
        add(faults, fault);
    }

    void report(CounterSink sink) {
        sink.count("parley_link_bytes", Map.of("direction", "in"), bytesIn.sum());
        sink.count("parley_link_bytes", Map.of("direction", "out"), bytesOut.sum());
        sink.count("parley_link_connections", Map.of("side", "dialed"), dialed.sum());
        sink.count("parley_link_connections", Map.of("side", "accepted"), accepted.sum());
        framesIn.forEach((kind, sum) ->
                sink.count("parley_link_frames", Map.of("direction", "in", "kind", kind.word()), sum.sum()));
        framesOut.forEach((kind, sum) ->
                sink.count("parley_link_frames", Map.of("direction", "out", "kind", kind.word()), sum.sum()));
        report(sink, "parley_link_closed", "how", endings, Ending::word);
        report(sink, "parley_link_dials_failed", "reason", failures, Failure::word);
        report(sink, "parley_link_refused", "reason", faults, Fault::word);
    }

    private static <K> void report(
            CounterSink sink, String name, String tag, Map<K, LongAdder> sums, Function<K, String> word) {
        sums.forEach((key, sum) -> sink.count(name, Map.of(tag, word.apply(key)), sum.sum()));
    }
}
