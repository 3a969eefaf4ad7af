package dev.parley.signaling.rooms.rules;

import static dev.parley.signaling.rooms.People.NOON;
import static dev.parley.signaling.rooms.People.after;
import static dev.parley.signaling.rooms.People.id;
import static dev.parley.signaling.rooms.People.join;
import static dev.parley.signaling.rooms.People.member;
import static dev.parley.signaling.rooms.People.roomOf;
import static dev.parley.signaling.rooms.rules.Verdicts.decide;
import static dev.parley.signaling.rooms.rules.Verdicts.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.client.ChatMessage;
import dev.parley.protocol.client.LeaveReason;
import dev.parley.protocol.meeting.BreakoutAssignment;
import dev.parley.protocol.meeting.BreakoutChoice;
import dev.parley.room.BreakoutId;
import dev.parley.room.Role;
import dev.parley.signaling.rooms.Actor;
import dev.parley.signaling.rooms.Breakouts;
import dev.parley.signaling.rooms.Decision;
import dev.parley.signaling.rooms.Notice;
import dev.parley.signaling.rooms.Participant;
import dev.parley.signaling.rooms.Refusal;
import dev.parley.signaling.rooms.RoomAsk;
import dev.parley.signaling.rooms.RoomState;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("breakouts")
class BreakoutRoomsTest {
    private static final Actor SERVER = new Actor.Server();
    private static final Actor HOST = member("host");

    private static RoomState meeting(int guests) {
        RoomState room = roomOf(Role.HOST, Role.VIEWER);
        for (int i = 1; i <= guests; i++) {
            room = after(room, SERVER, join("guest-" + i, Role.GUEST));
        }
        return room;
    }

    private static RoomAsk.OpenBreakouts open(BreakoutChoice choice, int count, BreakoutAssignment... named) {
        List<String> names = Collections.nCopies(count, "Breakout");
        return new RoomAsk.OpenBreakouts(names, choice, List.of(named), 10, new RoomAsk.OpenBreakouts.Start(7, NOON));
    }

    private static @Nullable BreakoutId place(RoomState room, String who) {
        return room.participant(id(who)).orElseThrow().breakout();
    }

    private static BreakoutId breakout(RoomState room, int index) {
        return Objects.requireNonNull(room.breakouts()).rooms().get(index).id();
    }

    private static Map<BreakoutId, Long> sizes(RoomState room) {
        return room.participants().values().stream()
                .filter(it -> it.breakout() != null)
                .collect(Collectors.groupingBy(it -> Objects.requireNonNull(it.breakout()), Collectors.counting()));
    }

    @Test
    @DisplayName("chance deals people out evenly, and leaves the host and those who only watch where they are")
    void random() {
        RoomState room = after(meeting(500), HOST, open(BreakoutChoice.RANDOM, 50));
        assertThat(sizes(room).values()).hasSize(50).containsOnly(10L);
        assertThat(place(room, "host")).isNull();
        assertThat(place(room, "viewer")).isNull();
    }

    @Test
    @DisplayName("whoever is named goes where they are named, and chance fills up the rest")
    void named() {
        var first = new BreakoutAssignment(id("guest-1"), 1);
        var second = new BreakoutAssignment(id("guest-2"), 1);
        var gone = new BreakoutAssignment(id("nobody"), 0);
        RoomState room = after(meeting(6), HOST, open(BreakoutChoice.RANDOM, 2, first, second, gone));
        assertThat(place(room, "guest-1")).isEqualTo(breakout(room, 1));
        assertThat(place(room, "guest-2")).isEqualTo(breakout(room, 1));
        assertThat(sizes(room).values()).containsExactly(3L, 3L);
        RoomState byHand = after(meeting(6), HOST, open(BreakoutChoice.MANUAL, 2, first));
        assertThat(sizes(byHand).values()).containsExactly(1L);
    }

    @Test
    @DisplayName("whoever comes late goes where the fewest are, whoever comes back to where they were")
    void late() {
        RoomState room = after(meeting(5), HOST, open(BreakoutChoice.RANDOM, 2));
        BreakoutId where = Objects.requireNonNull(place(room, "guest-1"));
        room = after(room, SERVER, new RoomAsk.Leave(id("guest-1"), LeaveReason.TIMEOUT));
        room = after(room, SERVER, join("late", Role.GUEST));
        assertThat(sizes(room).values()).allMatch(it -> it == 2 || it == 3);
        room = after(room, SERVER, join("guest-1", Role.GUEST));
        assertThat(place(room, "guest-1")).isEqualTo(where);
        assertThat(place(after(room, SERVER, join("boss", Role.HOST)), "boss"))
                .as("a co-host is dealt like anybody")
                .isNotNull();
    }

