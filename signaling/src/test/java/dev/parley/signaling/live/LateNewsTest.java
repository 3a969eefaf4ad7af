package dev.parley.signaling.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.client.MediaProfile;
import dev.parley.protocol.client.ServerMessage;
import dev.parley.protocol.client.SlotCounts;
import dev.parley.room.ParticipantId;
import dev.parley.room.Role;
import dev.parley.signaling.rooms.Participant;
import dev.parley.signaling.rooms.People;
import dev.parley.signaling.rooms.RoomAsk;
import dev.parley.signaling.rooms.RoomLimits;
import dev.parley.signaling.rooms.RoomState;
import dev.parley.signaling.rooms.rules.RoomRules;
import dev.parley.signaling.rooms.telling.Views;
import dev.parley.signaling.store.RoomStore;
import dev.parley.signaling.store.memory.MemoryStores;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("a room whose store was away when its news came back")
class LateNewsTest {
    private final RoomStore real = MemoryStores.create().rooms();
    private final AwayStore store = new AwayStore(real);
    private final RoomRules rules = new RoomRules(RoomLimits.STANDARD);
    private final Rooms rooms = new Rooms(new Rooms.Tools(store, Refill.NOTHING, rules, Runnable::run));
    private final LiveRoom room = rooms.acquire(People.DAILY);
    private final Ears ada = new Ears();

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
    @DisplayName("sends its people away for a fresh view when everything in it is gone")
    void emptied() {
        adaJoins();
        store.goAway();
        room.onResumed();
        store.comeBackEmpty();
        assertThat(ada.closings).isEmpty();
        rooms.tick();
        assertThat(ada.closings).containsExactly(Closing.RESTART);
    }
}
