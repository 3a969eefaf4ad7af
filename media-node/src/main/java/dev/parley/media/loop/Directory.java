package dev.parley.media.loop;

import dev.parley.media.session.IceState;
import dev.parley.media.session.MediaSession;
import dev.parley.room.SessionId;
import dev.parley.rtc.ice.IceCredentials;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The sessions of a loop, by everything that a datagram or a command may name them by.
final class Directory {
    private final Map<SessionId, MediaSession> byId = new HashMap<>();
    private final Map<String, MediaSession> byUfrag = new HashMap<>();
    private final Map<InetSocketAddress, MediaSession> byAddress = new HashMap<>();

    void add(MediaSession session) {
        byId.put(session.id(), session);
        index(session);
    }

    /// Notes credentials or a path that are new.
    void index(MediaSession session) {
        IceState ice = session.ice();
        byUfrag.put(ice.local().ufrag(), session);
        if (ice.path() != null) {
            byAddress.put(ice.path(), session);
        }
    }

    /// Any address that has proved to know the session's password may send for it.
    void vouch(InetSocketAddress from, MediaSession session) {
        byAddress.put(from, session);
    }

    void remove(MediaSession session) {
        byId.remove(session.id());
        byUfrag.values().removeIf(known -> known == session);
        byAddress.values().removeIf(known -> known == session);
    }

    @Nullable
    MediaSession of(SessionId id) {
        return byId.get(id);
    }

    @Nullable
    MediaSession of(InetSocketAddress from) {
        return byAddress.get(from);
    }

    @Nullable
    MediaSession of(String ufrag) {
        return byUfrag.get(ufrag);
    }

    @Nullable
    IceCredentials credentials(String ufrag) {
        MediaSession session = byUfrag.get(ufrag);
        if (session == null) {
            return null;
        }
        IceCredentials previous = session.ice().previous();
        boolean old = previous != null && previous.ufrag().equals(ufrag);
        return old ? previous : session.ice().local();
    }

    Collection<MediaSession> all() {
        return byId.values();
    }
}
