package dev.parley.signaling.live;

import dev.parley.signaling.rooms.Decision;
import dev.parley.signaling.rooms.Refusal;
import dev.parley.signaling.rooms.RoomEvent;
import dev.parley.signaling.rooms.RoomState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What became of an ask.
public sealed interface Outcome {
    /// `events` may be empty: nothing had to change. `after` is the room with them.
    record Done(RoomState before, List<RoomEvent> events, RoomState after) implements Outcome {}

    record No(Refusal why, @Nullable String value, @Nullable String expected) implements Outcome {
        public No(Refusal why) {
            this(why, null, null);
        }

        static No of(Decision.Refused refused) {
            return new No(refused.why(), refused.value(), refused.expected());
        }
    }
}
