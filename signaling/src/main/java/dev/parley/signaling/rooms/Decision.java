package dev.parley.signaling.rooms;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the rules say to an ask.
public sealed interface Decision {
    /// `events` change the room, in this order; `notices` only tell someone something. Both may be empty: the
    /// ask asks for what already is.
    record Accepted(List<RoomEvent> events, List<Notice> notices) implements Decision {
        public Accepted {
            events = List.copyOf(events);
            notices = List.copyOf(notices);
        }
    }

    /// `value` is what was asked, `expected` what would have been accepted, where that helps.
    record Refused(
            Refusal why, @Nullable String value, @Nullable String expected) implements Decision {
        public Refused(Refusal why) {
            this(why, null, null);
        }
    }

    static Decision accept(RoomEvent... events) {
        return new Accepted(List.of(events), List.of());
    }

    static Decision accept(List<? extends RoomEvent> events) {
        return new Accepted(List.copyOf(events), List.of());
    }

    static Decision tell(Notice notice) {
        return new Accepted(List.of(), List.of(notice));
    }

    static Decision refuse(Refusal why) {
        return new Refused(why);
    }
}
