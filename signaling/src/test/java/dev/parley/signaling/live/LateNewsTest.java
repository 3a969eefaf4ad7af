package dev.parley.signaling.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.protocol.client.MediaProfile;
import dev.parley.protocol.client.ServerMessage;
import dev.parley.protocol.client.SlotCounts;
import dev.parley.room.ParticipantId;
import dev.parley.room.Role;
import dev.parley.room.RoomId;
import dev.parley.signaling.rooms.Participant;
import dev.parley.signaling.rooms.People;
import dev.parley.signaling.rooms.RoomAsk;
import dev.parley.signaling.rooms.RoomEvent;
import dev.parley.signaling.rooms.RoomLimits;
import dev.parley.signaling.rooms.RoomState;
import dev.parley.signaling.rooms.rules.RoomRules;
import dev.parley.signaling.rooms.telling.Views;
import dev.parley.signaling.store.MediaRef;
import dev.parley.signaling.store.RoomStore;
import dev.parley.signaling.store.StoreUnavailable;
import dev.parley.signaling.store.Versioned;
import dev.parley.signaling.store.memory.MemoryStores;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("a room whose store was away when its news came back")
class LateNewsTest {
    private final RoomStore real = MemoryStores.create().rooms();
    private final AwayStore store = new AwayStore(real);
    private final RoomRules rules = new RoomRules(RoomLimits.STANDARD);
    private final Rooms rooms = new Rooms(new Rooms.Tools(store, new Refilling(), rules, Runnable::run));
    private final LiveRoom room = rooms.acquire(People.DAILY);
    private final Ears ada = new Ears();

    /// Only the room: what else a store gets back is `StoreRefill`'s.
    private final class Refilling implements Refill {
        @Override
        public boolean room(RoomState copy) {
            return store.restore(copy);
        }

        @Override
        public void media(RoomId id, Map<ParticipantId, MediaRef> media) {}
    }

    private static final class Ears implements Connection {
        private final List<String> told = new ArrayList<>();
        private final List<Closing> closings = new ArrayList<>();

        @Override
        public String id() {
            return "socket-ada";
        }

        @Override
        public void tell(String json) {
            told.add(json);
        }

        @Override
        public void ping() {}

        @Override
        public void close(Closing why) {
            closings.add(why);
        }
    }

    private static final class Hello implements Welcome {
        @Override
        public ServerMessage.Joined joined(ParticipantId who, RoomState state, Seat seat) {
            Participant you = state.participant(who).orElseThrow();
            return new ServerMessage.Joined(
                    "1",
                    you.view(),
                    Views.of(state, you),
                    List.of(),
                    30,
                    "key",
                    new SlotCounts(3, 9),
                    List.of(),
                    new MediaProfile(new MediaProfile.CameraProfile(List.of())));
        }

        @Override
        public ServerMessage.Waiting waiting(ParticipantId who, RoomState state) {
            return new ServerMessage.Waiting("1", who, state.placeInLine(who), null, 30, "key");
        }
    }

    private void adaJoins() {
        Outcome outcome = room.join(People.join("ada", Role.HOST), ada, LiveRoom.Before.NOTHING, new Hello());
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        ada.told.clear();
    }

    /// As another instance does it: this copy is not told.
    private void bobJoinsElsewhere() {
        RoomState before = real.load(People.DAILY);
        RoomState after = People.after(before, People.member("ada"), People.join("bob", Role.GUEST));
        RoomAsk.Join join = People.join("bob", Role.GUEST);
        assertThat(new LiveRoom(People.DAILY, new Rooms.Tools(real, Refill.NOTHING, rules, Runnable::run))
                        .ask(People.member("ada"), join, LiveRoom.Before.NOTHING))
                .isInstanceOf(Outcome.Done.class);
        assertThat(real.load(People.DAILY).version()).isEqualTo(after.version());
    }

    @Test
    @DisplayName("asks again until it knows what it missed, and tells it once")
    void asksAgain() {
        adaJoins();
        bobJoinsElsewhere();
        store.goAway();
        room.onResumed();
        rooms.tick();
        assertThat(ada.told).isEmpty();
        store.comeBack();
        rooms.tick();
        rooms.tick();
        assertThat(ada.told).singleElement().asString().contains("participantJoined", "bob");
    }

    @Test
    @DisplayName("gives it back to a store that has forgotten everything")
    void emptied() {
        adaJoins();
        store.goAway();
        room.onResumed();
        RoomStore empty = MemoryStores.create().rooms();
        store.comeBackAs(empty);
        rooms.tick();
        assertThat(ada.closings).isEmpty();
        assertThat(empty.load(People.DAILY)).isEqualTo(room.state());
    }

    @Test
    @DisplayName("gives a replica that had not heard it the change it confirmed")
    void putBack() {
        adaJoins();
        RoomStore replica = replica();
        adaIsRenamed("Ada L.");
        store.goAway();
        room.onResumed();
        store.comeBackAs(replica);
        rooms.tick();
        assertThat(ada.closings).isEmpty();
        assertThat(replica.load(People.DAILY)).isEqualTo(room.state());
    }

    @Test
    @DisplayName("notices that a replica has heard something else instead, though the version is the same")
    void anotherPast() {
        adaJoins();
        RoomStore replica = replica();
        adaIsRenamed("Ada L.");
        renamedElsewhere(replica);
        store.goAway();
        room.onResumed();
        store.comeBackAs(replica);
        rooms.tick();
        assertThat(ada.closings).containsExactly(Closing.RESTART);
        assertThat(room.state()).isEqualTo(replica.load(People.DAILY));
    }

    @Test
    @DisplayName("asks before it decides anything on a past that may be over")
    void asksFirst() {
        adaJoins();
        RoomStore replica = replica();
        adaIsRenamed("Ada L.");
        renamedElsewhere(replica);
        store.goAway();
        assertThatThrownBy(() -> adaIsRenamed("Ada M.")).isInstanceOf(StoreUnavailable.class);
        store.comeBackAs(replica);
        room.ask(People.member("ada"), new RoomAsk.RaiseHand(true, People.NOON), LiveRoom.Before.NOTHING);
        Participant now =
                replica.load(People.DAILY).participant(People.id("ada")).orElseThrow();
        assertThat(now.name()).isEqualTo("Ada B.");
        assertThat(now.hand()).isEqualTo(People.NOON);
    }

    private static void renamedElsewhere(RoomStore replica) {
        RoomState before = replica.load(People.DAILY);
        List<RoomEvent> other = List.of(new RoomEvent.Renamed(People.id("ada"), "Ada B."));
        assertThat(replica.append(before, other, before.apply(other))).isTrue();
    }

    private void adaIsRenamed(String name) {
        assertThat(room.ask(People.member("ada"), new RoomAsk.Rename(name), LiveRoom.Before.NOTHING))
                .isInstanceOf(Outcome.Done.class);
    }

    /// Of what the store has now.
    private RoomStore replica() {
        RoomStore replica = MemoryStores.create().rooms();
        List<RoomEvent> all = real.since(People.DAILY, 0).orElseThrow().stream()
                .map(Versioned::event)
                .toList();
        RoomState absent = RoomState.absent(People.DAILY);
        assertThat(replica.append(absent, all, absent.apply(all))).isTrue();
        return replica;
    }
}
