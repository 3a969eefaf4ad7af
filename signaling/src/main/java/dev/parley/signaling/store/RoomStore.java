package dev.parley.signaling.store;

import dev.parley.room.NodeId;
import dev.parley.room.ParticipantId;
import dev.parley.room.RoomId;
import dev.parley.signaling.rooms.Notice;
import dev.parley.signaling.rooms.RoomEvent;
import dev.parley.signaling.rooms.RoomState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The rooms. Every method may throw [StoreUnavailable]; nothing else is thrown for what the network does.
public interface RoomStore {
    /// The room as it is now; [RoomState#absent] when there is none.
    RoomState load(RoomId room);

    /// Compare-and-set: keeps and publishes the events when the room is still at `before`'s version. `after` is
    /// `before` with the events applied. One atomic step: no one ever sees half of it.
    boolean append(RoomState before, List<RoomEvent> events, RoomState after);

    /// Puts back a room that the store has lost: as it is in this copy, where the store has it at a lower
    /// version or not at all. Of several copies the highest version wins, whoever comes first; everyone who has
    /// the room open is told.
    boolean restore(RoomState copy);

    /// The events after this version, without a hole; empty when the log does not reach back so far and the
    /// room must be loaded instead.
    Optional<List<Versioned>> since(RoomId room, long version);

    /// Tells every instance that has this room open.
    void publish(RoomId room, Notice notice);

    /// From the return of this call on, everything published in the room arrives, in order, on a thread of the
    /// store that must not be blocked.
    Subscription subscribe(RoomId room, Listener listener);

    /// Where a participant's media session is. Not part of the room's state: nobody is told of it.
    void putMedia(RoomId room, ParticipantId who, MediaRef media);

    Optional<MediaRef> media(RoomId room, ParticipantId who);

    /// All that are known in the room.
    Map<ParticipantId, MediaRef> media(RoomId room);

    /// These sessions are elsewhere now: where a participant still has that session and it was at `from`, or
    /// wherever it was when absent, or nothing is known. One step for all of them.
    void carried(RoomId room, @Nullable NodeId from, Map<ParticipantId, MediaRef> media);

    /// The room is alive: it is kept for another hour.
    void touch(RoomId room);

    /// Rooms in the order of their ids, after this one (empty: from the start). May list rooms that have
    /// just gone.
    List<RoomId> list(String after, int limit);

    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }

    interface Listener {
        void onEvent(Versioned versioned);

        void onNotice(Notice notice);

        /// Something may have been missed: the connection was gone for a while. May be said without need.
        void onResumed();
    }
}
