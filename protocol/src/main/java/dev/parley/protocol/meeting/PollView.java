package dev.parley.protocol.meeting;

import dev.parley.room.ParticipantId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A poll with its results so far. Without `by` the application's own server opened it. `voters` is how many people
/// voted; in a poll with `multiple` choices an option's votes may add up to more. `mine` is what the one who is
/// told chose: only in a `joined`.
public record PollView(
        String id,
        @Nullable ParticipantId by,
        String question,
        List<Option> options,
        boolean multiple,
        boolean open,
        int voters,
        @Nullable List<Integer> mine) {
    public PollView {
        options = List.copyOf(options);
        mine = mine == null ? null : List.copyOf(mine);
    }

    public record Option(String text, int votes) {}
}
