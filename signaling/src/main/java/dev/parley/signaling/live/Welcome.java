package dev.parley.signaling.live;

import dev.parley.protocol.client.ServerMessage;
import dev.parley.room.ParticipantId;
import dev.parley.signaling.rooms.RoomState;

/// What one who joined is told first: at once, or when they are let in from the waiting room.
public interface Welcome {
    ServerMessage.Joined joined(ParticipantId who, RoomState room, Seat seat);

    ServerMessage.Waiting waiting(ParticipantId who, RoomState room);
}
