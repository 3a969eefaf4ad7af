package dev.parley.signaling.app.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.SlotWish;
import dev.parley.protocol.client.ClientAsk;
import dev.parley.protocol.client.ServerMessage;
import dev.parley.protocol.meeting.BreakoutAssignment;
import dev.parley.protocol.meeting.BreakoutChoice;
import dev.parley.room.BreakoutId;
import dev.parley.room.ParticipantId;
import dev.parley.room.Role;
import dev.parley.room.RoomId;
import dev.parley.room.Source;
import dev.parley.signaling.rooms.Changes;
import dev.parley.signaling.rooms.Participant;
import dev.parley.signaling.rooms.RoomState;
import dev.parley.signaling.rooms.telling.Views;
import dev.parley.signaling.store.Until;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A meeting of nineteen clients, spread over the fleet: a host, a co-host and a viewer, guests in the main
/// room and in two breakouts, one with a raised hand, one who was muted, two without identity, and three
/// who wait.
final class BusyMeeting implements AutoCloseable {
    private static final int GUESTS = 12;
    private static final int WAITING = 3;

    private final Fleet fleet;
    private final RoomId room;
    private final Map<String, Attendee> everyone = new LinkedHashMap<>();
    private final HostAtWork work;

    /// What must be the same before and after: who somebody is, and where.
    record Standing(
            ParticipantId id,
            Role role,
            @Nullable BreakoutId breakout,
            boolean hand,
            boolean connected,
            boolean muted,
            int placeInLine) {}

    BusyMeeting(Fleet fleet, RoomId room) {
        this.fleet = fleet;
        this.room = room;
        this.work = new HostAtWork(this);
    }

    Fleet fleet() {
        return fleet;
    }

    // --- coming together ---------------------------------------------------------------------------------------

    void gather() {
        Attendee host = come("host", "host", "host");
        come("cohost", "cohost", "cohost");
        come("viewer", "viewer", "viewer");
        for (int i = 1; i <= GUESTS; i++) {
            String name = "guest" + i;
            come(name, "guest", i == 8 || i == 12 ? "" : name);
        }
        everyone.values()
                .forEach(it -> assertThat(it.ask(id -> new ClientAsk.Offer(id, "v=0\r\n")))
                        .hasValueSatisfying(answer -> assertThat(answer).isInstanceOf(ServerMessage.Answer.class)));
        host.insist(
                id -> new ClientAsk.OpenBreakouts(id, List.of("A", "B"), BreakoutChoice.MANUAL, dealt(), null),
                it -> it.room().breakouts() != null);
        who("guest6")
                .insist(
                        id -> new ClientAsk.RaiseHand(id, true),
                        it -> it.participant(it.me()).hand() != null);
        for (String name : List.of("guest7", "guest9")) {
            who(name)
                    .insist(
                            id -> new ClientAsk.SetPublishing(id, Source.MICROPHONE, false, true),
                            it -> !it.participant(it.me()).tracks().isEmpty());
        }
        host.insist(
                id -> new ClientAsk.MuteOther(id, who("guest7").id(), Source.MICROPHONE),
                it -> it.participant(who("guest7").id()).tracks().getFirst().muted());
        host.insist(
                id -> new ClientAsk.ChangeSettings(id, Changes.WAIT),
                it -> it.room().settings().waitingRoom());
        for (int i = 1; i <= WAITING; i++) {
            come("waits" + i, "guest", i == 3 ? "" : "waits" + i);
        }
    }

    private List<BreakoutAssignment> dealt() {
        var all = new ArrayList<BreakoutAssignment>();
        List.of("guest1", "guest2", "guest3", "guest8").forEach(it -> all.add(new BreakoutAssignment(who(it).id(), 0)));
        List.of("guest4", "guest5", "cohost").forEach(it -> all.add(new BreakoutAssignment(who(it).id(), 1)));
        return all;
    }

