package dev.parley.signaling.live;

import dev.parley.protocol.client.ServerMessage;
import dev.parley.signaling.rooms.RoomEvent;
import dev.parley.signaling.rooms.RoomState;
import dev.parley.signaling.rooms.telling.Audience;
import dev.parley.signaling.rooms.telling.Telling;
import dev.parley.signaling.rooms.telling.Told;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What a crowd changes within moments, and is told once for all of it: viewers, votes, upvotes. A thousand voters in a
/// room of a thousand would otherwise be a million messages. Guarded by the room's lock.
final class Counts {
    private final Set<String> polls = new LinkedHashSet<>();
    private final Set<String> questions = new LinkedHashSet<>();
    private int viewersTold;

    /// Whether this is told with the next counts, rather than at once.
    boolean gathers(RoomEvent event) {
        return switch (event) {
            case RoomEvent.Voted(var poll, var _, var _) -> {
                polls.add(poll);
                yield true;
            }
            case RoomEvent.QuestionUpvoted(var question, var _, var _) -> {
                questions.add(question);
                yield true;
            }
            case RoomEvent _ -> false;
        };
    }

    /// What has changed since the last time.
    List<Told> due(RoomState room) {
        var told = new ArrayList<Told>();
        if (room.exists() && room.viewers() != viewersTold) {
            viewersTold = room.viewers();
            told.add(new Told(new Audience.Everyone(), new ServerMessage.ViewersChanged(viewersTold)));
        }
        var telling = new Telling(room, room);
        polls.forEach(it -> told.addAll(telling.poll(it)));
        questions.forEach(it -> told.addAll(telling.question(it)));
        polls.clear();
        questions.clear();
        return told;
    }
}
