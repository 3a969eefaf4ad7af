package dev.parley.signaling.rooms.rules;

import static dev.parley.signaling.rooms.Decision.accept;
import static dev.parley.signaling.rooms.Decision.refuse;
import static dev.parley.signaling.rooms.Decision.tell;

import dev.parley.protocol.meeting.BreakoutAssignment;
import dev.parley.protocol.meeting.BreakoutChoice;
import dev.parley.protocol.meeting.BreakoutView;
import dev.parley.protocol.meeting.ParticipantMoved;
import dev.parley.room.BreakoutId;
import dev.parley.room.ParticipantId;
import dev.parley.room.Role;
import dev.parley.signaling.rooms.Breakouts;
import dev.parley.signaling.rooms.Decision;
import dev.parley.signaling.rooms.Notice;
import dev.parley.signaling.rooms.Participant;
import dev.parley.signaling.rooms.Refusal;
import dev.parley.signaling.rooms.RoomAsk;
import dev.parley.signaling.rooms.RoomEvent;
import dev.parley.signaling.rooms.RoomLimits;
import dev.parley.signaling.rooms.RoomState;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Breakouts: opening, who goes where, and coming back. They belong to their meeting (ADR-0012), so nobody can be
/// in two places, and all of it is decided at once.
public final class BreakoutRules {
    /// Long enough to finish a thought.
    public static final Duration WARNING = Duration.ofSeconds(60);

    /// Who speaks when the application's own server does.
    private static final String SERVER_NAME = "Organizer";

    private BreakoutRules() {}

    static Decision open(RoomState room, RoomAsk.OpenBreakouts ask) {
        if (room.breakouts() != null) {
            return refuse(Refusal.BREAKOUTS_OPEN);
        }
        Optional<Decision> problem = problem(ask).or(() -> minutesProblem(ask.minutes()));
        if (problem.isPresent()) {
            return problem.get();
        }
        long version = room.version() + 1;
        List<BreakoutView> rooms = IntStream.range(0, ask.names().size())
                .mapToObj(i -> new BreakoutView(
                        new BreakoutId("b" + version + "-" + (i + 1)),
                        ask.names().get(i).strip()))
                .toList();
        List<ParticipantMoved> moved = dealt(room, ask, rooms);
        List<Breakouts.Assignment> assignments = moved.stream()
                .map(it -> new Breakouts.Assignment(identity(room, it.participant()), it.breakout()))
                .toList();
        Instant opensAt = ask.start().at();
        var breakouts = new Breakouts(rooms, ask.choice(), opensAt, end(opensAt, ask.minutes()), assignments);
        return accept(new RoomEvent.BreakoutsOpened(breakouts, moved));
    }

    private static String identity(RoomState room, ParticipantId who) {
        return Objects.requireNonNull(room.participants().get(who)).identity();
    }

    private static Optional<Decision> problem(RoomAsk.OpenBreakouts ask) {
        int count = ask.names().size();
        if (count < 1 || count > RoomLimits.BREAKOUTS) {
            return Optional.of(new Decision.Refused(
                    Refusal.BREAKOUTS_NOT_VALID, count + " names", "1.." + RoomLimits.BREAKOUTS + " names"));
        }
        Optional<Decision> name = ask.names().stream()
                .map(TextRule.BREAKOUT_NAME::problem)
                .filter(Objects::nonNull)
                .findFirst();
        return name.or(() -> ask.assignments().stream()
                .filter(it -> it.index() < 0 || it.index() >= count)
                .map(it -> (Decision)
                        new Decision.Refused(Refusal.NO_SUCH_BREAKOUT, "index " + it.index(), "0.." + (count - 1)))
                .findFirst());
    }

    /// Whoever is named goes where they are named, if they are still there. The others are dealt out, one by one to
    /// where the fewest are, if chance decides.
    private static List<ParticipantMoved> dealt(RoomState room, RoomAsk.OpenBreakouts ask, List<BreakoutView> rooms) {
        Map<ParticipantId, BreakoutId> places = new LinkedHashMap<>();
        var counts = new int[rooms.size()];
        for (BreakoutAssignment named : ask.assignments()) {
            if (room.has(named.participant())
                    && places.put(named.participant(), rooms.get(named.index()).id()) == null) {
                counts[named.index()]++;
            }
        }
        if (ask.choice() == BreakoutChoice.RANDOM) {
            var others = new ArrayList<>(room.participants().values().stream()
                    .filter(it -> isDealt(it) && !places.containsKey(it.id()))
                    .toList());
            Collections.shuffle(others, new Random(ask.start().seed()));
            for (Participant other : others) {
                int least = IntStream.range(0, counts.length)
                        .boxed()
                        .min(Comparator.comparingInt(i -> counts[i]))
                        .orElseThrow();
                counts[least]++;
                places.put(other.id(), rooms.get(least).id());
            }
        }
        return places.entrySet().stream()
                .map(it -> new ParticipantMoved(it.getKey(), it.getValue()))
                .toList();
    }

