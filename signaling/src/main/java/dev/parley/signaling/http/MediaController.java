package dev.parley.signaling.http;

import dev.parley.protocol.ProtocolLimits;
import dev.parley.protocol.node.SessionKind;
import dev.parley.room.RoomId;
import dev.parley.signaling.access.Admission;
import dev.parley.signaling.access.Grant;
import dev.parley.signaling.access.Tokens;
import dev.parley.signaling.meeting.MediaDesk;
import dev.parley.signaling.meeting.MediaOnly;
import dev.parley.signaling.rooms.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// WHIP (RFC 9725) and WHEP (draft-ietf-wish-whep): a participant by HTTP alone. `OPTIONS` and the headers that
/// browsers of other origins need are [CrossOriginFilter]'s.
@RestController
public final class MediaController {
    static final MediaType SDP = MediaType.parseMediaType("application/sdp");
    static final MediaType FRAGMENT = MediaType.parseMediaType("application/trickle-ice-sdpfrag");

    private final Tokens tokens;
    private final MediaOnly sessions;
    private final MediaDesk media;

    public MediaController(Tokens tokens, MediaOnly sessions, MediaDesk media) {
        this.tokens = tokens;
        this.sessions = sessions;
        this.media = media;
    }

    @PostMapping("/whip/{room}")
    ResponseEntity<String> publish(@PathVariable("room") String room, HttpServletRequest request) throws IOException {
        return open(room, SessionKind.WHIP, request);
    }

    @PostMapping("/whep/{room}")
    ResponseEntity<String> watch(@PathVariable("room") String room, HttpServletRequest request) throws IOException {
        return open(room, SessionKind.WHEP, request);
    }

    @PatchMapping("/whip/{room}/{session}")
    ResponseEntity<String> patchPublisher(
            @PathVariable("room") String room, @PathVariable("session") String session, HttpServletRequest request)
            throws IOException {
        return patch(presence(room, session, SessionKind.WHIP, request), request);
    }

    @PatchMapping("/whep/{room}/{session}")
    ResponseEntity<String> patchViewer(
            @PathVariable("room") String room, @PathVariable("session") String session, HttpServletRequest request)
            throws IOException {
        return patch(presence(room, session, SessionKind.WHEP, request), request);
    }

    @DeleteMapping("/whip/{room}/{session}")
    ResponseEntity<String> unpublish(
            @PathVariable("room") String room, @PathVariable("session") String session, HttpServletRequest request) {
        return close(room, presence(room, session, SessionKind.WHIP, request));
    }

    @DeleteMapping("/whep/{room}/{session}")
    ResponseEntity<String> unwatch(
            @PathVariable("room") String room, @PathVariable("session") String session, HttpServletRequest request) {
        return close(room, presence(room, session, SessionKind.WHEP, request));
    }

    private ResponseEntity<String> open(String room, SessionKind kind, HttpServletRequest request) throws IOException {
        Grant grant = grant(PathIds.room(room), request);
        if (kind == SessionKind.WHIP && !grant.mayPublish()) {
            throw new ProblemException(Problem.of(Refusal.MAY_NOT_PUBLISH));
        }
        String sdp = Body.text(request, SDP, ProtocolLimits.OFFER_BYTES);
        if (!sdp.startsWith("v=0")) {
            throw new ProblemException(
                    Problem.of(HttpStatus.BAD_REQUEST, "not-sdp", "The body is not an SDP offer (RFC 8866)."));
        }
        return switch (sessions.open(grant, kind, sdp, request.getRemoteAddr())) {
            case MediaOnly.Entry.In(var ref, var session) -> {
                var path = new PathIds.SessionPath(ref.node(), ref.session());
                yield ResponseEntity.created(URI.create("/" + word(kind) + "/" + room + "/" + path))
                        .contentType(SDP)
                        .header(HttpHeaders.ETAG, session.etag())
                        .header(HttpHeaders.ACCEPT_PATCH, FRAGMENT.toString())
                        .body(session.sdp());
            }
            case MediaOnly.Entry.NotJoined(var why) -> throw new ProblemException(Problem.of(why));
            case MediaOnly.Entry.NoMedia(var why) -> throw new ProblemException(Problem.of(why));
        };
    }

    /// RFC 9725 §4.3: candidates (204) or an ICE restart (200). Without `If-Match` nobody could tell which ICE
    /// generation is meant, so it is asked for (428).
    private ResponseEntity<String> patch(MediaOnly.Presence presence, HttpServletRequest request) throws IOException {
        String fragment = Body.text(request, FRAGMENT, ProtocolLimits.MESSAGE_BYTES);
        @Nullable String etag = request.getHeader(HttpHeaders.IF_MATCH);
        if (etag == null) {
            throw new ProblemException(Problem.of(
                    HttpStatus.PRECONDITION_REQUIRED,
                    "precondition-required",
                    "If-Match is needed (RFC 9725 §4.3.1)."));
        }
        return switch (media.patch(presence.media(), fragment, etag)) {
            case MediaDesk.Reply.Patched(var answer, var newEtag) -> {
                var headers = new HttpHeaders();
                if (newEtag != null) {
                    headers.set(HttpHeaders.ETAG, newEtag);
                }
                yield answer == null
                        ? ResponseEntity.noContent().headers(headers).build()
                        : ResponseEntity.ok()
                                .headers(headers)
                                .contentType(FRAGMENT)
                                .body(answer);
            }
            case MediaDesk.Reply.No no -> throw new ProblemException(Problem.of(no));
            case MediaDesk.Reply.Opened _ -> throw new ProblemException(Problem.of(Refusal.MEDIA_REFUSED));
        };
    }

    private ResponseEntity<String> close(String room, MediaOnly.Presence presence) {
        sessions.leave(PathIds.room(room), presence.participant().id());
        return ResponseEntity.ok().build();
    }

    private MediaOnly.Presence presence(String room, String session, SessionKind kind, HttpServletRequest request) {
        Grant grant = grant(PathIds.room(room), request);
        String path = PathIds.session(session).toString();
        return sessions.find(grant, kind, path)
                .orElseThrow(() -> new ProblemException(Problem.of(Refusal.NO_SUCH_SESSION)));
    }

    private Grant grant(RoomId room, HttpServletRequest request) {
        String prefix = "Bearer ";
        @Nullable String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.regionMatches(true, 0, prefix, 0, prefix.length())) {
            throw new ProblemException(
                    Problem.of(HttpStatus.UNAUTHORIZED, "unauthorized", "A bearer token is needed (RFC 6750)."));
        }
        return switch (tokens.read(header.substring(prefix.length()).strip())) {
            case Admission.Admitted(var grant) when grant.room().equals(room) -> grant;
            case Admission.Admitted _ -> throw new ProblemException(Problem.of(Refusal.OTHER_ROOM));
            case Admission.Denied(var why) -> throw new ProblemException(Problem.of(why));
        };
    }

    private static String word(SessionKind kind) {
        return switch (kind) {
            case WHIP -> "whip";
            case WHEP -> "whep";
            case MEETING -> throw new IllegalArgumentException("meetings are held over the WebSocket");
        };
    }
}
