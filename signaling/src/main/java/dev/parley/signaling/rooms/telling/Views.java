package dev.parley.signaling.rooms.telling;

import dev.parley.protocol.client.ParticipantView;
import dev.parley.protocol.client.RoomView;
import dev.parley.protocol.meeting.BreakoutsView;
import dev.parley.protocol.meeting.WaitingView;
import dev.parley.room.Role;
import dev.parley.signaling.rooms.Breakouts;
import dev.parley.signaling.rooms.Participant;
import dev.parley.signaling.rooms.RoomState;
import dev.parley.signaling.rooms.board.Poll;
import dev.parley.signaling.rooms.board.Question;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A room as one participant sees it: other viewers are seen by those who moderate, and by nobody else.
public final class Views {
    private Views() {}

    public static RoomView of(RoomState room, Participant reader) {
        boolean moderates = reader.role().moderates();
        return new RoomView(
                room.id(),
                room.meta().name(),
                room.meta().createdAt(),
                room.version(),
                room.settings(),
                room.meta().spotlight(),
                participants(
                        room,
                        it -> moderates || it.role() != Role.VIEWER || it.id().equals(reader.id())),
                room.viewers(),
                moderates ? waiting(room) : List.of(),
                moderates ? room.meta().waitingMessage() : null,
                room.board().polls().all().stream()
                        .map(it -> it.viewFor(reader.id()))
                        .toList(),
                room.board().questions().all().stream()
                        .map(it -> it.viewFor(reader.id()))
                        .toList(),
                breakouts(room.breakouts()));
    }

    /// As the server API sees it: all of it.
    public static RoomView whole(RoomState room) {
        return new RoomView(
                room.id(),
                room.meta().name(),
                room.meta().createdAt(),
                room.version(),
                room.settings(),
                room.meta().spotlight(),
                participants(room, _ -> true),
                room.viewers(),
                waiting(room),
                room.meta().waitingMessage(),
                room.board().polls().all().stream().map(Poll::view).toList(),
                room.board().questions().all().stream().map(Question::view).toList(),
                breakouts(room.breakouts()));
    }

    private static List<ParticipantView> participants(RoomState room, Predicate<Participant> listed) {
        return room.participants().values().stream()
                .filter(listed)
                .map(Participant::view)
                .toList();
    }

    static List<WaitingView> waiting(RoomState room) {
        return room.waiting().values().stream().map(Participant::waitingView).toList();
    }

    private static @Nullable BreakoutsView breakouts(@Nullable Breakouts open) {
        return open == null ? null : open.view();
    }
}
