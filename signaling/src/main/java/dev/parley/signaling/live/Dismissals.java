package dev.parley.signaling.live;

import dev.parley.protocol.client.LeaveReason;
import dev.parley.protocol.client.RemovalReason;
import dev.parley.room.ParticipantId;
import dev.parley.signaling.rooms.RoomEvent;
import dev.parley.signaling.rooms.RoomState;
import org.jspecify.annotations.Nullable;

/// Takes people from their seats, and shows them to another: what an event does before the others are told of it.
record Dismissals(Seats seats) {
    /// Those who are out, or carried by another socket, do not hear what the others are told about it; those who
    /// are let in first hear where they are.
    void before(RoomEvent event, RoomState after) {
        switch (event) {
            case RoomEvent.Left(var who, var reason, var text) -> dismiss(who, reason, text);
            case RoomEvent.WaitingEnded(var who, var how, var text) -> dismiss(who, how, text);
            case RoomEvent.Admitted(var who, var _, var _) ->
                seats.of(who)
                        .ifPresent(seat -> seat.connection().tell(seat.welcome().joined(who, after, seat)));
            case RoomEvent.Reconnected(var who, var connection, var _, var _) ->
                seats.of(who)
                        .filter(seat -> !seat.connection().id().equals(connection))
                        .ifPresent(_ -> seats.end(who, RemovalReason.REPLACED, null));
            case RoomEvent _ -> {} // the rest is only told
        }
    }

    private void dismiss(ParticipantId who, LeaveReason reason, @Nullable String text) {
        switch (reason) {
            case REMOVED -> seats.end(who, RemovalReason.REMOVED, text);
            case TIMEOUT -> seats.end(who, RemovalReason.TIMEOUT, text);
            // A conversation that says goodbye, or has no socket, ends by itself.
            case LEFT, MEDIA_CLOSED -> seats.remove(who);
        }
    }

    private void dismiss(ParticipantId who, RoomEvent.WaitingEnd how, @Nullable String text) {
        switch (how) {
            case DENIED -> seats.end(who, RemovalReason.DENIED, text);
            case TIMEOUT -> seats.end(who, RemovalReason.TIMEOUT, text);
            case LEFT -> seats.remove(who);
        }
    }
}