    @Test
    @DisplayName("where the choice is free everyone chooses for themselves; else only those who moderate move people")
    void choose() {
        RoomState free = after(meeting(2), HOST, open(BreakoutChoice.FREE, 2));
        var self = new RoomAsk.AssignBreakout(id("guest-1"), breakout(free, 1));
        assertThat(place(after(free, member("guest-1"), self), "guest-1")).isEqualTo(breakout(free, 1));
        assertThat(verdict(free, member("guest-2"), self)).isEqualTo("not-moderator");
        assertThat(decide(free, HOST, new RoomAsk.AssignBreakout(id("guest-1"), new BreakoutId("b1-1"))))
                .isEqualTo(new Decision.Refused(Refusal.NO_SUCH_BREAKOUT, "b1-1", "a breakout that is open"));
        RoomState manual = after(meeting(2), HOST, open(BreakoutChoice.MANUAL, 2));
        assertThat(verdict(manual, member("guest-1"), self)).isEqualTo("not-moderator");
        RoomState visiting = after(manual, HOST, new RoomAsk.AssignBreakout(id("host"), breakout(manual, 0)));
        assertThat(place(after(visiting, HOST, new RoomAsk.AssignBreakout(id("host"), null)), "host"))
                .isNull();
    }

    @Test
    @DisplayName("a breakout's chat begins empty and goes with it; the main room's chat is intact afterwards")
    void chat() {
        RoomState room = meeting(2);
        room = after(room, HOST, new RoomAsk.Chat("before", null, NOON));
        room = after(room, HOST, open(BreakoutChoice.RANDOM, 1));
        BreakoutId red = breakout(room, 0);
        assertThat(room.board().chatIn(red)).isEmpty();
        for (int i = 0; i < 120; i++) {
            room = after(room, member("guest-1"), new RoomAsk.Chat("inside " + i, null, NOON));
        }
        room = after(room, member("guest-1"), new RoomAsk.Chat("psst", id("host"), NOON));
        assertThat(room.board().chatIn(red)).hasSize(100);
        assertThat(room.board().chatIn(null)).extracting(ChatMessage::text).containsExactly("before");
        Participant guest2 = room.participant(id("guest-2")).orElseThrow();
        assertThat(room.board().chatFor(guest2.id(), guest2.breakout()))
                .extracting(ChatMessage::text)
                .doesNotContain("psst", "before");
        room = after(room, HOST, new RoomAsk.CloseBreakouts(null, NOON));
        assertThat(room.board().chat().all()).extracting(ChatMessage::text).containsExactly("before", "psst");
        assertThat(room.breakouts()).isNull();
        assertThat(sizes(room)).isEmpty();
    }

    @Test
    @DisplayName("the timer warns a minute before and ends them; a timer that was moved on says nothing")
    void timer() {
        RoomState room = after(meeting(2), HOST, open(BreakoutChoice.RANDOM, 1));
        assertThat(decide(room, SERVER, new RoomAsk.WarnBreakouts(NOON.plusSeconds(540))))
                .isEqualTo(Decision.tell(new Notice.BreakoutsEnding(60)));
        assertThat(decide(room, SERVER, new RoomAsk.EndBreakouts(NOON.plusSeconds(599))))
                .isEqualTo(Decision.accept());
        assertThat(after(room, SERVER, new RoomAsk.EndBreakouts(NOON.plusSeconds(600)))
                        .breakouts())
                .isNull();

        RoomState moved = after(room, HOST, new RoomAsk.CloseBreakouts(2, NOON.plusSeconds(590)));
        assertThat(Objects.requireNonNull(moved.breakouts()).endsAt()).isEqualTo(NOON.plusSeconds(710));
        assertThat(decide(moved, SERVER, new RoomAsk.EndBreakouts(NOON.plusSeconds(600))))
                .isEqualTo(Decision.accept());
        assertThat(decide(moved, SERVER, new RoomAsk.WarnBreakouts(NOON.plusSeconds(600))))
                .isEqualTo(Decision.accept());
        assertThat(verdict(room, HOST, new RoomAsk.CloseBreakouts(0, NOON))).isEqualTo("minutes-not-valid");
    }

    @Test
    @DisplayName("opened anew they are others, so that nothing late is taken for something new")
    void anew() {
        RoomState room = after(meeting(2), HOST, open(BreakoutChoice.RANDOM, 1));
        Breakouts first = Objects.requireNonNull(room.breakouts());
        room = after(room, HOST, new RoomAsk.CloseBreakouts(null, NOON));
        room = after(room, HOST, open(BreakoutChoice.RANDOM, 1));
        assertThat(breakout(room, 0)).isNotEqualTo(first.rooms().getFirst().id());
        assertThat(decide(room, HOST, open(BreakoutChoice.RANDOM, 101)))
                .as("one is open")
                .isEqualTo(Decision.refuse(Refusal.BREAKOUTS_OPEN));
        assertThat(decide(meeting(1), HOST, open(BreakoutChoice.RANDOM, 101)))
                .isEqualTo(new Decision.Refused(Refusal.BREAKOUTS_NOT_VALID, "101 names", "1..100 names"));
    }
}
