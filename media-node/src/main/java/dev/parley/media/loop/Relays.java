package dev.parley.media.loop;

import dev.parley.media.session.IceState;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where the sessions went that this loop has let go: their clients' datagrams are handed on until they come straight
/// to the new place (DESIGN idea 6).
final class Relays {
    /// A client that has not found the new place after this long has either gone or found it: consent (RFC 7675)
    /// expires in 30 s, and a relay costs one map entry.
    static final long KEPT_NS = 120_000_000_000L;

    private record Relay(MediaLoop to, long untilNs) {}

    private final Map<InetSocketAddress, Relay> byAddress = new HashMap<>();
    private final Map<String, Relay> byUfrag = new HashMap<>();

    void add(IceState ice, MediaLoop to, long nowNs) {
        var relay = new Relay(to, nowNs + KEPT_NS);
        InetSocketAddress path = ice.path();
        if (path != null) {
            byAddress.put(path, relay);
        }
        byUfrag.put(ice.local().ufrag(), relay);
        if (ice.previous() != null) {
            byUfrag.put(ice.previous().ufrag(), relay);
        }
    }

    /// The session is back.
    void remove(IceState ice) {
        InetSocketAddress path = ice.path();
        if (path != null) {
            byAddress.remove(path);
        }
        byUfrag.remove(ice.local().ufrag());
        if (ice.previous() != null) {
            byUfrag.remove(ice.previous().ufrag());
        }
    }

    @Nullable
    MediaLoop of(InetSocketAddress from) {
        Relay relay = byAddress.get(from);
        return relay == null ? null : relay.to();
    }

    @Nullable
    MediaLoop of(String ufrag) {
        Relay relay = byUfrag.get(ufrag);
        return relay == null ? null : relay.to();
    }

    void expire(long nowNs) {
        byAddress.values().removeIf(relay -> relay.untilNs() < nowNs);
        byUfrag.values().removeIf(relay -> relay.untilNs() < nowNs);
    }
}
