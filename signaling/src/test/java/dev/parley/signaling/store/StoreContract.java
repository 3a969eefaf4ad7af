package dev.parley.signaling.store;

import static dev.parley.signaling.rooms.People.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.client.LeaveReason;
import dev.parley.protocol.meeting.RoomSettings;
import dev.parley.protocol.meeting.SettingsChange;
import dev.parley.room.NodeId;
import dev.parley.room.ParticipantId;
import dev.parley.room.Role;
import dev.parley.room.RoomId;
import dev.parley.room.SessionId;
import dev.parley.room.Source;
import dev.parley.signaling.rooms.Actor;
import dev.parley.signaling.rooms.Decision;
import dev.parley.signaling.rooms.Notice;
import dev.parley.signaling.rooms.People;
import dev.parley.signaling.rooms.RoomAsk;
import dev.parley.signaling.rooms.RoomEvent;
import dev.parley.signaling.rooms.RoomLimits;
import dev.parley.signaling.rooms.RoomState;
import dev.parley.signaling.rooms.rules.RoomRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What any store must do. One test for all of them, so that the one in memory never lies about the one in
/// production.
abstract class StoreContract {
    private static final Actor SERVER = new Actor.Server();
    private static final NodeId ONE = new NodeId("node-1");

    private final RoomId room = new RoomId("room-" + UUID.randomUUID());
    private final ParticipantId ada = People.id("ada");

    abstract Stores stores();

    @Test
    @DisplayName("media is carried for who still has that session where it was, and for nobody else")
    void carried() {
        RoomState state = append(RoomState.absent(room), SERVER, People.join("ada", Role.HOST));
        state = append(state, SERVER, People.join("bob", Role.GUEST));
        append(state, SERVER, People.join("cyd", Role.GUEST));
        var two = new NodeId("node-2");
        MediaRef adas = new MediaRef(ONE, new SessionId("s1"), "i1");
        rooms().putMedia(room, ada, adas);
        rooms().putMedia(room, People.id("bob"), new MediaRef(ONE, new SessionId("s9"), "i1"));
        MediaRef there = new MediaRef(two, new SessionId("s1"), "i2");
        var taken = Map.of(
                ada,
                there,
                People.id("bob"),
                new MediaRef(two, new SessionId("s2"), "i2"),
                People.id("cyd"),
                new MediaRef(two, new SessionId("s3"), null),
                People.id("nobody"),
                new MediaRef(two, new SessionId("s4"), "i2"));
        rooms().carried(room, two, taken);
        assertThat(rooms().media(room, ada)).as("it was elsewhere").contains(adas);
        rooms().carried(room, ONE, taken);
        assertThat(rooms().media(room))
                .containsOnly(
                        Map.entry(ada, there),
                        Map.entry(People.id("bob"), new MediaRef(ONE, new SessionId("s9"), "i1")),
                        Map.entry(People.id("cyd"), new MediaRef(two, new SessionId("s3"), null)));
        MediaRef third = new MediaRef(new NodeId("node-3"), new SessionId("s1"), null);
        rooms().carried(room, null, Map.of(ada, third));
        assertThat(rooms().media(room, ada)).as("from wherever it was").contains(third);
    }

    @Test
    @DisplayName("a room that nobody made is absent")
    void absent() {
        assertThat(rooms().load(room)).isEqualTo(RoomState.absent(room));
        assertThat(rooms().since(room, 0)).isEmpty();
    }

    @Test
    @DisplayName("what was appended is loaded again, to the last detail")
    void loaded() {
        RoomState state = append(
                RoomState.absent(room), SERVER, new RoomAsk.Create("Ünï \"quoted\" {}", SettingsChange.NONE, NOON));
        state = append(state, SERVER, People.join("ada", Role.HOST));
        state = append(state, SERVER, People.join("bob", Role.VIEWER));
        state = append(state, People.member("ada"), new RoomAsk.SetPublishing(Source.SCREEN_AUDIO, true, true));
        state = append(state, People.member("bob"), new RoomAsk.RaiseHand(true, NOON));
        state = append(state, SERVER, new RoomAsk.Disconnect(People.id("bob"), "socket-bob"));
        assertThat(rooms().load(room)).isEqualTo(state);
        state = append(state, SERVER, new RoomAsk.Leave(ada, LeaveReason.LEFT));
        assertThat(rooms().load(room)).isEqualTo(state);
    }

    @Test
    @DisplayName("of two changes to one version only the first is kept")
    void compareAndSet() {
        RoomState one = append(RoomState.absent(room), SERVER, People.join("ada", Role.HOST));
        assertThat(tryAppend(one, SERVER, People.join("bob", Role.GUEST))).isTrue();
        assertThat(tryAppend(one, SERVER, People.join("eve", Role.GUEST))).isFalse();
        assertThat(rooms().load(room).participants().keySet()).containsExactlyInAnyOrder(ada, People.id("bob"));
    }

