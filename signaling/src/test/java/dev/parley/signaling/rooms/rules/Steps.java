package dev.parley.signaling.rooms.rules;

import static dev.parley.signaling.rooms.People.NOON;
import static dev.parley.signaling.rooms.People.id;

import dev.parley.protocol.client.LeaveReason;
import dev.parley.protocol.meeting.BreakoutChoice;
import dev.parley.protocol.meeting.HostLeaves;
import dev.parley.protocol.meeting.SettingsChange;
import dev.parley.room.BreakoutId;
import dev.parley.room.Role;
import dev.parley.room.Source;
import dev.parley.signaling.rooms.Actor;
import dev.parley.signaling.rooms.People;
import dev.parley.signaling.rooms.RoomAsk;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/// Anyone who asks anything. Ids of messages, polls and breakouts are small numbers, so that many of them hit.
public final class Steps {
    private static final List<String> NAMES = List.of("ada", "bob", "eve", "kim", "leo", "mia");
    private static final Arbitrary<Boolean> YES_NO = Arbitraries.of(true, false);
    private static final Arbitrary<Source> SOURCES = Arbitraries.of(Source.class);

    private Steps() {}

    public record Step(Actor actor, RoomAsk ask) {}

    public static Arbitrary<List<Step>> any() {
        return Combinators.combine(actors(), asks()).as(Step::new).list();
    }

    private static Arbitrary<String> names() {
        return Arbitraries.of(NAMES);
    }

    private static Arbitrary<String> ids() {
        return Arbitraries.integers().between(1, 40).map(it -> Integer.toString(it));
    }

    private static Arbitrary<BreakoutId> breakouts() {
        return Combinators.combine(ids(), Arbitraries.of(1, 2)).as((at, n) -> new BreakoutId("b" + at + "-" + n));
    }

    private static Arbitrary<Actor> actors() {
        return Arbitraries.oneOf(names().map(People::member), Arbitraries.just((Actor) new Actor.Server()));
    }

    private static Arbitrary<RoomAsk> asks() {
        return Arbitraries.frequencyOf(
                Tuple.of(6, comingAndGoing()),
                Tuple.of(3, moderating()),
                Tuple.of(2, writing()),
                Tuple.of(2, breakingOut()));
    }

    private static Arbitrary<RoomAsk> comingAndGoing() {
        Arbitrary<Role> roles = Arbitraries.of(Role.class);
        Arbitrary<RoomAsk> joins = Combinators.combine(names(), roles).as(People::join);
        return Arbitraries.oneOf(
                joins,
                joins,
                joins,
                names().map(it -> new RoomAsk.Leave(id(it), LeaveReason.LEFT)),
                names().map(it -> new RoomAsk.Leave(id(it), LeaveReason.TIMEOUT)),
                names().map(it -> new RoomAsk.Disconnect(id(it), "socket-" + it)),
                Combinators.combine(SOURCES, YES_NO, YES_NO).as(RoomAsk.SetPublishing::new),
                YES_NO.map(it -> new RoomAsk.RaiseHand(it, NOON)),
                Arbitraries.strings().ofMaxLength(70).map(RoomAsk.Rename::new),
                Arbitraries.frequencyOf(
                        Tuple.of(1, Arbitraries.just(new RoomAsk.Close("ended"))),
                        Tuple.of(1, Arbitraries.just(new RoomAsk.EndEmpty())),
                        Tuple.of(9, Arbitraries.just(new RoomAsk.Create("x", SettingsChange.NONE, NOON)))));
    }

    private static Arbitrary<RoomAsk> moderating() {
        Arbitrary<Role> roles = Arbitraries.of(Role.class);
        Arbitrary<RoomAsk> settings = Combinators.combine(
                        YES_NO.injectNull(0.7),
                        YES_NO.injectNull(0.5),
                        YES_NO.injectNull(0.7),
                        YES_NO.injectNull(0.7),
                        YES_NO.injectNull(0.7),
                        YES_NO.injectNull(0.7),
                        Arbitraries.of(HostLeaves.class).injectNull(0.7))
                .as(SettingsChange::new)
                .map(RoomAsk.ChangeSettings::new);
        return Arbitraries.oneOf(
                settings,
                names().map(it -> new RoomAsk.Remove(id(it), null)),
                names().map(RoomAsk.Pardon::new),
                Combinators.combine(names(), SOURCES, YES_NO).as((n, s, m) -> new RoomAsk.SetMuted(id(n), s, m)),
                SOURCES.map(RoomAsk.MuteAll::new),
                Combinators.combine(names(), SOURCES).as((n, s) -> new RoomAsk.AskUnmute(id(n), s)),
                Combinators.combine(names(), roles).as((n, r) -> new RoomAsk.SetRole(id(n), r)),
                names().map(it -> new RoomAsk.Spotlight(id(it))),
                names().map(it -> new RoomAsk.LowerHand(id(it))),
                names().map(it -> new RoomAsk.Admit(List.of(id(it)))),
                Arbitraries.just(new RoomAsk.Admit(List.of())),
                names().map(it -> new RoomAsk.Deny(id(it), null)),
                names().map(it -> new RoomAsk.EndWaiting(id(it))),
                Arbitraries.strings().ofMaxLength(9).injectNull(0.2).map(RoomAsk.TellWaiting::new));
    }

    private static Arbitrary<RoomAsk> writing() {
        Arbitrary<String> texts = Arbitraries.strings().ofMaxLength(20);
        Arbitrary<List<Integer>> choices =
                Arbitraries.integers().between(0, 2).list().ofMaxSize(2);
        return Arbitraries.oneOf(
                texts.map(it -> new RoomAsk.Chat(it, null, NOON)),
                Combinators.combine(texts, names()).as((text, to) -> new RoomAsk.Chat(text, id(to), NOON)),
                Combinators.combine(ids(), texts).as((at, text) -> new RoomAsk.EditChat(at, text, NOON)),
                ids().map(RoomAsk.DeleteChat::new),
                YES_NO.map(it -> new RoomAsk.OpenPoll("?", List.of("a", "b"), it)),
                Combinators.combine(ids(), choices).as(RoomAsk.Vote::new),
                ids().map(RoomAsk.ClosePoll::new),
                Arbitraries.just(new RoomAsk.AskQuestion("?", NOON)),
                Combinators.combine(ids(), YES_NO).as(RoomAsk.UpvoteQuestion::new),
                ids().map(it -> new RoomAsk.AnswerQuestion(it, null)),
                ids().map(RoomAsk.DismissQuestion::new));
    }

    private static Arbitrary<RoomAsk> breakingOut() {
        Arbitrary<RoomAsk> opens = Combinators.combine(
                        Arbitraries.of(BreakoutChoice.class),
                        Arbitraries.longs(),
                        Arbitraries.of(1, 5).injectNull(0.5))
                .as((choice, seed, minutes) -> new RoomAsk.OpenBreakouts(
                        List.of("Red", "Blue"),
                        choice,
                        List.of(),
                        minutes,
                        new RoomAsk.OpenBreakouts.Start(seed, NOON)));
        return Arbitraries.oneOf(
                opens,
                opens,
                Combinators.combine(names(), breakouts().injectNull(0.2))
                        .as((who, to) -> new RoomAsk.AssignBreakout(id(who), to)),
                Arbitraries.of(1, 5).injectNull(0.5).map(it -> new RoomAsk.CloseBreakouts(it, NOON)),
                Arbitraries.just(new RoomAsk.EndBreakouts(NOON.plusSeconds(90))));
    }
}
