package dev.parley.media.http;

import dev.parley.media.control.Node;
import dev.parley.media.control.OpenResult;
import dev.parley.media.control.Refusal;
import dev.parley.media.control.RestartResult;
import dev.parley.protocol.json.ProtocolJson;
import dev.parley.protocol.json.Reading;
import dev.parley.protocol.node.NodeCommand;
import dev.parley.protocol.node.SessionAnswer;
import dev.parley.protocol.node.SessionRequest;
import dev.parley.room.RoomId;
import dev.parley.room.SessionId;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/// Sessions and rooms over HTTP. Each request has a virtual thread of its own, which waits for the loop.
final class Sessions {
    static final MediaType FRAGMENT = new MediaType("application", "trickle-ice-sdpfrag");
    /// A loop that has not answered by then is in trouble; signaling waits 5 s for the whole request.
    private static final long PATIENCE_MS = 4_000;

    private static final Refusal NO_SUCH_SESSION = Refusal.of(404, "no-such-session", "There is no such session.");
    private static final Refusal BAD_ROOM =
            new Refusal(400, "bad-value", "This cannot be a room's id.", null, "1..64 of A-Z a-z 0-9 _ -");
    private static final Refusal NO_IF_MATCH = new Refusal(
            428, "if-match-required", "Name the generation that is to be changed.", null, "If-Match: etag, or *");
    private static final Refusal BUSY = Refusal.of(503, "busy", "The room's loop has too much waiting.");

    private final Node node;

    Sessions(Node node) {
        this.node = node;
    }

    /// Body of `POST /v1/rooms/{room}/move`.
    private record Move(int loop) {}

    ServerResponse open(ServerRequest request) throws Exception {
        String room = request.pathVariable("room");
        if (!RoomId.isValid(room)) {
            return Problem.answer(BAD_ROOM);
        }
        return switch (Body.read(request, MediaType.APPLICATION_JSON)) {
            case Body.Refused(var refusal) -> Problem.answer(refusal);
            case Body.Text(var text) ->
                switch (ProtocolJson.parse(text, SessionRequest.class)) {
                    case Reading.Malformed<SessionRequest> malformed -> Problem.answer(Problem.refusal(malformed));
                    case Reading.Parsed<SessionRequest>(var asked) ->
                        opened(waitFor(node.open(new RoomId(room), asked)));
                };
        };
    }

    private static ServerResponse opened(OpenResult result) {
        return switch (result) {
            case OpenResult.Refused(var refusal) -> Problem.answer(refusal);
            case OpenResult.Opened(SessionAnswer answer) ->
                ServerResponse.created(URI.create("/v1/sessions/" + answer.session()))
                        .contentType(MediaType.APPLICATION_JSON)
                        .header(HttpHeaders.ETAG, Etags.quoted(answer.etag()))
                        .body(bytes(ProtocolJson.write(answer)));
        };
    }

    ServerResponse restart(ServerRequest request) throws Exception {
        String session = request.pathVariable("session");
        if (!SessionId.isValid(session)) {
            return Problem.answer(NO_SUCH_SESSION);
        }
        String ifMatch = request.headers().firstHeader(HttpHeaders.IF_MATCH);
        if (ifMatch == null) {
            return Problem.answer(NO_IF_MATCH);
        }
        return switch (Body.read(request, FRAGMENT)) {
            case Body.Refused(var refusal) -> Problem.answer(refusal);
            case Body.Text(var text) ->
                restarted(waitFor(node.restart(new SessionId(session), Etags.wanted(ifMatch), text)), ifMatch);
        };
    }

    private static ServerResponse restarted(RestartResult result, String ifMatch) {
        return switch (result) {
            case RestartResult.Refused(var refusal) -> Problem.answer(refusal);
            case RestartResult.NoSuchSession _ -> Problem.answer(NO_SUCH_SESSION);
            case RestartResult.NothingToDo _ -> ServerResponse.noContent().build();
            case RestartResult.EtagMismatch(var etag) -> {
                var refusal = new Refusal(
                        412, "etag-mismatch", "The session is at another generation.", ifMatch, Etags.quoted(etag));
                yield Problem.start(refusal)
                        .header(HttpHeaders.ETAG, Etags.quoted(etag))
                        .body(Problem.of(refusal).bytes());
            }
            case RestartResult.Restarted(var fragment, var etag) ->
                ServerResponse.ok()
                        .contentType(FRAGMENT)
                        .header(HttpHeaders.ETAG, Etags.quoted(etag))
                        .body(bytes(fragment));
        };
    }

    /// Also when it is gone already: the caller wanted it gone (RFC 9725 §4.2 leaves that open).
    ServerResponse close(ServerRequest request) throws Exception {
        String session = request.pathVariable("session");
        if (SessionId.isValid(session)) {
            waitFor(node.close(new SessionId(session), "closed"));
        }
        return ServerResponse.noContent().build();
    }

    ServerResponse probe(ServerRequest request) throws Exception {
        String session = request.pathVariable("session");
        boolean there = SessionId.isValid(session) && waitFor(node.has(new SessionId(session)));
        return there ? ServerResponse.noContent().build() : Problem.answer(NO_SUCH_SESSION);
    }

    ServerResponse move(ServerRequest request) throws Exception {
        String room = request.pathVariable("room");
        if (!RoomId.isValid(room)) {
            return Problem.answer(BAD_ROOM);
        }
        return switch (Body.read(request, MediaType.APPLICATION_JSON)) {
            case Body.Refused(var refusal) -> Problem.answer(refusal);
            case Body.Text(var text) ->
                switch (ProtocolJson.parse(text, Move.class)) {
                    case Reading.Malformed<Move> malformed -> Problem.answer(Problem.refusal(malformed));
                    case Reading.Parsed<Move>(Move(int loop)) -> move(new RoomId(room), loop);
                };
        };
    }

    private ServerResponse move(RoomId room, int loop) {
        int loops = node.status().self().loops();
        if (loop < 0 || loop >= loops) {
            return Problem.answer(new Refusal(
                    400, "bad-value", "There is no such loop.", Integer.toString(loop), "0.." + (loops - 1)));
        }
        return node.command(new NodeCommand.MoveRoom(room, loop))
                ? ServerResponse.accepted().build()
                : Problem.start(BUSY)
                        .header(HttpHeaders.RETRY_AFTER, "1")
                        .body(Problem.of(BUSY).bytes());
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static <T> T waitFor(CompletableFuture<T> result) throws Exception {
        return result.get(PATIENCE_MS, TimeUnit.MILLISECONDS);
    }
}
