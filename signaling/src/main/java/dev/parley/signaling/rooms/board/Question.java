package dev.parley.signaling.rooms.board;

import dev.parley.protocol.meeting.QuestionView;
import dev.parley.room.ParticipantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A question of questions and answers, and who would like to know as well.
public record Question(
        String id,
        ParticipantId from,
        String name,
        String text,
        Instant askedAt,
        List<ParticipantId> upvoters,
        boolean answered,
        @Nullable String answer) {
    public Question {
        upvoters = List.copyOf(upvoters);
    }

    public static Question fresh(String id, ParticipantId from, String name, String text, Instant at) {
        return new Question(id, from, name, text, at, List.of(), false, null);
    }

    public Question upvoted(ParticipantId who, boolean up) {
        var now =
                new ArrayList<>(upvoters.stream().filter(it -> !it.equals(who)).toList());
        if (up) {
            now.add(who);
        }
        return new Question(id, from, name, text, askedAt, now, answered, answer);
    }

    public Question answeredBy(@Nullable String words) {
        return new Question(id, from, name, text, askedAt, upvoters, true, words);
    }

    /// As everyone is told.
    public QuestionView view() {
        return view(null);
    }

    /// With the reader's own vote.
    public QuestionView viewFor(ParticipantId reader) {
        return view(upvoters.contains(reader));
    }

    private QuestionView view(@Nullable Boolean mine) {
        return new QuestionView(id, from, name, text, askedAt, upvoters.size(), answered, answer, mine);
    }
}