    @Test
    @DisplayName("many at once: each change happens exactly once")
    void concurrent() throws Exception {
        append(RoomState.absent(room), SERVER, new RoomAsk.Create(null, SettingsChange.NONE, NOON));
        List<Callable<Boolean>> joins = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            RoomAsk join = People.join("guest-" + i, Role.GUEST);
            joins.add(() -> {
                while (!tryAppend(rooms().load(room), SERVER, join)) {
                    Thread.onSpinWait();
                }
                return true;
            });
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var done : threads.invokeAll(joins)) {
                assertThat(done.get()).isTrue();
            }
        }
        assertThat(rooms().load(room).version()).isEqualTo(21);
        assertThat(rooms().load(room).participants()).hasSize(20);
    }

    @Test
    @DisplayName("whoever missed events is told them without a hole, or to load again")
    void since() {
        RoomState state = append(RoomState.absent(room), SERVER, People.join("ada", Role.HOST));
        state = append(state, People.member("ada"), new RoomAsk.Rename("Ada L."));
        append(state, People.member("ada"), new RoomAsk.RaiseHand(true, NOON));
        assertThat(rooms().since(room, 2).orElseThrow())
                .containsExactly(
                        new Versioned(3, new RoomEvent.Renamed(ada, "Ada L.")),
                        new Versioned(4, new RoomEvent.HandChanged(ada, NOON)));
        assertThat(rooms().since(room, 4).orElseThrow()).isEmpty();
        assertThat(rooms().since(room, 9)).isEmpty();
    }

    @Test
    @DisplayName(
            "a room that was lost is put back from a copy, whole; of several the highest version wins, and it is told")
    void restored() throws Exception {
        RoomState older = RoomState.absent(room).apply(joined("ada"));
        RoomState newer = older.apply(joined("bob"));
        BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
        try (var _ = rooms().subscribe(room, listener(heard))) {
            assertThat(rooms().restore(older)).isTrue();
            assertThat(rooms().load(room)).isEqualTo(older);
            assertThat(rooms().restore(newer)).isTrue();
            assertThat(rooms().restore(older)).isFalse();
            assertThat(rooms().restore(newer)).isFalse();
            assertThat(heard.poll(5, TimeUnit.SECONDS)).isEqualTo(new Notice.Restored());
            assertThat(heard.poll(5, TimeUnit.SECONDS)).isEqualTo(new Notice.Restored());
        }
        assertThat(rooms().load(room)).isEqualTo(newer);
        assertThat(rooms().list("", 10_000)).contains(room);
        assertThat(rooms().since(room, older.version()))
                .as("what came between is in no log any more")
                .isEmpty();
        assertThat(rooms().since(room, newer.version()).orElseThrow()).isEmpty();
        assertThat(tryAppend(newer, People.member("ada"), new RoomAsk.Rename("Ada L.")))
                .isTrue();
        assertThat(rooms().since(room, newer.version()).orElseThrow()).hasSize(1);
    }

    private static RoomEvent joined(String name) {
        RoomState alone = RoomState.absent(People.DAILY);
        var events = ((Decision.Accepted)
                        new RoomRules(RoomLimits.STANDARD).decide(alone, SERVER, People.join(name, Role.GUEST)))
                .events();
        return events.getLast();
    }

    @Test
    @DisplayName("a subscriber hears every event and notice of its room, in order, and nothing after it closed")
    void subscribed() throws Exception {
        BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
        try (var _ = rooms().subscribe(room, listener(heard))) {
            RoomState state =
                    append(RoomState.absent(room), SERVER, new RoomAsk.Create("x", SettingsChange.NONE, NOON));
            append(state, SERVER, People.join("ada", Role.HOST));
            rooms().publish(room, new Notice.Reacted(ada, "👏", null));
            assertThat(next(heard))
                    .isEqualTo(new Versioned(1, new RoomEvent.Created(room, "x", RoomSettings.STANDARD, NOON)));
            assertThat(next(heard))
                    .isInstanceOfSatisfying(
                            Versioned.class, it -> assertThat(it.version()).isEqualTo(2));
            assertThat(next(heard)).isEqualTo(new Notice.Reacted(ada, "👏", null));
        }
        append(rooms().load(room), SERVER, People.join("bob", Role.GUEST));
        BlockingQueue<Object> again = new LinkedBlockingQueue<>();
        try (var _ = rooms().subscribe(room, listener(again))) {
            rooms().publish(room, new Notice.Placed(ONE, 7));
            Object first = next(again);
            // In a cluster, what was said just before may still be on its way between the nodes.
            assertThat(first instanceof Versioned ? next(again) : first).isEqualTo(new Notice.Placed(ONE, 7));
        }
        assertThat(heard).isEmpty();
    }

    @Test
    @DisplayName("a closed room is gone with everything in it but its version, and can be begun anew")
    void closed() {
        RoomState state = append(RoomState.absent(room), SERVER, People.join("ada", Role.HOST));
        state = append(state, People.member("ada"), new RoomAsk.Chat("hello", null, NOON));
        append(state, SERVER, new RoomAsk.Close("ended"));
        RoomState ended = rooms().load(room);
        assertThat(ended).isEqualTo(RoomState.ended(room, 4));
        assertThat(rooms().list(room.value().substring(0, room.value().length() - 1), 1))
                .doesNotContain(room);
        assertThat(append(ended, SERVER, People.join("bob", Role.HOST)).version())
                .as("at versions that nobody has seen")
                .isEqualTo(6);
        assertThat(rooms().load(room).board().chat().size()).isZero();
        assertThat(rooms().list(room.value().substring(0, room.value().length() - 1), 1))
                .contains(room);
    }

    @Test
    @DisplayName("rooms are listed in order, page by page")
    void listed() {
        String prefix = "list-" + UUID.randomUUID() + "-";
        for (String name : List.of("c", "a", "b")) {
            append(
                    RoomState.absent(new RoomId(prefix + name)),
                    SERVER,
                    new RoomAsk.Create(null, SettingsChange.NONE, NOON));
        }
        assertThat(rooms().list(prefix, 2)).containsExactly(new RoomId(prefix + "a"), new RoomId(prefix + "b"));
        assertThat(rooms().list(prefix + "b", 1)).containsExactly(new RoomId(prefix + "c"));
    }

    @Test
    @DisplayName("where media is, is known as long as the participant is there")
    void media() {
        var media = new MediaRef(ONE, new SessionId("s-1"), "i-1");
        RoomState state = append(RoomState.absent(room), SERVER, People.join("ada", Role.HOST));
        rooms().putMedia(room, ada, media);
        rooms().putMedia(room, People.id("nobody"), media);
        assertThat(rooms().media(room, ada)).contains(media);
        assertThat(rooms().media(room, People.id("nobody"))).isEmpty();
        append(state, SERVER, new RoomAsk.Leave(ada, LeaveReason.LEFT));
        assertThat(rooms().media(room, ada)).isEmpty();
    }

    @Test
    @DisplayName("a timer that is due is given to exactly one, and comes up again if that one dies")
    void timersCome() {
        var due = Timer.presence(room, ada);
        var later = new Timer(room, TimerKind.WEBHOOK, "a/b c/d");
        timers().arm(List.of(due, later), NOON);
        timers().arm(later, NOON.plusSeconds(60));
        assertThat(claimed(NOON.minusMillis(1))).isEmpty();
        assertThat(claimed(NOON)).containsExactly(due);
        assertThat(claimed(NOON)).isEmpty();
        assertThat(timers().due(due)).contains(NOON.plusSeconds(10));
        assertThat(claimed(NOON.plusSeconds(10))).containsExactly(due);
        timers().disarm(due);
        assertThat(timers().due(due)).isEmpty();
        assertThat(claimed(NOON.plusSeconds(60))).containsExactly(later);
        timers().disarm(later);
        assertThat(claimed(NOON.plusSeconds(100))).isEmpty();
    }

    @Test
    @DisplayName("a timer that is settled is gone, but not one that was armed anew or claimed by another meanwhile")
    void settled() {
        var timer = new Timer(room, TimerKind.ROOM_EMPTY, "");
        timers().arm(timer, NOON);
        assertThat(claimed(NOON)).containsExactly(timer);
        timers().arm(timer, NOON.plusSeconds(40));
        assertThat(timers().settle(timer, NOON.plusSeconds(10))).isFalse();
        assertThat(claimed(NOON.plusSeconds(40))).containsExactly(timer);
        assertThat(claimed(NOON.plusSeconds(50))).containsExactly(timer);
        assertThat(timers().settle(timer, NOON.plusSeconds(50))).isFalse();
        assertThat(timers().settle(timer, NOON.plusSeconds(60))).isTrue();
        assertThat(timers().due(timer)).isEmpty();
        assertThat(timers().settle(timer, NOON.plusSeconds(60))).isFalse();
    }

    private TimerStore timers() {
        return stores().timers();
    }

    /// Of this room: other tests may have left timers of theirs. For ten seconds.
    private List<Timer> claimed(Instant now) {
        return timers().claimDue(now, now.plusSeconds(10), 1_000).stream()
                .filter(it -> it.room().equals(room))
                .toList();
    }

    private RoomStore rooms() {
        return stores().rooms();
    }

    private RoomState append(RoomState before, Actor actor, RoomAsk ask) {
        assertThat(tryAppend(before, actor, ask)).as("%s", ask).isTrue();
        return People.after(before, actor, ask);
    }

    private boolean tryAppend(RoomState before, Actor actor, RoomAsk ask) {
        var decision = (Decision.Accepted) new RoomRules(RoomLimits.STANDARD).decide(before, actor, ask);
        return rooms().append(before, decision.events(), before.apply(decision.events()));
    }

    private static Object next(BlockingQueue<Object> heard) throws InterruptedException {
        Object next = heard.poll(5, TimeUnit.SECONDS);
        return next == null ? "nothing" : next;
    }

    private static RoomStore.Listener listener(BlockingQueue<Object> heard) {
        return new RoomStore.Listener() {
            @Override
            public void onEvent(Versioned versioned) {
                heard.add(versioned);
            }

            @Override
            public void onNotice(Notice notice) {
                heard.add(notice);
            }

            @Override
            public void onResumed() {
                // May be said without need; what matters is that nothing is lost.
            }
        };
    }
}
