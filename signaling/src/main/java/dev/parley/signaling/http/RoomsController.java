package dev.parley.signaling.http;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.parley.protocol.ProtocolLimits;
import dev.parley.protocol.client.ChatMessage;
import dev.parley.protocol.client.ClientAsk;
import dev.parley.protocol.client.ParticipantView;
import dev.parley.protocol.client.RoomView;
import dev.parley.protocol.json.ProtocolJson;
import dev.parley.protocol.json.Reading;
import dev.parley.protocol.meeting.SettingsChange;
import dev.parley.room.ParticipantId;
import dev.parley.room.Role;
import dev.parley.room.RoomId;
import dev.parley.room.Source;
import dev.parley.signaling.access.Grant;
import dev.parley.signaling.access.Tokens;
import dev.parley.signaling.live.Outcome;
import dev.parley.signaling.meeting.RoomAsks;
import dev.parley.signaling.meeting.RoomService;
import dev.parley.signaling.rooms.Actor;
import dev.parley.signaling.rooms.Participant;
import dev.parley.signaling.rooms.Refusal;
import dev.parley.signaling.rooms.RoomAsk;
import dev.parley.signaling.rooms.RoomState;
import dev.parley.signaling.rooms.telling.Views;
import dev.parley.signaling.store.PlacementStore;
import dev.parley.signaling.store.RoomStore;
import dev.parley.signaling.store.Stores;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The server API: what an application's own server does with meetings. `openapi.json` describes it.
@RestController
@RequestMapping("/v1/rooms")
public final class RoomsController {
    private static final int DEFAULT_PAGE = 50;
    /// Rooms on one page of the list.
    public static final int MAX_PAGE = 200;

    private static final Actor SERVER = new Actor.Server();

    private final RoomService service;
    private final RoomStore store;
    private final PlacementStore placements;
    private final Tokens tokens;
    private final InstantSource clock;
    private final LongSupplier seeds;

    public RoomsController(RoomService service, Stores stores, Tokens tokens, Chance chance) {
        this.service = service;
        this.store = stores.rooms();
        this.placements = stores.placements();
        this.tokens = tokens;
        this.clock = chance.clock();
        this.seeds = chance.seeds();
    }

    /// What the rules may not take for themselves.
    public record Chance(InstantSource clock, LongSupplier seeds) {}

    record NewRoom(
            @Nullable RoomId room,
            @Nullable String name,
            @Nullable SettingsChange settings) {}

    record RoomLine(RoomId id, @Nullable String name, Instant createdAt, int participants) {}

    record RoomPage(List<RoomLine> rooms, @Nullable RoomId next) {}

    /// `media`: the node where it is, and since which decision about any room; absent while nobody has a
    /// session.
    record PlacedRoom(@JsonUnwrapped RoomView room, PlacementStore.@Nullable Placed media) {}

    record Everyone(List<ParticipantView> participants) {}

    record Messages(List<ChatMessage> messages) {}

    record Bans(List<String> identities) {}

    record MuteOrder(Source source, boolean muted) {}

    record TokenOrder(
            @Nullable String identity,
            @Nullable String name,
            Role role,
            @Nullable List<Source> publish) {}

    @PostMapping
    ResponseEntity<String> create(HttpServletRequest request) throws IOException {
        NewRoom order = request.getContentLengthLong() == 0
                ? new NewRoom(null, null, null)
                : Body.json(request, NewRoom.class, ProtocolLimits.MESSAGE_BYTES);
        RoomId room = order.room() == null ? new RoomId("r-" + UUID.randomUUID()) : order.room();
        SettingsChange settings = order.settings() == null ? SettingsChange.NONE : order.settings();
        var create = new RoomAsk.Create(order.name(), settings, clock.instant());
        Outcome.Done done = done(service.ask(room, SERVER, create));
        return ResponseEntity.created(URI.create("/v1/rooms/" + room))
                .contentType(MediaType.APPLICATION_JSON)
                .body(ProtocolJson.write(Views.whole(done.after())));
    }

    @GetMapping
    ResponseEntity<String> list(
            @RequestParam(name = "after", defaultValue = "") String after,
            @RequestParam(name = "limit", defaultValue = "" + DEFAULT_PAGE) int limit) {
        if (limit < 1 || limit > MAX_PAGE) {
            throw new ProblemException(Problem.of(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "bad-value",
                    "limit: " + limit + " (expected: 1.." + MAX_PAGE + ")",
                    "limit: " + limit,
                    "1.." + MAX_PAGE));
        }
        List<RoomId> page = store.list(after, limit);
        List<RoomLine> lines = page.stream()
                .map(store::load)
                .filter(RoomState::exists)
                .map(it -> new RoomLine(
                        it.id(),
                        it.meta().name(),
                        it.meta().createdAt(),
                        it.participants().size()))
                .toList();
        return json(new RoomPage(lines, page.size() == limit ? page.getLast() : null));
    }

