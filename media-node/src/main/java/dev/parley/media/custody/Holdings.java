package dev.parley.media.custody;

import dev.parley.media.link.SessionCopy;
import dev.parley.protocol.placement.Placement;
import dev.parley.room.NodeId;
import dev.parley.room.RoomId;
import dev.parley.room.SessionId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The sessions that this node holds, each with the keeper that it has or is to get, and the moves that
/// wait for them.
final class Holdings {
    private final CustodyActs acts;
    private final Map<SessionId, Held> sessions = new HashMap<>();
    /// Those that have not got what they are to get.
    private final Set<Held> unsettled = new LinkedHashSet<>();

    /// Frozen for a move, until their copies are handed over.
    private final Map<SessionId, Held> frozen = new HashMap<>();

    private List<NodeId> ready = List.of();

    Holdings(CustodyActs acts) {
        this.acts = acts;
    }

    void add(Held held) {
        sessions.put(held.id(), held);
        unsettled.add(held);
    }

    void close(SessionId session) {
        frozen.remove(session);
        Held held = sessions.get(session);
        if (held != null) {
            held.close();
            unsettled.add(held);
        }
    }

    /// A copy made under another lease than the present one comes too late; one that is too large is not kept, and then
    /// nobody can go on with the session.
    void copy(SessionId session, Lease lease, byte[] record, CopyTicket ticket) {
        Held held = sessions.get(session);
        HolderSide keeper = held == null ? null : held.keeper();
        if (held != null
                && keeper != null
                && !held.isClosed()
                && !held.isDropping()
                && keeper.lease() == lease
                && record.length <= Terms.MAX_COPY_BYTES) {
            keeper.copy(new SessionCopy(session, held.room(), held.epoch(), record), ticket);
        }
    }

    /// Whether it is held here, and nobody may have gone on with it meanwhile.
    boolean isSure(SessionId session, long nowNs) {
        Held held = sessions.get(session);
        HolderSide keeper = held == null ? null : held.keeper();
        return held != null
                && !held.isClosed()
                && (keeper == null || keeper.lease().runs(nowNs));
    }

    // --- moves -------------------------------------------------------------------------------------------------

    void move(Move move, List<SessionId> which) {
        for (SessionId session : which) {
            Held held = sessions.get(session);
            if (held != null && !held.isClosed() && held.move() == null) {
                held.move(move);
                unsettled.add(held);
            }
        }
    }

    /// Of what was frozen for this move, the copies, with the epochs under which they were held.
    List<SessionCopy> thawed(Move move, List<SessionCopy> copies) {
        var dated = new ArrayList<SessionCopy>();
        for (SessionCopy copy : copies) {
            Held held = frozen.get(copy.session());
            if (held != null && move.equals(held.move())) {
                frozen.remove(held.id());
                dated.add(new SessionCopy(held.id(), held.room(), held.epoch(), copy.record()));
            }
        }
        return dated;
    }

    /// These are held here again, as before.
    void returned(List<SessionCopy> copies) {
        copies.forEach(copy -> add(new Held(copy.session(), copy.room(), copy.epoch())));
    }

    // --- keepers -----------------------------------------------------------------------------------------------

    /// This keeper has lost: nobody has copies of what it kept.
    void freed(HolderSide side) {
        for (Held held : at(side)) {
            held.free();
            acts.keptBy(held.id(), Lease.FREE);
            unsettled.add(held);
        }
    }

    /// This keeper has won: what it keeps is its own.
    List<SessionId> surrender(HolderSide side) {
        List<Held> lost = at(side);
        for (Held held : lost) {
            held.free();
            sessions.remove(held.id());
            unsettled.remove(held);
        }
        return lost.stream().filter(held -> !held.isClosed()).map(Held::id).toList();
    }

    /// What was asked on a link that broke has to be asked again.
    void forgetDrops(HolderSide side) {
        at(side).forEach(held -> held.dropping(0));
    }

    private List<Held> at(HolderSide side) {
        return side.isExposed()
                ? sessions.values().stream().filter(it -> it.keeper() == side).toList()
                : List.of();
    }

    /// Gives every session the keeper it should have, as far as that goes now.
    void settle(Map<NodeId, HolderSide> peers, long nowNs, long leaseNs) {
        List<NodeId> now = keepers(peers.values());
        if (!now.equals(ready)) {
            ready = now;
            unsettled.addAll(sessions.values());
        }
        if (unsettled.isEmpty()) {
            return;
        }
        var best = new HashMap<RoomId, @Nullable HolderSide>();
        var asked = new LinkedHashSet<HolderSide>();
        for (Held held : List.copyOf(unsettled)) {
            HolderSide wanted = best.computeIfAbsent(
                    held.room(),
                    room -> ready.isEmpty()
                            ? null
                            : peers.get(Placement.rank(room, ready).getFirst()));
            if (settle(held, wanted, asked)) {
                unsettled.remove(held);
            }
        }
        asked.forEach(side -> side.beat(nowNs, leaseNs));
        export();
    }

    /// Those on other machines, as long as there are any.
    private static List<NodeId> keepers(Collection<HolderSide> peers) {
        boolean anyElsewhere = !peers.stream().allMatch(HolderSide::isBeside);
        return peers.stream()
                .filter(it -> !(anyElsewhere && it.isBeside()))
                .map(HolderSide::peer)
                .sorted(Comparator.comparing(NodeId::value))
                .toList();
    }

    /// True when nothing more is to be done for it.
    private boolean settle(Held held, @Nullable HolderSide wanted, Set<HolderSide> asked) {
        if (held.isDropped()) {
            held.free();
            acts.keptBy(held.id(), Lease.FREE);
        }
        HolderSide keeper = held.keeper();
        if (keeper == null && held.isClosed()) {
            sessions.remove(held.id());
            return true;
        }
        if (keeper == null) {
            if (held.move() == null && wanted != null) {
                held.keptBy(wanted);
                acts.keptBy(held.id(), wanted.lease());
            }
            return held.move() == null;
        }
        boolean stays = !held.isClosed() && held.move() == null && (wanted == null || wanted.equals(keeper));
        if (!stays && !held.isDropping()) {
            held.dropping(keeper.drop(held.id()));
            asked.add(keeper);
        }
        return stays && !held.isDropping();
    }

    private void export() {
        var free = new LinkedHashMap<Move, List<Held>>();
        for (Held held : unsettled) {
            Move move = held.move();
            if (move != null && held.isFree()) {
                free.computeIfAbsent(move, _ -> new ArrayList<>()).add(held);
            }
        }
        free.forEach((move, helds) -> {
            for (Held held : helds) {
                sessions.remove(held.id());
                unsettled.remove(held);
                frozen.put(held.id(), held);
            }
            acts.export(move, helds.stream().map(Held::id).toList());
        });
    }
}
