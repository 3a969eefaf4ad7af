package dev.parley.signaling.rooms;

import static dev.parley.signaling.rooms.People.NOON;
import static dev.parley.signaling.rooms.People.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.client.LeaveReason;
import dev.parley.room.Role;
import dev.parley.room.Source;
import dev.parley.signaling.store.RoomStore;
import dev.parley.signaling.store.memory.MemoryStores;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;

@Label("whatever anyone asks, in whatever order")
class RoomInvariantsTest {
    private static final RoomRules RULES = new RoomRules(new RoomLimits(4));
    private static final List<String> NAMES = List.of("ada", "bob", "eve", "kim", "leo", "mia");

    record Step(Actor actor, RoomAsk ask) {}

    @Property(tries = 500)
    @Label("the room stays a room")
    void invariants(@ForAll("steps") @Size(max = 60) List<Step> steps) {
        RoomState room = RoomState.absent(People.DAILY);
        for (Step step : steps) {
            if (RULES.decide(room, step.actor(), step.ask()) instanceof Decision.Accepted(var events, var _)) {
                room = check(room, events);
            }
        }
    }

    @Property(tries = 200)
    @Label("the store holds exactly what the rules say, and the log replays to it")
    void storeAgrees(@ForAll("steps") @Size(max = 60) List<Step> steps) {
        RoomStore store = MemoryStores.create().rooms();
        RoomState room = RoomState.absent(People.DAILY);
        RoomState replayed = room;
        for (Step step : steps) {
            if (RULES.decide(room, step.actor(), step.ask()) instanceof Decision.Accepted(var events, var _)) {
                RoomState after = room.apply(events);
                assertThat(store.append(room, events, after)).isTrue();
                if (after.closed()) {
                    room = RoomState.absent(People.DAILY);
                    replayed = room;
                } else {
                    for (Versioned missed :
                            store.since(People.DAILY, replayed.version()).orElse(List.of())) {
                        replayed = replayed.apply(missed.event());
                    }
                    room = after;
                }
                assertThat(store.load(People.DAILY)).isEqualTo(room);
                assertThat(replayed).isEqualTo(room);
            }
        }
    }

    private static RoomState check(RoomState before, List<RoomEvent> events) {
        RoomState room = before;
        for (RoomEvent event : events) {
            RoomState after = room.apply(event);
            assertThat(after.version()).isEqualTo(room.version() + 1);
            if (!(event instanceof RoomEvent.Created)) {
                assertThat(new Versioned(after.version(), event).message(after)).isPresent();
            }
            room = after;
        }
        assertThat(room.participants()).hasSizeLessThanOrEqualTo(4);
        Set<Long> csrcs = new HashSet<>();
        Set<String> identities = new HashSet<>();
        for (Participant it : room.participants().values()) {
            assertThat(identities.add(it.identity()))
                    .as("one place per identity")
                    .isTrue();
            for (Publication track : it.publications()) {
                assertThat(csrcs.add(track.csrc())).as("csrcs are unique").isTrue();
                assertThat(track.csrc()).isBetween(1L, 0xFFFF_FFFFL);
                assertThat(!track.active() || it.mayPublish(track.source()))
                        .as("only who may publish does")
                        .isTrue();
            }
        }
        return room.closed() ? RoomState.absent(People.DAILY) : room;
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(actors(), asks()).as(Step::new).list();
    }

    private static Arbitrary<String> names() {
        return Arbitraries.of(NAMES);
    }

    private static Arbitrary<Actor> actors() {
        return Arbitraries.oneOf(names().map(People::member), Arbitraries.just((Actor) new Actor.Server()));
    }

    private static Arbitrary<RoomAsk> asks() {
        Arbitrary<Role> roles = Arbitraries.of(Role.class);
        Arbitrary<Source> sources = Arbitraries.of(Source.class);
        Arbitrary<Boolean> yesNo = Arbitraries.of(true, false);
        Arbitrary<RoomAsk> joins = Combinators.combine(names(), roles).as(People::join);
        return Arbitraries.oneOf(
                joins,
                joins,
                names().map(it -> new RoomAsk.Leave(id(it), LeaveReason.LEFT)),
                names().map(it -> new RoomAsk.Disconnect(id(it), "socket-" + it)),
                names().map(it -> new RoomAsk.Remove(id(it), null)),
                Combinators.combine(sources, yesNo, yesNo).as(RoomAsk.SetPublishing::new),
                Combinators.combine(names(), sources, yesNo).as((n, s, m) -> new RoomAsk.SetMuted(id(n), s, m)),
                Combinators.combine(names(), roles).as((n, r) -> new RoomAsk.SetRole(id(n), r)),
                yesNo.map(it -> new RoomAsk.RaiseHand(it, NOON)),
                Arbitraries.strings().ofMaxLength(70).map(RoomAsk.Rename::new),
                Arbitraries.strings().ofMaxLength(20).map(it -> new RoomAsk.Chat(it, NOON)),
                Arbitraries.frequencyOf(
                        Tuple.of(1, Arbitraries.just(new RoomAsk.Close("ended"))),
                        Tuple.of(9, Arbitraries.just(new RoomAsk.Create("x", NOON)))));
    }
}
