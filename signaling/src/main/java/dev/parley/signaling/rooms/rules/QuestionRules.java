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
import dev.parley.signaling.rooms.board.Question;
import java.util.function.Function;

/// Questions and answers.
final class QuestionRules {
    private QuestionRules() {}

    static Decision ask(RoomState room, Participant me, RoomAsk.AskQuestion ask) {
        Decision problem = TextRule.QUESTION.problem(ask.text());
        if (problem != null) {
            return problem;
        }
        int asked = room.board().questions().size();
        String id = Long.toString(room.version() + 1);
        return asked >= RoomLimits.QUESTIONS
                ? new Decision.Refused(
                        Refusal.TOO_MANY_QUESTIONS, asked + " questions", "fewer than " + RoomLimits.QUESTIONS)
                : accept(new RoomEvent.QuestionAsked(Question.fresh(id, me.id(), me.name(), ask.text(), ask.at())));
    }

    static Decision upvote(RoomState room, Participant me, RoomAsk.UpvoteQuestion ask, RoomLimits limits) {
        return find(room, ask.question(), it -> {
            if (it.upvoters().contains(me.id()) == ask.up()) {
                return accept();
            }
            return ask.up() && it.upvoters().size() >= limits.voters()
                    ? PollRules.tooManyVoters(it.upvoters().size(), limits)
                    : accept(new RoomEvent.QuestionUpvoted(it.id(), me.id(), ask.up()));
        });
    }

    static Decision answer(RoomState room, RoomAsk.AnswerQuestion ask) {
        Decision problem = ask.text() == null ? null : TextRule.QUESTION.problem(ask.text());
        return problem != null
                ? problem
                : find(room, ask.question(), it -> accept(new RoomEvent.QuestionAnswered(it.id(), ask.text())));
    }

    static Decision dismiss(Powers powers, String id) {
        return find(
                powers.room(),
                id,
                it -> powers.role().moderates() || it.from().equals(powers.me())
                        ? accept(new RoomEvent.QuestionDismissed(it.id()))
                        : refuse(Refusal.NOT_YOURS));
    }

    private static Decision find(RoomState room, String id, Function<Question, Decision> rule) {
        return room.board()
                .questions()
                .find(id)
                .map(rule)
                .orElseGet(() -> new Decision.Refused(Refusal.NO_SUCH_QUESTION, id, "the id of a question"));
    }
}
