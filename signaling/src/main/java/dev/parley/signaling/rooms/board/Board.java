package dev.parley.signaling.rooms.board;

import dev.parley.protocol.client.ChatMessage;
import dev.parley.room.BreakoutId;
import dev.parley.room.ParticipantId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Everything that was written in a meeting and is still there.
public record Board(Shelf<ChatMessage> chat, Shelf<Poll> polls, Shelf<Question> questions) {
    public static final Board EMPTY = new Board(Shelf.empty(), Shelf.empty(), Shelf.empty());

    /// With one message more. Beyond `limit` messages of the same place the oldest of that place is forgotten, so
    /// that a talkative breakout leaves the main room's chat alone. Private messages count as a place of their own.
    public Board withMessage(ChatMessage message, int limit) {
        List<ChatMessage> before =
                chat.all().stream().filter(it -> samePlace(it, message)).toList();
        Shelf<ChatMessage> room =
                before.size() < limit ? chat : chat.without(before.getFirst().id());
        return withChat(room.with(message.id(), message));
    }

    private static boolean samePlace(ChatMessage one, ChatMessage other) {
        return one.to() == null
                ? other.to() == null && Objects.equals(one.breakout(), other.breakout())
                : other.to() != null;
    }

    public Board withChat(Shelf<ChatMessage> now) {
        return new Board(now, polls, questions);
    }

    public Board withPolls(Shelf<Poll> now) {
        return new Board(chat, now, questions);
    }

    public Board withQuestions(Shelf<Question> now) {
        return new Board(chat, polls, now);
    }

    /// What was written to everyone in this place, oldest first.
    public List<ChatMessage> chatIn(@Nullable BreakoutId place) {
        return chat.all().stream()
                .filter(it -> it.to() == null && Objects.equals(it.breakout(), place))
                .toList();
    }

    /// What somebody in this place may read: what was written there, and what was written to or by them alone.
    public List<ChatMessage> chatFor(ParticipantId reader, @Nullable BreakoutId place) {
        return chat.all().stream()
                .filter(it -> it.to() == null
                        ? Objects.equals(it.breakout(), place)
                        : it.to().equals(reader) || it.from().equals(reader))
                .toList();
    }
}