    /// Each comes in by the next server.
    Attendee come(String name, String role, String identity) {
        var sockets = fleet.sockets();
        int next;
        synchronized (everyone) {
            next = everyone.size() % sockets.size();
        }
        var attendee = new Attendee(name, fleet.http(), sockets, fleet.token(room, role, identity)).enter(next);
        synchronized (everyone) {
            everyone.put(name, attendee);
        }
        return attendee;
    }

    Attendee who(String name) {
        synchronized (everyone) {
            return Objects.requireNonNull(everyone.get(name), name);
        }
    }

    List<Attendee> all() {
        synchronized (everyone) {
            return List.copyOf(everyone.values());
        }
    }

    List<Attendee> at(int instance) {
        return all().stream().filter(it -> it.instance() == instance).toList();
    }

    // --- at work -----------------------------------------------------------------------------------------------

    HostAtWork work() {
        return work.begin();
    }

    void goOn() {
        work.goOn();
    }

    void quietly(Runnable look) {
        work.quietly(look);
    }

    int written() {
        return work.written();
    }

    // --- what holds --------------------------------------------------------------------------------------------

    /// Of all whom the host does not send about.
    Map<String, Standing> standing() {
        RoomState now = fleet.stored(room);
        var standing = new LinkedHashMap<String, Standing>();
        for (Attendee it : all()) {
            if (!work.isAbout(it.name())) {
                Participant them = now.anyone(it.id()).orElseThrow(() -> new AssertionError(it.name() + " is gone"));
                standing.put(it.name(), standing(now, them));
            }
        }
        return standing;
    }

    private static Standing standing(RoomState now, Participant them) {
        return new Standing(
                them.id(),
                them.role(),
                them.breakout(),
                them.hand() != null,
                them.connection() != null,
                them.publication(Source.MICROPHONE).muted(),
                now.placeInLine(them.id()));
    }

    /// Every client's view is what the store says.
    void converges() {
        for (Attendee it : all()) {
            Until.settles(() -> agrees(it));
        }
    }

    /// Every client's view is what the store says, it saw each message once and in order, and its media
    /// session is still its own.
    void agrees() {
        assertThat(work.failures()).isEmpty();
        for (Attendee it : all()) {
            Until.settles(() -> agrees(it));
            assertThat(it.troubles()).as(it.name()).isEmpty();
            assertThat(it.ids()).as("%s came back as itself", it.name()).hasSize(1);
        }
        List<String> numbers = IntStream.rangeClosed(1, work.written())
                .mapToObj(Integer::toString)
                .toList();
        for (String name : List.of("host", "viewer", "guest6", "guest7", "guest9", "guest11", "guest12")) {
            assertThat(who(name).read())
                    .as("what %s read", name)
                    .extracting("text")
                    .isEqualTo(numbers);
            assertThat(who(name).ask(id -> new ClientAsk.Wish(id, List.of(new SlotWish("3", null, null, 180)))))
                    .hasValueSatisfying(answer -> assertThat(answer).isInstanceOf(ServerMessage.Reply.class));
        }
    }

    private void agrees(Attendee it) {
        RoomState now = fleet.stored(room);
        var waiting = now.waiting(it.id());
        assertThat(it.isWelcome()).as(it.name()).isTrue();
        if (waiting.isPresent()) {
            assertThat(it.view()).as("%s waits", it.name()).isEmpty();
            assertThat(it.place()).as("place of %s", it.name()).isEqualTo(now.placeInLine(it.id()));
            return;
        }
        Participant me = now.participant(it.id()).orElseThrow(() -> new AssertionError(it.name() + " is gone"));
        View view = it.view().orElseThrow(() -> new AssertionError(it.name() + " knows nothing"));
        assertThat(view.room()).as("view of %s", it.name()).isEqualTo(View.comparable(Views.of(now, me)));
        assertThat(view.chat())
                .as("chat of %s", it.name())
                .isEqualTo(now.board().chatFor(me.id(), me.breakout()));
    }

    @Override
    public void close() {
        all().forEach(Attendee::close);
    }
}
