package dev.parley.media.custody;

import dev.parley.media.link.SessionCopy;
import dev.parley.room.RoomId;
import dev.parley.room.SessionId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// The loops of a modelled node: sessions that use up indexes.
final class ModelLoop {
    /// Packets of a session in one tick.
    private static final int PACKETS = 40;

    /// Of every fourth session: far more than any stream has, so that it comes to its horizon.
    private static final int FLOOD = 900;

    private static final int FLOODS = 4;

    private static final class Session {
        private final RoomId room;
        private final Copying<Long> copying = new Copying<>();
        private long next;

        Session(RoomId room, long next) {
            this.room = room;
            this.next = next;
        }
    }

    private final String process;
    private final Ledger ledger;
    private final Bug bug;
    private final Map<SessionId, Session> sessions = new LinkedHashMap<>();

    ModelLoop(String process, Ledger ledger, Bug bug) {
        this.process = process;
        this.ledger = ledger;
        this.bug = bug;
    }

    void open(RoomId room, SessionId session) {
        sessions.put(session, new Session(room, 0));
    }

    void close(SessionId session) {
        sessions.remove(session);
    }

    List<SessionId> of(RoomId room) {
        return sessions.entrySet().stream()
                .filter(it -> it.getValue().room.equals(room))
                .map(Map.Entry::getKey)
                .toList();
    }

    boolean serves(RoomId room, long nowNs) {
        return sessions.values().stream()
                .anyMatch(it -> it.room.equals(room) && it.copying.lease().runs(nowNs));
    }

    void keptBy(SessionId id, Lease lease) {
        Session session = sessions.get(id);
        if (session != null) {
            session.copying.keptBy(lease);
        }
    }

    void take(Taking taking) {
        for (SessionCopy copy : taking.copies()) {
            long next = ByteBuffer.wrap(copy.record()).getLong();
            boolean jumps = !taking.exact() && bug != Bug.HORIZON_IS_IGNORED;
            var session = new Session(copy.room(), jumps ? next + Terms.HORIZON : next);
            if (taking.exact()) {
                session.copying.keptBy(taking.lease(), next);
            }
            ledger.taken(copy.session(), process);
            sessions.put(copy.session(), session);
        }
    }

    void resume(List<SessionCopy> copies) {
        copies.forEach(copy -> {
            ledger.taken(copy.session(), process);
            sessions.put(
                    copy.session(),
                    new Session(copy.room(), ByteBuffer.wrap(copy.record()).getLong()));
        });
    }

    List<SessionCopy> export(List<SessionId> ids) {
        var copies = new ArrayList<SessionCopy>();
        for (SessionId id : ids) {
            Session session = sessions.remove(id);
            if (session != null) {
                copies.add(new SessionCopy(id, session.room, 0, written(session)));
            }
        }
        return copies;
    }

    void tick(Custody custody, RandomGenerator random, long nowNs) {
        sessions.forEach((id, session) -> {
            if (session.copying.isDue(nowNs)) {
                CopyTicket ticket = session.copying.copy(session.next, nowNs);
                custody.copied(id, session.copying.lease(), written(session), ticket);
            }
            encrypt(id, session, random, nowNs);
        });
    }

    private void encrypt(SessionId id, Session session, RandomGenerator random, long nowNs) {
        if (!session.copying.lease().runs(nowNs) && bug != Bug.LEASE_IS_IGNORED) {
            return;
        }
        session.copying.confirm();
        Long base = session.copying.base();
        long wanted = session.next + random.nextInt(id.hashCode() % FLOODS == 0 ? FLOOD : PACKETS);
        long end = base == null || bug == Bug.LIMIT_IS_IGNORED ? wanted : Math.min(wanted, base + Terms.HORIZON);
        if (end > session.next) {
            ledger.check(id, process, nowNs);
            ledger.encrypted(id, process, session.next, end, nowNs);
            session.next = end;
        }
    }

    private static byte[] written(Session session) {
        return ByteBuffer.allocate(Long.BYTES).putLong(session.next).array();
    }
}
