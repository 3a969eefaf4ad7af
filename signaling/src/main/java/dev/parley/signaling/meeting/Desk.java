package dev.parley.signaling.meeting;

import dev.parley.protocol.client.ServerMessage;
import dev.parley.room.ParticipantId;
import dev.parley.signaling.access.JoinGate;
import dev.parley.signaling.access.Tokens;
import dev.parley.signaling.live.Rooms;
import dev.parley.signaling.meters.SignalingMeters;
import dev.parley.signaling.rooms.RoomState;
import dev.parley.signaling.store.RoomStore;
import java.time.InstantSource;

/// Everything a conversation turns to.
public record Desk(
        Rooms rooms,
        RoomService service,
        MediaDesk media,
        RoomStore store,
        Tokens tokens,
        JoinGate gate,
        Arrivals arrivals,
        Welcoming welcoming,
        SignalingMeters meters,
        InstantSource clock) {

    ServerMessage.Joined joined(String askId, RoomState room, ParticipantId who, String resumeKey) {
        return new ServerMessage.Joined(
                askId,
                room.participant(who).orElseThrow().view(),
                room.view(),
                // Only what this room's version includes: what others said meanwhile follows as events.
                store.chat(room.id()).stream()
                        .filter(it -> Long.parseLong(it.id()) <= room.version())
                        .toList(),
                (int) welcoming.grace().toSeconds(),
                resumeKey,
                welcoming.slots(),
                welcoming.codecs(),
                welcoming.media());
    }
}
