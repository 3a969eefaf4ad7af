package dev.parley.media.drain;

import dev.parley.room.NodeId;
import dev.parley.room.ParticipantId;
import dev.parley.room.RoomId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Who was told to go to another node a moment ago: a room, or one participant of it. Sessions that connect only then
/// have to follow. Any thread may ask.
public final class Departures {
    /// By then signaling knows where the room is, and asks there; and a handshake is over, or will not be.
    private static final long REMEMBERED_NS = 5_000_000_000L;

    private final Map<Goer, Departure> departures = new ConcurrentHashMap<>();

    /// @param participant null for all of the room
    private record Goer(RoomId room, @Nullable ParticipantId participant) {}

    private record Departure(NodeId to, long untilNs) {}

    /// A move was ordered.
    ///
    /// @param participant null for all of the room
    public void begin(RoomId room, @Nullable ParticipantId participant, NodeId to, long nowNs) {
        departures.put(new Goer(room, participant), new Departure(to, nowNs + REMEMBERED_NS));
    }

    /// Where the room is on its way to; null when it is here to stay.
    public @Nullable NodeId of(RoomId room, long nowNs) {
        return of(new Goer(room, null), nowNs);
    }

    /// The same of a participant, who goes with the room.
    public @Nullable NodeId of(RoomId room, ParticipantId participant, long nowNs) {
        NodeId alone = of(new Goer(room, participant), nowNs);
        return alone == null ? of(room, nowNs) : alone;
    }

    private @Nullable NodeId of(Goer goer, long nowNs) {
        Departure found = departures.get(goer);
        return found == null || found.untilNs() - nowNs <= 0 ? null : found.to();
    }

    /// Sessions of the room came here: it is not on its way any more.
    public void arrived(RoomId room) {
        departures.keySet().removeIf(it -> it.room().equals(room));
    }

    /// That other node cannot be reached, or does not want it.
    public void failed(RoomId room, NodeId to) {
        departures
                .entrySet()
                .removeIf(it ->
                        it.getKey().room().equals(room) && it.getValue().to().equals(to));
    }

    /// Forgets those that are over.
    public void tick(long nowNs) {
        departures.values().removeIf(it -> it.untilNs() - nowNs <= 0);
    }
}
