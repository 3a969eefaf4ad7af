package dev.parley.signaling.rooms.rules;

import static dev.parley.signaling.rooms.Decision.accept;
import static dev.parley.signaling.rooms.Decision.refuse;

import dev.parley.signaling.rooms.Decision;
import dev.parley.signaling.rooms.Participant;
import dev.parley.signaling.rooms.Refusal;
import dev.parley.signaling.rooms.RoomAsk;
import dev.parley.signaling.rooms.RoomEvent;
import dev.parley.signaling.rooms.RoomLimits;
import dev.parley.signaling.rooms.RoomState;
import dev.parley.signaling.rooms.board.Poll;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

final class PollRules {
    private PollRules() {}

    static Decision open(Powers powers, RoomAsk.OpenPoll ask) {
        RoomState room = powers.room();
        if (room.board().polls().size() >= RoomLimits.POLLS) {
            return new Decision.Refused(
                    Refusal.TOO_MANY_POLLS, room.board().polls().size() + " polls", "fewer than " + RoomLimits.POLLS);
        }
        Decision problem = problem(ask);
        String id = Long.toString(room.version() + 1);
        return problem != null
                ? problem
                : accept(new RoomEvent.PollOpened(
                        Poll.fresh(id, powers.me(), ask.question(), ask.options(), ask.multiple())));
    }

    private static @Nullable Decision problem(RoomAsk.OpenPoll ask) {
        int options = ask.options().size();
        if (options < RoomLimits.POLL_OPTIONS_MIN || options > RoomLimits.POLL_OPTIONS_MAX) {
            return new Decision.Refused(
                    Refusal.POLL_NOT_VALID,
                    options + " options",
                    RoomLimits.POLL_OPTIONS_MIN + ".." + RoomLimits.POLL_OPTIONS_MAX + " options");
        }
        Decision question = TextRule.POLL.problem(ask.question());
        Optional<Decision> option = ask.options().stream()
                .map(TextRule.OPTION::problem)
                .filter(Objects::nonNull)
                .findFirst();
        return question != null ? question : option.orElse(null);
    }

    static Decision vote(RoomState room, Participant me, RoomAsk.Vote ask, RoomLimits limits) {
        return find(room, ask.poll(), poll -> {
            if (!poll.open()) {
                return refuse(Refusal.POLL_CLOSED);
            }
            int last = poll.options().size() - 1;
            List<Integer> chosen = ask.options();
            Optional<Integer> outside =
                    chosen.stream().filter(it -> it < 0 || it > last).findFirst();
            if (outside.isPresent()) {
                return new Decision.Refused(
                        Refusal.NO_SUCH_OPTION, outside.get().toString(), "0.." + last);
            }
            if (new HashSet<>(chosen).size() != chosen.size() || (chosen.size() > 1 && !poll.multiple())) {
                return new Decision.Refused(
                        Refusal.NO_SUCH_OPTION, chosen.toString(), poll.multiple() ? "each at most once" : "one");
            }
            List<Integer> before =
                    poll.ballot(me.id()).map(Poll.Ballot::options).orElse(List.of());
            boolean another = before.isEmpty() && !chosen.isEmpty();
            if (another && poll.ballots().size() >= limits.voters()) {
                return tooManyVoters(poll.ballots().size(), limits);
            }
            return before.equals(chosen) ? accept() : accept(new RoomEvent.Voted(poll.id(), me.id(), chosen));
        });
    }

    static Decision tooManyVoters(int voters, RoomLimits limits) {
        return new Decision.Refused(
                Refusal.TOO_MANY_VOTERS, voters + " voters", "at most " + limits.voters() + " voters");
    }

    static Decision close(RoomState room, String id) {
        return find(room, id, poll -> poll.open() ? accept(new RoomEvent.PollClosed(poll.id())) : accept());
    }

    private static Decision find(RoomState room, String id, Function<Poll, Decision> rule) {
        return room.board()
                .polls()
                .find(id)
                .map(rule)
                .orElseGet(() -> new Decision.Refused(Refusal.NO_SUCH_POLL, id, "the id of a poll"));
    }
}
