package dev.parley.rtc.client;

import dev.parley.rtc.client.receive.Reception;
import dev.parley.rtc.client.send.SendTracks;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Gathers what the parts of a client have counted.
final class Statistics {
    private Statistics() {}

    static ClientStats of(@Nullable Reception reception, @Nullable SendTracks tracks, @Nullable Transport transport) {
        Map<String, Long> refused = new TreeMap<>();
        if (transport != null) {
            transport.refused().forEach((failure, count) -> refused.put(failure.name(), count));
        }
        return new ClientStats(
                reception == null ? 0 : reception.received(),
                reception == null ? 0 : reception.repaired(),
                reception == null ? 0 : reception.duplicates(),
                reception == null ? 0 : reception.missing(),
                reception == null ? 0 : reception.padding(),
                reception == null ? 0 : reception.unknown(),
                tracks == null ? 0 : tracks.packets(),
                tracks == null ? 0 : tracks.retransmitted(),
                refused,
                transport == null ? null : transport.remote());
    }
}
