package dev.parley.loadtest.meeting;

import dev.parley.protocol.SlotView;
import dev.parley.room.ParticipantId;
import dev.parley.room.Source;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What [GuestApplication] says of itself, a line of JSON each, beside the words of the protocol that it passes on.
sealed interface GuestEvent {
    /// Is in the room, and its media flows.
    record Here(ParticipantId participant) implements GuestEvent {}

    /// Everything that arrived so far in slots that show somebody now. Said every second.
    record Received(List<Arrived> slots) implements GuestEvent {}

    /// Said goodbye.
    record Gone() implements GuestEvent {}

    /// What one source has sent into one slot.
    ///
    /// @param frames whole ones
    /// @param height lines of the picture; 0 for sound
    record Arrived(
            String mid,
            @Nullable ParticipantId participant,
            @Nullable Source source,
            long frames,
            int height) {
        static Arrived of(SlotView view, Flow flow) {
            return new Arrived(view.mid(), view.participant(), view.source(), flow.frames(), flow.height());
        }
    }
}
