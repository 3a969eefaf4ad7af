package dev.parley.media.custody;

import dev.parley.room.RoomId;
import dev.parley.room.SessionId;
import org.jspecify.annotations.Nullable;

/// A session that this node holds.
final class Held {
    private final SessionId id;
    private final RoomId room;
    private final long epoch;
    private @Nullable HolderSide keeper;
    private long drop;
    private @Nullable Move move;
    private boolean closed;

    Held(SessionId id, RoomId room, long epoch) {
        this.id = id;
        this.room = room;
        this.epoch = epoch;
    }

    SessionId id() {
        return id;
    }

    RoomId room() {
        return room;
    }

    long epoch() {
        return epoch;
    }

    /// Who may have a copy. Nobody else has.
    @Nullable
    HolderSide keeper() {
        return keeper;
    }

    void keptBy(HolderSide side) {
        keeper = side;
        drop = 0;
        side.exposed(1);
    }

    /// Nobody has a copy any more.
    void free() {
        if (keeper != null) {
            keeper.exposed(-1);
            keeper = null;
        }
        drop = 0;
    }

    boolean isFree() {
        return keeper == null;
    }

    /// The keeper has been asked to drop its copy.
    boolean isDropping() {
        return drop != 0;
    }

    void dropping(long operation) {
        drop = operation;
    }

    boolean isDropped() {
        return drop != 0 && keeper != null && keeper.lease().confirmed() >= drop;
    }

    /// The session is over. It is here until its keeper has dropped it, so that nobody goes on with it.
    void close() {
        closed = true;
        move = null;
    }

    boolean isClosed() {
        return closed;
    }

    @Nullable
    Move move() {
        return move;
    }

    void move(@Nullable Move newMove) {
        move = newMove;
    }
}
