package dev.parley.signaling.rooms.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.client.LeaveReason;
import dev.parley.protocol.meeting.HostLeaves;
import dev.parley.room.Role;
import dev.parley.signaling.rooms.Decision;
import dev.parley.signaling.rooms.Participant;
import dev.parley.signaling.rooms.People;
import dev.parley.signaling.rooms.Publication;
import dev.parley.signaling.rooms.RoomEvent;
import dev.parley.signaling.rooms.RoomLimits;
import dev.parley.signaling.rooms.RoomState;
import dev.parley.signaling.rooms.rules.Steps.Step;
import dev.parley.signaling.rooms.telling.Audience;
import dev.parley.signaling.rooms.telling.Telling;
import dev.parley.signaling.rooms.telling.Told;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

@Label("whatever anyone asks, in whatever order")
class RoomInvariantsTest {
    private static final RoomLimits LIMITS = new RoomLimits(4, 2);
    private static final RoomRules RULES = new RoomRules(LIMITS);

    @Provide
    Arbitrary<List<Step>> steps() {
        return Steps.any();
    }

    @Property(tries = 1_000)
    @Label("the room stays a room")
    void invariants(@ForAll("steps") @Size(max = 80) List<Step> steps) {
        RoomState room = RoomState.absent(People.DAILY);
        Set<String> removed = new HashSet<>();
        for (Step step : steps) {
            if (RULES.decide(room, step.actor(), step.ask()) instanceof Decision.Accepted(var events, var _)) {
                for (RoomEvent event : events) {
                    note(removed, room, event);
                    RoomState after = room.apply(event);
                    assertThat(after.version()).isEqualTo(room.version() + 1);
                    told(room, after, event);
                    room = after;
                }
                // Between the events of one ask a rule may be broken, as when one host makes way for another.
                people(room, removed);
                places(room);
                if (!events.isEmpty() && events.getFirst() instanceof RoomEvent.Left left && !room.closed()) {
                    succession(room, left);
                }
            }
        }
    }

    private static void note(Set<String> removed, RoomState room, RoomEvent event) {
        switch (event) {
            case RoomEvent.Left(var who, var reason, var _)
            when reason == LeaveReason.REMOVED ->
                removed.add(room.participant(who).orElseThrow().identity());
            case RoomEvent.Pardoned(var identity) -> removed.remove(identity);
            case RoomEvent.Created _ -> removed.clear();
            case RoomEvent _ -> {}
        }
    }

    private static void people(RoomState room, Set<String> removed) {
        assertThat(room.viewers()).isLessThanOrEqualTo(LIMITS.viewers() + LIMITS.participants());
        Set<Long> csrcs = new HashSet<>();
        Set<String> identities = new HashSet<>();
        room.everyone().forEach(it -> {
            assertThat(identities.add(it.identity()))
                    .as("one place per identity")
                    .isTrue();
            assertThat(removed).as("a removed person does not return").doesNotContain(it.identity());
            for (Publication track : it.publications()) {
                assertThat(csrcs.add(track.csrc())).as("csrcs are unique").isTrue();
                assertThat(track.csrc()).isBetween(1L, 0xFFFF_FFFFL);
                assertThat(!track.active() || it.mayPublish(track.source()))
                        .as("only who may publish does")
                        .isTrue();
            }
        });
        assertThat(room.participants().values().stream().filter(it -> it.role() == Role.HOST))
                .as("one host at most")
                .hasSizeLessThanOrEqualTo(1);
        assertThat(room.waiting().keySet()).as("nobody is in and waits").noneMatch(room::has);
        var spotlight = room.meta().spotlight();
        assertThat(spotlight == null || room.has(spotlight))
                .as("nobody absent is spotlit")
                .isTrue();
    }

    /// Nobody is in a place that is not there; those who wait are nowhere.
    private static void places(RoomState room) {
        var open = room.breakouts();
        room.participants().values().stream()
                .map(Participant::breakout)
                .filter(it -> it != null)
                .forEach(it -> assertThat(open != null && open.has(it)).isTrue());
        assertThat(room.waiting().values()).allMatch(it -> it.breakout() == null);
        assertThat(room.board().chat().all())
                .as("no message of a place that is gone")
                .allMatch(it -> it.breakout() == null || (open != null && open.has(it.breakout())));
    }

    private static void succession(RoomState room, RoomEvent.Left left) {
        boolean somebody = room.participants().values().stream()
                .anyMatch(it -> it.role() == Role.COHOST || it.role() == Role.GUEST);
        boolean hosted = room.host().isPresent();
        assertThat(hosted || !somebody || room.settings().hostLeaves() == HostLeaves.END || neverHosted(room))
                .as("after %s somebody hosts", left)
                .isTrue();
    }

    /// Guests alone, whose host has never come, have none.
    private static boolean neverHosted(RoomState room) {
        return room.participants().values().stream().noneMatch(it -> it.stay().grantedRole() == Role.HOST);
    }

    /// Whoever waits is told nothing, and a private message reaches two people at most.
    private static void told(RoomState before, RoomState after, RoomEvent event) {
        for (Told told : new Telling(before, after).of(event)) {
            if (told.to() instanceof Audience.Only(var few)) {
                assertThat(few)
                        .as("%s", event)
                        .noneMatch(who -> after.waiting(who).isPresent());
            }
            if (event instanceof RoomEvent.Chatted(var message) && message.to() != null) {
                assertThat(after.participants().values().stream().filter(told.to()::includes))
                        .hasSizeLessThanOrEqualTo(2);
            }
            if (event instanceof RoomEvent.Chatted(var message) && message.to() == null) {
                assertThat(after.participants().values().stream().filter(told.to()::includes))
                        .as("only who is there reads it")
                        .allMatch(it -> Objects.equals(it.breakout(), message.breakout()));
            }
        }
    }
}
