package dev.parley.media.loop;

import dev.parley.media.path.PacketCounters;
import dev.parley.media.path.Verdict;
import dev.parley.media.session.MediaSession;
import dev.parley.room.SessionId;
import dev.parley.rtc.dtls.DtlsHandshake;
import dev.parley.rtc.dtls.DtlsIdentity;
import dev.parley.rtc.dtls.DtlsResult;
import dev.parley.rtc.dtls.Fingerprint;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The DTLS handshakes under way on a loop. Each runs on a virtual thread of its own and comes back as a command; once
/// it is done, nothing of DTLS is left but keys.
public final class Handshakes {

    /// What the answer promised.
    public record Expected(DtlsIdentity identity, List<Fingerprint> remote) {
        public Expected {
            remote = List.copyOf(remote);
        }
    }

    private final MediaLoop loop;
    private final PacketCounters counters;
    private final LoopPorts ports;
    private final Map<SessionId, Expected> expected = new HashMap<>();
    private final Map<SessionId, DtlsHandshake> running = new HashMap<>();

    Handshakes(MediaLoop loop, PacketCounters counters, LoopPorts ports) {
        this.loop = loop;
        this.counters = counters;
        this.ports = ports;
    }

    void expect(MediaSession session, Expected what) {
        expected.put(session.id(), what);
    }

    void receive(MediaSession session, byte[] record) {
        DtlsHandshake handshake = running.get(session.id());
        if (handshake == null) {
            handshake = begin(session);
        }
        if (handshake == null || !handshake.offer(record)) {
            counters.count(Verdict.UNEXPECTED_DTLS);
        }
    }

    private @Nullable DtlsHandshake begin(MediaSession session) {
        Expected what = expected.remove(session.id());
        if (what == null) {
            return null;
        }
        var handshake = DtlsHandshake.server(what.identity(), what.remote(), bytes -> send(session, bytes));
        running.put(session.id(), handshake);
        handshake.start();
        // The loop is told; a full loop drops it, and the session then ends as never connected.
        var _ = handshake.result().thenAccept(result -> ports.offer(loop.index(), () -> finished(session, result)));
        return handshake;
    }

    private void send(MediaSession session, byte[] bytes) {
        ports.offer(loop.index(), () -> {
            InetSocketAddress path = session.ice().path();
            if (path != null) {
                loop.send(bytes, path, session.ice().door());
            }
        });
    }

    private void finished(MediaSession session, DtlsResult result) {
        if (loop.session(session.id()) != session) {
            return; // closed meanwhile
        }
        switch (result) {
            case DtlsResult.Established(var keys) -> {
                session.connect(keys);
                loop.connected(session);
            }
            case DtlsResult.Failed(var reason, var _) ->
                loop.close(
                        session,
                        "dtls-" + reason.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
    }

    void forget(MediaSession session) {
        expected.remove(session.id());
        DtlsHandshake handshake = running.remove(session.id());
        if (handshake != null) {
            handshake.abort("session ended");
        }
    }
}
