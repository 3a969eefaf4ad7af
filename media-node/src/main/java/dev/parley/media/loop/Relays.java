package dev.parley.media.loop;

import dev.parley.media.session.IceState;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where the sessions went that this loop has let go: their clients' datagrams are handed on until they come straight
/// to the new place (DESIGN idea 6).
///
/// @param <L> the other loop
final class Relays<L> {
    /// A client that has said nothing here for so long has gone, or comes straight: consent (RFC 7675)
    /// expires in 30 s. Some never come straight: a client that takes a port it has used before for nothing
    /// new stays, when it is carried back there, with the port in between. A relay costs one map entry.
    static final long KEPT_NS = 120_000_000_000L;

    private record Relay<L>(L to, long untilNs) {}

    private final Map<InetSocketAddress, Relay<L>> byAddress = new HashMap<>();
    private final Map<String, Relay<L>> byUfrag = new HashMap<>();

    void add(IceState ice, L to, long nowNs) {
        var relay = new Relay<>(to, nowNs + KEPT_NS);
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
    L of(InetSocketAddress from) {
        Relay<L> relay = byAddress.get(from);
        return relay == null ? null : relay.to();
    }

    /// For a check, which every client sends all the time: whoever still does needs the relay for longer.
    @Nullable
    L of(String ufrag, InetSocketAddress from, long nowNs) {
        Relay<L> relay = byUfrag.get(ufrag);
        if (relay == null) {
            return null;
        }
        var renewed = new Relay<>(relay.to(), nowNs + KEPT_NS);
        byUfrag.put(ufrag, renewed);
        byAddress.computeIfPresent(from, (_, _) -> renewed);
        return renewed.to();
    }

    void expire(long nowNs) {
        byAddress.values().removeIf(relay -> relay.untilNs() < nowNs);
        byUfrag.values().removeIf(relay -> relay.untilNs() < nowNs);
    }
}
