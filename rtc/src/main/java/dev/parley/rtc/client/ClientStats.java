package dev.parley.rtc.client;

import java.net.InetSocketAddress;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a client has counted since it began.
///
/// @param received packets given to the listener
/// @param repaired of those, how many came as retransmissions
/// @param duplicates packets that had come before under another SRTP index
/// @param missing packets of slots that never came, up to now
/// @param padding probes
/// @param unknown packets of no slot
/// @param sent packets of own tracks
/// @param retransmitted packets of own tracks sent again
/// @param refused incoming packets by the reason why SRTP did not open them
/// @param remote where it sends to; null before it is connected
public record ClientStats(
        long received,
        long repaired,
        long duplicates,
        long missing,
        long padding,
        long unknown,
        long sent,
        long retransmitted,
        Map<String, Long> refused,
        @Nullable InetSocketAddress remote) {
    public ClientStats {
        refused = Map.copyOf(refused);
    }
}