    @GetMapping("/{room}")
    ResponseEntity<String> room(@PathVariable("room") String room) {
        RoomView view = Views.whole(existing(room));
        return json(new PlacedRoom(view, placements.placement(view.id()).orElse(null)));
    }

    @DeleteMapping("/{room}")
    ResponseEntity<String> close(@PathVariable("room") String room) {
        done(service.ask(roomId(room), SERVER, new RoomAsk.Close("ended")));
        return ResponseEntity.noContent().build();
    }

    @GetMapping("/{room}/participants")
    ResponseEntity<String> everyone(@PathVariable("room") String room) {
        return json(new Everyone(Views.whole(existing(room)).participants()));
    }

    @GetMapping("/{room}/participants/{participant}")
    ResponseEntity<String> participant(
            @PathVariable("room") String room, @PathVariable("participant") String participant) {
        return json(participant(existing(room), participantId(participant)).view());
    }

    @DeleteMapping("/{room}/participants/{participant}")
    ResponseEntity<String> remove(@PathVariable("room") String room, @PathVariable("participant") String participant) {
        done(service.ask(roomId(room), SERVER, new RoomAsk.Remove(participantId(participant), null)));
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/{room}/participants/{participant}/mute")
    ResponseEntity<String> mute(
            @PathVariable("room") String room,
            @PathVariable("participant") String participant,
            HttpServletRequest request)
            throws IOException {
        MuteOrder order = Body.json(request, MuteOrder.class, ProtocolLimits.MESSAGE_BYTES);
        ParticipantId who = participantId(participant);
        Outcome.Done done =
                done(service.ask(roomId(room), SERVER, new RoomAsk.SetMuted(who, order.source(), order.muted())));
        return json(participant(done.after(), who).view());
    }

    /// Everything a host can do, in the words of the client protocol: `{"type": "admit", "participants": []}`.
    @PostMapping("/{room}/controls")
    ResponseEntity<String> control(@PathVariable("room") String room, HttpServletRequest request) throws IOException {
        String text = Body.text(request, MediaType.APPLICATION_JSON, ProtocolLimits.MESSAGE_BYTES);
        ClientAsk.InRoom control =
                switch (ProtocolJson.parseControl(text)) {
                    case Reading.Parsed<ClientAsk.InRoom>(var asked) -> asked;
                    case Reading.Malformed<ClientAsk.InRoom> it -> throw new ProblemException(Problem.of(it));
                };
        RoomAsk ask = new RoomAsks(clock.instant(), seeds).of(control);
        return json(Views.whole(done(service.ask(roomId(room), SERVER, ask)).after()));
    }

    @GetMapping("/{room}/chat")
    ResponseEntity<String> chat(@PathVariable("room") String room) {
        return json(new Messages(List.copyOf(existing(room).board().chat().all())));
    }

    @GetMapping("/{room}/bans")
    ResponseEntity<String> bans(@PathVariable("room") String room) {
        return json(new Bans(existing(room).meta().banned()));
    }

    @DeleteMapping("/{room}/bans/{identity}")
    ResponseEntity<String> pardon(@PathVariable("room") String room, @PathVariable("identity") String identity) {
        done(service.ask(roomId(room), SERVER, new RoomAsk.Pardon(identity)));
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/{room}/tokens")
    ResponseEntity<String> token(@PathVariable("room") String room, HttpServletRequest request) throws IOException {
        TokenOrder order = Body.json(request, TokenOrder.class, ProtocolLimits.MESSAGE_BYTES);
        List<Source> publish = order.publish() == null ? Arrays.asList(Source.values()) : order.publish();
        return json(tokens.issue(new Grant(roomId(room), order.role(), order.identity(), order.name(), publish)));
    }

    private RoomState existing(String room) {
        RoomState state = service.state(roomId(room));
        if (!state.exists()) {
            throw new ProblemException(Problem.of(Refusal.NO_SUCH_ROOM));
        }
        return state;
    }

    private static Participant participant(RoomState room, ParticipantId who) {
        return room.participant(who).orElseThrow(() -> new ProblemException(Problem.of(Refusal.NO_SUCH_PARTICIPANT)));
    }

    private static Outcome.Done done(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done done -> done;
            case Outcome.No no -> throw new ProblemException(Problem.of(no));
        };
    }

    private static ResponseEntity<String> json(Object body) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(ProtocolJson.write(body));
    }

    private static RoomId roomId(String text) {
        return PathIds.room(text);
    }

    private static ParticipantId participantId(String text) {
        if (!ParticipantId.isValid(text)) {
            throw new ProblemException(Problem.of(Refusal.NO_SUCH_PARTICIPANT));
        }
        return new ParticipantId(text);
    }
}
