package dev.parley.protocol.meeting;

import dev.parley.room.ParticipantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A question of questions and answers. `answered` without an `answer`: it was answered aloud. `mine`: the one who is
/// told has upvoted it; only in a `joined`.
public record QuestionView(
        String id,
        ParticipantId from,
        String name,
        String text,
        Instant askedAt,
        int upvotes,
        boolean answered,
        @Nullable String answer,
        @Nullable Boolean mine) {}
