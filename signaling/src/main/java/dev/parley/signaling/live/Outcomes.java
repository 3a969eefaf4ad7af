package dev.parley.signaling.live;

import dev.parley.room.ParticipantId;
import dev.parley.signaling.rooms.RoomEvent;

/// Reads what a decision was about out of its events.
public final class Outcomes {
    private Outcomes() {}

    /// Who a join let in, or made wait: its last event says so.
    public static ParticipantId joiner(Outcome.Done done) {
        return switch (done.events().getLast()) {
            case RoomEvent.Joined(var participant) -> participant.id();
            case RoomEvent.WaitingBegan(var participant) -> participant.id();
            case RoomEvent.Reconnected(var who, var _, var _, var _) -> who;
            case RoomEvent other -> throw new IllegalStateException("a join ends with " + other);
        };
    }
}
