package dev.parley.signaling.store.outbox;

import static dev.parley.signaling.rooms.People.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.room.Role;
import dev.parley.room.RoomId;
import dev.parley.signaling.rooms.Actor;
import dev.parley.signaling.rooms.Decision;
import dev.parley.signaling.rooms.Notice;
import dev.parley.signaling.rooms.People;
import dev.parley.signaling.rooms.RoomEvent;
import dev.parley.signaling.rooms.RoomLimits;
import dev.parley.signaling.rooms.RoomState;
import dev.parley.signaling.rooms.rules.RoomRules;
import dev.parley.signaling.store.OutboxStore;
import dev.parley.signaling.store.OutboxStore.Front;
import dev.parley.signaling.store.OutboxStore.Place;
import dev.parley.signaling.store.OutboxStore.Progress;
import dev.parley.signaling.store.Outgoing;
import dev.parley.signaling.store.Outgoings;
import dev.parley.signaling.store.Stores;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What any store must do with webhooks that are to be delivered.
public abstract class OutboxContract {
    private static final Instant LATER = NOON.plusSeconds(30);

    private final RoomId room = new RoomId("outbox-" + UUID.randomUUID());
    private Stores stores;

    protected abstract Stores stores(Outgoings outgoings);

    @BeforeEach
    void open() {
        stores = stores(new Versions());
    }

    /// To the endpoints `a` and `b`: the version each event makes; of a notice, to `a` alone, that there was one.
    private static final class Versions implements Outgoings {
        @Override
        public List<Outgoing> of(RoomState before, List<RoomEvent> events) {
            var all = new ArrayList<Outgoing>();
            for (int i = 1; i <= events.size(); i++) {
                String version = Long.toString(before.version() + i);
                all.add(new Outgoing("a", version, NOON, "{\"a\": \"Ünï\"}"));
                all.add(new Outgoing("b", version, NOON, "{}"));
            }
            return all;
        }

        @Override
        public List<Outgoing> of(RoomId room, Notice notice) {
            return List.of(new Outgoing("a", "notice", NOON, "{}"));
        }
    }

    @Test
    @DisplayName("what goes with a change is in line once the change is kept, for each endpoint, in order")
    void inLine() {
        append();
        stores.rooms().publish(room, new Notice.BreakoutsEnding(60));
        assertThat(ids(take("a", NOON, LATER))).containsExactly("1", "2", "notice");
        assertThat(ids(take("b", NOON, LATER))).containsExactly("1", "2");
        assertThat(((Front.Taken) take("a", LATER, LATER.plusSeconds(1))).places())
                .first()
                .extracting(Place::webhook)
                .isEqualTo(new Outgoing("a", "1", NOON, "{\"a\": \"Ünï\"}"));
    }

    @Test
    @DisplayName("a change that was not kept leaves nothing in line")
    void lost() {
        RoomState absent = RoomState.absent(room);
        var decision = decided(absent);
        assertThat(stores.rooms().append(absent, decision, absent.apply(decision)))
                .isTrue();
        assertThat(stores.rooms().append(absent, decision, absent.apply(decision)))
                .isFalse();
        assertThat(ids(take("a", NOON, LATER))).containsExactly("1", "2");
    }

    @Test
    @DisplayName(
            "one caller has the line; another is told when it may be tried again, and has it once the time is over")
    void oneAtATime() {
        append();
        assertThat(take("a", NOON, LATER)).isInstanceOf(Front.Taken.class);
        assertThat(take("a", NOON.plusSeconds(29), LATER)).isEqualTo(new Front.Later(LATER));
        Instant end = LATER.plusSeconds(30);
        assertThat(take("a", LATER, end)).isInstanceOf(Front.Taken.class);
        assertThat(stores.outbox().settle(room, "a", LATER, new Progress(List.of(), 1, NOON)))
                .as("the first one's time is over")
                .isFalse();
        assertThat(take("a", NOON, end)).isEqualTo(new Front.Later(end));
    }

    @Test
    @DisplayName("what is through is gone, the rest stays in order with its failures until it is due again")
    void progress() {
        append();
        var front = (Front.Taken) take("a", NOON, LATER);
        assertThat(front.failures()).isZero();
        Instant next = NOON.plusSeconds(5);
        String first = front.places().getFirst().position();
        assertThat(stores.outbox().settle(room, "a", LATER, new Progress(List.of(first), 3, next)))
                .isTrue();
        assertThat(take("a", NOON.plusSeconds(4), LATER)).isEqualTo(new Front.Later(next));
        var rest = (Front.Taken) take("a", next, LATER);
        assertThat(ids(rest)).containsExactly("2");
        assertThat(rest.failures()).isEqualTo(3);
        String second = rest.places().getFirst().position();
        assertThat(stores.outbox().isEmpty(room, "a")).isFalse();
        assertThat(stores.outbox().settle(room, "a", LATER, new Progress(List.of(second), 0, Instant.EPOCH)))
                .isTrue();
        assertThat(take("a", NOON, LATER)).isEqualTo(new Front.Empty());
        assertThat(stores.outbox().isEmpty(room, "a")).isTrue();
        assertThat(stores.outbox().isEmpty(room, "b")).isFalse();
    }

    @Test
    @DisplayName("a line that nobody empties loses its oldest, not its newest")
    void bounded() {
        for (int i = 0; i < OutboxStore.LINE + 3; i++) {
            stores.rooms().publish(room, new Notice.BreakoutsEnding(i));
        }
        append();
        var seen = new ArrayList<String>();
        while (take("a", NOON, LATER) instanceof Front.Taken(var places, var _)) {
            places.forEach(it -> seen.add(it.webhook().id()));
            List<String> done = places.stream().map(Place::position).toList();
            stores.outbox().settle(room, "a", LATER, new Progress(done, 0, Instant.EPOCH));
        }
        assertThat(seen).hasSize(OutboxStore.LINE).endsWith("notice", "1", "2");
    }

    private Front take(String endpoint, Instant now, Instant until) {
        return stores.outbox().take(room, endpoint, now, until);
    }

    private static List<String> ids(Front front) {
        return ((Front.Taken) front)
                .places().stream().map(it -> it.webhook().id()).toList();
    }

    /// Two events: the room is made, and somebody comes.
    private void append() {
        RoomState absent = RoomState.absent(room);
        List<RoomEvent> events = decided(absent);
        assertThat(events).hasSize(2);
        assertThat(stores.rooms().append(absent, events, absent.apply(events))).isTrue();
    }

    private static List<RoomEvent> decided(RoomState room) {
        var rules = new RoomRules(RoomLimits.STANDARD);
        return ((Decision.Accepted) rules.decide(room, new Actor.Server(), People.join("ada", Role.HOST))).events();
    }
}
