package dev.parley.signaling.store;

import dev.parley.room.ParticipantId;
import dev.parley.room.RoomId;
import java.util.Optional;

/// Something that will happen in a room. Two timers of the same room, kind and subject are the same timer.
public record Timer(RoomId room, TimerKind kind, String subject) {
    /// Until when somebody is thought to be there.
    public static Timer presence(RoomId room, ParticipantId who) {
        return new Timer(room, TimerKind.PRESENCE, who.value());
    }

    /// As text, of which the subject may be any: the other two have no slash.
    public String text() {
        return room + "/" + kind.word() + "/" + subject;
    }

    /// Empty for a kind that only a newer version knows.
    public static Optional<Timer> ofText(String text) {
        int first = text.indexOf('/');
        int second = text.indexOf('/', first + 1);
        return TimerKind.ofWord(text.substring(first + 1, second))
                .map(kind -> new Timer(new RoomId(text.substring(0, first)), kind, text.substring(second + 1)));
    }
}
