package dev.parley.signaling.live;

import dev.parley.protocol.client.RemovalReason;
import dev.parley.protocol.client.ServerMessage;
import dev.parley.protocol.json.ProtocolJson;
import dev.parley.protocol.node.CarriedSession;
import dev.parley.room.NodeId;
import dev.parley.room.ParticipantId;
import dev.parley.signaling.rooms.Notice;
import dev.parley.signaling.rooms.Participant;
import dev.parley.signaling.rooms.RoomState;
import dev.parley.signaling.rooms.telling.Told;
import dev.parley.signaling.store.MediaRef;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The sockets of one room at this instance. Whatever is told here only goes into outboxes.
final class Seats {
    private final Map<ParticipantId, Seat> seats = new ConcurrentHashMap<>();

    Map<ParticipantId, Seat> all() {
        return seats;
    }

    Optional<Seat> of(ParticipantId who) {
        return Optional.ofNullable(seats.get(who));
    }

    void put(ParticipantId who, Seat seat) {
        seats.put(who, seat);
    }

    void remove(ParticipantId who) {
        seats.remove(who);
    }

    void remove(ParticipantId who, Connection connection) {
        seats.computeIfPresent(who, (_, seat) -> seat.connection().id().equals(connection.id()) ? null : seat);
    }

    Map<ParticipantId, MediaRef> media() {
        var media = new HashMap<ParticipantId, MediaRef>();
        seats.forEach((who, seat) -> seat.media().ifPresent(it -> media.put(who, it)));
        return media;
    }

    /// The room is at this node, and whose media is elsewhere opens another session.
    void closeMediaBeside(NodeId node) {
        seats.values()
                .forEach(seat -> seat.media()
                        .filter(it -> !it.node().equals(node))
                        .ifPresent(it -> seat.mediaClosed(it, "moved")));
    }

    void carry(Notice.Carried carried) {
        for (CarriedSession it : carried.sessions()) {
            Seat seat = seats.get(it.participant());
            if (seat != null) {
                seat.carried(carried.from(), new MediaRef(carried.node(), it.session(), carried.instance()));
            }
        }
    }

    /// Whether anybody here has a media session.
    boolean haveMedia() {
        return seats.values().stream().anyMatch(seat -> seat.media().isPresent());
    }

    /// What changed the room into this one: for those who did not find it so.
    void tellNews(RoomState room, Told told) {
        tell(room, told, seat -> seat.isNews(room.version()));
    }

    /// `room` says who is who; those who wait hear nothing of this.
    void tell(RoomState room, Told told) {
        tell(room, told, _ -> true);
    }

    /// Written once, however many read it.
    private void tell(RoomState room, Told told, Predicate<Seat> listens) {
        @Nullable String json = null;
        for (Map.Entry<ParticipantId, Seat> entry : seats.entrySet()) {
            Participant them = room.participants().get(entry.getKey());
            if (them != null && told.to().includes(them) && listens.test(entry.getValue())) {
                json = json == null ? ProtocolJson.write(told.message()) : json;
                entry.getValue().connection().tell(json);
            }
        }
    }

    /// Everyone who waits here is told their place, where it has changed.
    void tellPlaces(RoomState room) {
        int place = 0;
        for (ParticipantId who : room.waiting().keySet()) {
            place++;
            Seat seat = seats.get(who);
            if (seat != null) {
                seat.waits(place, room.meta().waitingMessage());
            }
        }
    }

    /// The last word to one of them.
    void end(ParticipantId who, RemovalReason reason, @Nullable String text) {
        Seat seat = seats.remove(who);
        if (seat != null) {
            seat.connection().tell(new ServerMessage.Removed(reason, text));
            seat.connection().close(Closing.DONE);
        }
    }

    /// The last word to all of them; absent when they are to come again.
    void endAll(@Nullable ServerMessage last, Closing why) {
        seats.values().forEach(seat -> {
            if (last != null) {
                seat.connection().tell(last);
            }
            seat.connection().close(why);
        });
        seats.clear();
    }
}
