package dev.parley.signaling.store.redis;

import dev.parley.protocol.client.ChatMessage;
import dev.parley.room.ParticipantId;
import dev.parley.room.RoomId;
import dev.parley.signaling.rooms.Breakouts;
import dev.parley.signaling.rooms.Participant;
import dev.parley.signaling.rooms.RoomMeta;
import dev.parley.signaling.rooms.RoomState;
import dev.parley.signaling.rooms.board.Board;
import dev.parley.signaling.rooms.board.Poll;
import dev.parley.signaling.rooms.board.Question;
import dev.parley.signaling.rooms.board.Shelf;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A room as the fields of one hash: each person, message, poll and question is a field of its own, so that a change
/// writes what has changed and nothing else.
final class RoomParts {
    private static final String META = "meta";
    private static final String BREAKOUTS = "breakouts";
    private static final String PARTICIPANT = "participant:";
    private static final String WAITING = "waiting:";
    private static final String MESSAGE = "message:";
    private static final String POLL = "poll:";
    private static final String QUESTION = "question:";

    private RoomParts() {}

    /// Where a participant is kept.
    static String field(ParticipantId who) {
        return PARTICIPANT + who;
    }

    /// What must be written to make one version of a room another.
    record Difference(Map<String, String> puts, List<String> removals) {}

    static Difference between(RoomState before, RoomState after) {
        Map<String, Object> then = fields(before);
        Map<String, Object> now = fields(after);
        Map<String, String> puts = new LinkedHashMap<>();
        now.forEach((field, part) -> {
            // Most parts are the very same object, which is seen without comparing them.
            if (!Objects.equals(then.get(field), part)) {
                puts.put(field, Stored.text(part));
            }
        });
        List<String> removals =
                then.keySet().stream().filter(it -> !now.containsKey(it)).toList();
        return new Difference(puts, removals);
    }

    private static Map<String, Object> fields(RoomState room) {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (!room.exists()) {
            return fields;
        }
        fields.put(META, room.meta());
        if (room.breakouts() != null) {
            fields.put(BREAKOUTS, room.breakouts());
        }
        room.participants().values().forEach(it -> fields.put(field(it.id()), it));
        room.waiting().values().forEach(it -> fields.put(WAITING + it.id(), it));
        room.board().chat().all().forEach(it -> fields.put(MESSAGE + it.id(), it));
        room.board().polls().all().forEach(it -> fields.put(POLL + it.id(), it));
        room.board().questions().all().forEach(it -> fields.put(QUESTION + it.id(), it));
        return fields;
    }

    static RoomState room(RoomId id, long version, Map<String, String> fields) {
        RoomMeta meta = Stored.read(Objects.requireNonNull(fields.get(META), "meta of " + id), RoomMeta.class);
        @Nullable String breakouts = fields.get(BREAKOUTS);
        return new RoomState(
                id,
                version,
                false,
                meta,
                RoomState.inOrder(all(fields, PARTICIPANT, Participant.class)),
                RoomState.inOrder(all(fields, WAITING, Participant.class)),
                new Board(
                        shelf(all(fields, MESSAGE, ChatMessage.class), ChatMessage::id),
                        shelf(all(fields, POLL, Poll.class), Poll::id),
                        shelf(all(fields, QUESTION, Question.class), Question::id)),
                breakouts == null ? null : Stored.read(breakouts, Breakouts.class));
    }

    private static <T> List<T> all(Map<String, String> fields, String prefix, Class<T> kind) {
        var all = new ArrayList<T>();
        fields.forEach((field, text) -> {
            if (field.startsWith(prefix)) {
                all.add(Stored.read(text, kind));
            }
        });
        return all;
    }

    /// Ids are versions of the room, hence numbers, and their order is that in which things came.
    private static <T> Shelf<T> shelf(List<T> things, Function<T, String> id) {
        Map<String, T> ordered = new LinkedHashMap<>();
        things.stream()
                .sorted(Comparator.comparingLong(it -> Long.parseLong(id.apply(it))))
                .forEach(it -> ordered.put(id.apply(it), it));
        return new Shelf<>(ordered);
    }
}
