package dev.parley.signaling.meeting;

import dev.parley.protocol.client.ServerMessage;
import dev.parley.room.ParticipantId;
import dev.parley.signaling.access.JoinGate;
import dev.parley.signaling.access.ResumeKey;
import dev.parley.signaling.access.Tokens;
import dev.parley.signaling.live.Rooms;
import dev.parley.signaling.live.Seat;
import dev.parley.signaling.live.Welcome;
import dev.parley.signaling.meters.SignalingMeters;
import dev.parley.signaling.rooms.Participant;
import dev.parley.signaling.rooms.RoomState;
import dev.parley.signaling.rooms.telling.Views;
import java.time.InstantSource;

/// Everything a conversation turns to.
public record Desk(
        Rooms rooms,
        RoomService service,
        MediaDesk media,
        Tokens tokens,
        JoinGate gate,
        Arrivals arrivals,
        Welcoming welcoming,
        SignalingMeters meters,
        InstantSource clock) {

    /// What whoever joined by this ask is told first.
    Welcome welcome(String askId, String resumeSecret) {
        return new Welcome() {
            @Override
            public ServerMessage.Joined joined(ParticipantId who, RoomState room, Seat seat) {
                seat.media(media.media(room.id(), who).orElse(null));
                Participant you = room.participant(who).orElseThrow();
                return new ServerMessage.Joined(
                        askId,
                        you.view(),
                        Views.of(room, you),
                        room.board().chatFor(who, you.breakout()),
                        graceSeconds(),
                        resumeKey(who),
                        welcoming.slots(),
                        welcoming.codecs(),
                        welcoming.media());
            }

            @Override
            public ServerMessage.Waiting waiting(ParticipantId who, RoomState room) {
                return new ServerMessage.Waiting(
                        askId,
                        who,
                        room.placeInLine(who),
                        room.meta().waitingMessage(),
                        graceSeconds(),
                        resumeKey(who));
            }

            private String resumeKey(ParticipantId who) {
                return new ResumeKey(who, resumeSecret).text();
            }
        };
    }

    private int graceSeconds() {
        return (int) welcoming.grace().toSeconds();
    }
}
