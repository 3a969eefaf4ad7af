package dev.parley.protocol.client;

import dev.parley.protocol.meeting.BreakoutsView;
import dev.parley.protocol.meeting.PollView;
import dev.parley.protocol.meeting.QuestionView;
import dev.parley.protocol.meeting.RoomSettings;
import dev.parley.protocol.meeting.WaitingView;
import dev.parley.room.ParticipantId;
import dev.parley.room.RoomId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The room as the one who is told sees it, as of `version`. Viewers are counted in `viewers`; only those who moderate
/// see them among the `participants` as well. `waiting` and `waitingMessage` are for those who moderate.
public record RoomView(
        RoomId id,
        @Nullable String name,
        Instant createdAt,
        long version,
        RoomSettings settings,
        @Nullable ParticipantId spotlight,
        List<ParticipantView> participants,
        int viewers,
        List<WaitingView> waiting,
        @Nullable String waitingMessage,
        List<PollView> polls,
        List<QuestionView> questions,
        @Nullable BreakoutsView breakouts) {
    public RoomView {
        participants = List.copyOf(participants);
        waiting = List.copyOf(waiting);
        polls = List.copyOf(polls);
        questions = List.copyOf(questions);
    }
}
