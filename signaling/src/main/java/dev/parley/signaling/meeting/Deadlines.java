package dev.parley.signaling.meeting;

import dev.parley.room.ParticipantId;
import dev.parley.room.RoomId;
import dev.parley.signaling.rooms.RoomEvent;
import dev.parley.signaling.rooms.RoomState;
import dev.parley.signaling.rooms.rules.BreakoutRules;
import dev.parley.signaling.store.Timer;
import dev.parley.signaling.store.TimerKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which timers an event sets. Pure. They are armed before the event is kept, so that nothing that has begun is left
/// without its end; whoever finds one due looks at the room once more before it acts.
/// - `grace`: how long somebody stays after their last sign of life.
/// - `waiting`: how long somebody may wait to be let in.
/// - `empty`: how long a room is kept after the last one has gone.
public record Deadlines(Duration grace, Duration waiting, Duration empty) {
    record Due(Timer timer, Instant at) {}

    List<Due> after(RoomId room, List<RoomEvent> events, Instant now) {
        var due = new ArrayList<Due>();
        for (RoomEvent event : events) {
            switch (event) {
                case RoomEvent.Created _ -> due.add(emptied(room, now));
                case RoomEvent.Joined(var participant) -> due.add(present(room, participant.id(), now));
                case RoomEvent.Reconnected(var who, var _, var _, var _) -> due.add(present(room, who, now));
                case RoomEvent.Disconnected(var who) -> due.add(present(room, who, now));
                case RoomEvent.WaitingBegan(var participant) -> {
                    due.add(present(room, participant.id(), now));
                    due.add(waits(room, participant.id(), now));
                }
                // Whether it was the last one is seen when the timer is due.
                case RoomEvent.Left _, RoomEvent.WaitingEnded _ -> due.add(emptied(room, now));
                case RoomEvent.BreakoutsOpened(var breakouts, var _) ->
                    due.addAll(breakoutsEnd(room, breakouts.endsAt(), now));
                case RoomEvent.BreakoutsEndSet(var endsAt) -> due.addAll(breakoutsEnd(room, endsAt, now));
                case RoomEvent _ -> {}
            }
        }
        return due;
    }

    /// All of a room's timers, as if everything in it had just happened: for a store that has lost them.
    List<Due> of(RoomState room, Instant now) {
        var due = new ArrayList<Due>();
        room.everyone().forEach(it -> due.add(present(room.id(), it.id(), now)));
        room.waiting().keySet().forEach(it -> due.add(waits(room.id(), it, now)));
        if (room.isEmpty()) {
            due.add(emptied(room.id(), now));
        }
        if (room.breakouts() != null) {
            due.addAll(breakoutsEnd(room.id(), room.breakouts().endsAt(), now));
        }
        return due;
    }

    private Due present(RoomId room, ParticipantId who, Instant now) {
        return new Due(Timer.presence(room, who), now.plus(grace));
    }

    private Due waits(RoomId room, ParticipantId who, Instant now) {
        return new Due(new Timer(room, TimerKind.WAITING_TIMEOUT, who.value()), now.plus(waiting));
    }

    private Due emptied(RoomId room, Instant now) {
        return new Due(new Timer(room, TimerKind.ROOM_EMPTY, ""), now.plus(empty));
    }

    private static List<Due> breakoutsEnd(RoomId room, @Nullable Instant endsAt, Instant now) {
        if (endsAt == null) {
            return List.of();
        }
        Instant warning = endsAt.minus(BreakoutRules.WARNING);
        return List.of(
                new Due(new Timer(room, TimerKind.BREAKOUTS_WARN, ""), warning.isBefore(now) ? now : warning),
                new Due(new Timer(room, TimerKind.BREAKOUTS_END, ""), endsAt));
    }
}
