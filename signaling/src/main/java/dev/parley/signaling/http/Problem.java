package dev.parley.signaling.http;

import dev.parley.protocol.json.ProtocolJson;
import dev.parley.protocol.json.Reading;
import dev.parley.signaling.live.Outcome;
import dev.parley.signaling.meeting.MediaDesk;
import dev.parley.signaling.rooms.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/// A problem document (RFC 9457 §3). `code` is stable and for programs; `type` is the same as a URN.
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String code,
        @Nullable String value,
        @Nullable String expected) {
    public static final MediaType JSON = MediaType.APPLICATION_PROBLEM_JSON;

    static Problem of(HttpStatus status, String code, String detail) {
        return of(status, code, detail, null, null);
    }

    static Problem of(Refusal why) {
        return of(status(why), why.code(), why.message());
    }

    static Problem of(Outcome.No no) {
        return of(status(no.why()), no.why().code(), no.why().message(), no.value(), no.expected());
    }

    /// What the media server did not accept keeps its own status and code, since they follow RFC 9725.
    static Problem of(MediaDesk.Reply.No no) {
        HttpStatus own = HttpStatus.resolve(no.status());
        return own != null && own.is4xxClientError() && no.code() != null && no.detail() != null
                ? of(own, no.code(), no.detail())
                : of(no.why());
    }

    static Problem of(Reading.Malformed<?> it) {
        HttpStatus status =
                switch (it.code()) {
                    case NOT_JSON, UNKNOWN_TYPE -> HttpStatus.BAD_REQUEST;
                    case TOO_LARGE -> HttpStatus.CONTENT_TOO_LARGE;
                    case MISSING, BAD_VALUE -> HttpStatus.UNPROCESSABLE_CONTENT;
                };
        String value = it.path() == null ? it.value() : it.value() == null ? it.path() : it.path() + ": " + it.value();
        return of(status, it.code().word(), "The body is not understood.", value, it.expected());
    }

    ResponseEntity<String> response() {
        return ResponseEntity.status(status).contentType(JSON).body(text());
    }

    String text() {
        return ProtocolJson.write(this);
    }

    static Problem of(
            HttpStatus status, String code, String detail, @Nullable String value, @Nullable String expected) {
        return new Problem(
                "urn:parley:problem:" + code, status.getReasonPhrase(), status.value(), detail, code, value, expected);
    }

    private static HttpStatus status(Refusal why) {
        return switch (why) {
            case TOKEN_NOT_VALID, TOKEN_EXPIRED, TOKEN_NOT_YET_VALID -> HttpStatus.UNAUTHORIZED;
            case OTHER_ROOM,
                    NOT_HOST,
                    NOT_MODERATOR,
                    TARGET_IS_HOST,
                    MAY_NOT_PUBLISH,
                    MAY_NOT_SHARE,
                    MAY_NOT_UNMUTE,
                    MAY_NOT_CHAT,
                    NOT_YOURS,
                    NOT_JOINED,
                    NOT_ADMITTED,
                    MUST_WAIT,
                    REMOVED,
                    ROOM_LOCKED -> HttpStatus.FORBIDDEN;
            case NO_SUCH_ROOM,
                    NO_SUCH_PARTICIPANT,
                    NO_SUCH_TRACK,
                    NO_SUCH_SESSION,
                    NO_SUCH_MESSAGE,
                    NO_SUCH_POLL,
                    NO_SUCH_QUESTION,
                    NO_SUCH_BREAKOUT,
                    UNKNOWN_NODE,
                    NOT_WAITING -> HttpStatus.NOT_FOUND;
            case ROOM_EXISTS,
                    ROOM_FULL,
                    WAITING_FULL,
                    LAST_HOST,
                    ALREADY_JOINED,
                    NOT_A_PERSON,
                    TOO_MANY_POLLS,
                    TOO_MANY_VOTERS,
                    POLL_CLOSED,
                    TOO_MANY_QUESTIONS,
                    BREAKOUTS_OPEN,
                    NODE_DRAINING,
                    NO_MEDIA,
                    ALREADY_THERE,
                    NOT_THE_ROOMS_NODE,
                    NO_BREAKOUTS -> HttpStatus.CONFLICT;
            case UNKNOWN_PROTOCOL -> HttpStatus.BAD_REQUEST;
            case NAME_NOT_VALID,
                    IDENTITY_NOT_VALID,
                    CHAT_NOT_VALID,
                    REASON_NOT_VALID,
                    EMOJI_NOT_VALID,
                    WAITING_MESSAGE_NOT_VALID,
                    POLL_NOT_VALID,
                    NO_SUCH_OPTION,
                    QUESTION_NOT_VALID,
                    BREAKOUTS_NOT_VALID,
                    MINUTES_NOT_VALID,
                    MEDIA_REFUSED -> HttpStatus.UNPROCESSABLE_CONTENT;
            case TOO_MANY_ASKS, TOO_MANY_JOINS, TOO_MANY_MESSAGES, TOO_MANY_OFFERS, TOO_MANY_STRANGERS ->
                HttpStatus.TOO_MANY_REQUESTS;
            case NO_MEDIA_NODE, BUSY, STORE_UNAVAILABLE, SHUTTING_DOWN, SERVER_FULL -> HttpStatus.SERVICE_UNAVAILABLE;
        };
    }
}
