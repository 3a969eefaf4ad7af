package dev.parley.media.drain;

import dev.parley.room.SessionId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Sessions that came here from another node, and whose clients may still be on their way to its ports: when each of
/// them is told again where to. They were told once when they came. It goes past whoever has no socket at that moment,
/// and past a signaling server without a link to this node yet.
public final class Awaited {
    /// After its session came, unless the client is heard of.
    private static final long[] AGAIN_NS = {1_500_000_000L, 4_000_000_000L, 8_000_000_000L, 16_000_000_000L};

    /// Between two times: Firefox restarts ICE each time, and takes a second or two where it has to wait for a core.
    static final long BETWEEN_NS = 2_000_000_000L;

    /// By then either its client is here or its consent is over (RFC 7675), and the session with it.
    static final long FORGOTTEN_NS = 60_000_000_000L;

    private final Map<SessionId, Client> clients = new HashMap<>();

    /// @param again how often it was told again because time went by
    /// @param speaks it has a socket now, and may have missed what was said before
    private record Client(long cameNs, long toldNs, int again, boolean speaks) {
        boolean isDue(long nowNs) {
            return isTime(nowNs) || (speaks && nowNs - toldNs >= BETWEEN_NS);
        }

        private boolean isTime(long nowNs) {
            return again < AGAIN_NS.length && nowNs - cameNs >= AGAIN_NS[again];
        }

        Client told(long nowNs) {
            return new Client(cameNs, nowNs, isTime(nowNs) ? again + 1 : again, false);
        }
    }

    public void came(SessionId session, long nowNs) {
        clients.put(session, new Client(nowNs, nowNs, 0, false));
    }

    /// A word of its client came, by way of signaling: what is said to it now will be heard.
    public void speaks(SessionId session) {
        clients.computeIfPresent(session, (_, it) -> new Client(it.cameNs(), it.toldNs(), it.again(), true));
    }

    /// Whom to tell now.
    public List<SessionId> due(long nowNs) {
        clients.values().removeIf(it -> nowNs - it.cameNs() >= FORGOTTEN_NS);
        var due = new ArrayList<SessionId>();
        clients.replaceAll((session, client) -> {
            if (!client.isDue(nowNs)) {
                return client;
            }
            due.add(session);
            return client.told(nowNs);
        });
        return due;
    }
}