    private static boolean isDealt(Participant them) {
        return them.role() != Role.HOST && them.role() != Role.VIEWER;
    }

    /// Where a newcomer belongs while breakouts are open: where they were assigned before, or where chance would send
    /// them; else the main room.
    static Participant settled(RoomState room, Participant newcomer) {
        Breakouts open = room.breakouts();
        if (open == null) {
            return newcomer;
        }
        Optional<Breakouts.Assignment> known = open.of(newcomer.identity());
        if (known.isPresent()) {
            return newcomer.in(known.get().breakout());
        }
        return open.choice() == BreakoutChoice.RANDOM && isDealt(newcomer)
                ? newcomer.in(emptiest(room, open))
                : newcomer;
    }

    private static BreakoutId emptiest(RoomState room, Breakouts open) {
        return open.rooms().stream()
                .map(BreakoutView::id)
                .min(Comparator.comparingLong(id -> room.participants().values().stream()
                        .filter(it -> id.equals(it.breakout()))
                        .count()))
                .orElseThrow();
    }

    static Decision assign(Powers powers, RoomAsk.AssignBreakout ask) {
        Breakouts open = powers.room().breakouts();
        if (open == null) {
            return refuse(Refusal.NO_BREAKOUTS);
        }
        BreakoutId to = ask.breakout();
        boolean chooses = ask.who().equals(powers.me()) && open.choice() == BreakoutChoice.FREE;
        if (!powers.role().moderates() && !chooses) {
            return refuse(Refusal.NOT_MODERATOR);
        }
        if (to != null && !open.has(to)) {
            return new Decision.Refused(Refusal.NO_SUCH_BREAKOUT, to.value(), "a breakout that is open");
        }
        return powers.upon(
                ask.who(),
                them -> Objects.equals(them.breakout(), to)
                        ? accept()
                        : accept(new RoomEvent.BreakoutMoved(them.id(), to)));
    }

    static Decision broadcast(Powers powers, RoomAsk.Broadcast ask) {
        Decision problem = TextRule.CHAT.problem(ask.text());
        if (problem != null) {
            return problem;
        }
        return powers.isServer()
                ? tell(new Notice.Broadcast(null, SERVER_NAME, ask.text(), ask.at()))
                : powers.asMember(me -> tell(new Notice.Broadcast(me.id(), me.name(), ask.text(), ask.at())));
    }

    static Decision close(RoomState room, RoomAsk.CloseBreakouts ask) {
        if (room.breakouts() == null) {
            return refuse(Refusal.NO_BREAKOUTS);
        }
        return minutesProblem(ask.minutes()).orElseGet(() -> {
            Instant end = end(ask.at(), ask.minutes());
            return accept(end == null ? new RoomEvent.BreakoutsClosed() : new RoomEvent.BreakoutsEndSet(end));
        });
    }

    private static Optional<Decision> minutesProblem(@Nullable Integer minutes) {
        if (minutes == null || (minutes >= 1 && minutes <= RoomLimits.BREAKOUT_MINUTES)) {
            return Optional.empty();
        }
        return Optional.of(new Decision.Refused(
                Refusal.MINUTES_NOT_VALID, minutes.toString(), "1.." + RoomLimits.BREAKOUT_MINUTES));
    }

    /// A timer that was moved on meanwhile says nothing.
    static Decision warn(RoomState room, Instant now) {
        return endsAt(room)
                .map(end -> Duration.between(now, end))
                .filter(left -> left.isPositive() && left.compareTo(WARNING) <= 0)
                .map(left -> tell(
                        new Notice.BreakoutsEnding((int) left.plusMillis(999).toSeconds())))
                .orElse(accept());
    }

    static Decision end(RoomState room, Instant now) {
        boolean due = endsAt(room).filter(end -> !end.isAfter(now)).isPresent();
        return due ? accept(new RoomEvent.BreakoutsClosed()) : accept();
    }

    private static Optional<Instant> endsAt(RoomState room) {
        return Optional.ofNullable(room.breakouts()).map(Breakouts::endsAt);
    }

    /// Timers know milliseconds; an end between two of them would be due before it has come.
    private static @Nullable Instant end(Instant from, @Nullable Integer minutes) {
        return minutes == null ? null : from.truncatedTo(ChronoUnit.MILLIS).plus(Duration.ofMinutes(minutes));
    }
}
