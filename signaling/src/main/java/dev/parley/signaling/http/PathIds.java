package dev.parley.signaling.http;

import dev.parley.room.NodeId;
import dev.parley.room.RoomId;
import dev.parley.room.SessionId;
import dev.parley.signaling.rooms.Refusal;
import org.springframework.http.HttpStatus;

/// Ids out of a path.
final class PathIds {
    private PathIds() {}

    static RoomId room(String text) {
        if (!RoomId.isValid(text)) {
            throw new ProblemException(Problem.of(
                    HttpStatus.UNPROCESSABLE_CONTENT, "bad-value", "room: (expected: 1..64 of A-Z a-z 0-9 _ -)"));
        }
        return new RoomId(text);
    }

    /// `{node}.{session}`, as it was given out in a Location.
    record SessionPath(NodeId node, SessionId session) {
        @Override
        public String toString() {
            return node + "." + session;
        }
    }

    static SessionPath session(String text) {
        int dot = text.indexOf('.');
        if (dot < 0 || !NodeId.isValid(text.substring(0, dot)) || !SessionId.isValid(text.substring(dot + 1))) {
            throw new ProblemException(Problem.of(Refusal.NO_SUCH_SESSION));
        }
        return new SessionPath(new NodeId(text.substring(0, dot)), new SessionId(text.substring(dot + 1)));
    }
}
