package dev.parley.signaling.rooms;

import dev.parley.protocol.client.ParticipantView;
import dev.parley.protocol.client.ServerMessage;
import dev.parley.room.ParticipantId;
import java.util.Optional;

/// An event and the version the room has after it.
public record Versioned(long version, RoomEvent event) {
    /// What everyone in the room is told. `after`: the room right after this event. Empty only for the room's
    /// creation.
    public Optional<ServerMessage> message(RoomState after) {
        return switch (event) {
            case RoomEvent.Created _ -> Optional.empty();
            case RoomEvent.Joined(var participant) ->
                Optional.of(new ServerMessage.ParticipantJoined(version, participant.view()));
            case RoomEvent.Left(var who, var reason, var _) ->
                Optional.of(new ServerMessage.ParticipantLeft(version, who, reason));
            case RoomEvent.Reconnected(var who, var _, var _) -> changed(after, who);
            case RoomEvent.Disconnected(var who) -> changed(after, who);
            case RoomEvent.TrackChanged(var who, var _, var _, var _, var _) -> changed(after, who);
            case RoomEvent.Renamed(var who, var _) -> changed(after, who);
            case RoomEvent.HandChanged(var who, var _) -> changed(after, who);
            case RoomEvent.RoleChanged(var who, var _) -> changed(after, who);
            case RoomEvent.Chatted(var message) -> Optional.of(new ServerMessage.ChatAdded(version, message));
            case RoomEvent.Closed(var reason) -> Optional.of(new ServerMessage.RoomClosed(reason));
        };
    }

    private Optional<ServerMessage> changed(RoomState after, ParticipantId who) {
        ParticipantView view = after.participant(who).orElseThrow().view();
        return Optional.of(new ServerMessage.ParticipantChanged(version, view));
    }
}
