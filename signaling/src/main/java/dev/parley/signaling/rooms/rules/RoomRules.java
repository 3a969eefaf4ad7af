package dev.parley.signaling.rooms.rules;

import static dev.parley.signaling.rooms.Decision.accept;
import static dev.parley.signaling.rooms.Decision.refuse;

import dev.parley.protocol.meeting.RoomSettings;
import dev.parley.signaling.rooms.Actor;
import dev.parley.signaling.rooms.Decision;
import dev.parley.signaling.rooms.Refusal;
import dev.parley.signaling.rooms.RoomAsk;
import dev.parley.signaling.rooms.RoomEvent;
import dev.parley.signaling.rooms.RoomLimits;
import dev.parley.signaling.rooms.RoomState;

/// What may happen in a room: every ask, and the rule that answers it.
public record RoomRules(RoomLimits limits) {
    public Decision decide(RoomState room, Actor actor, RoomAsk ask) {
        var powers = new Powers(room, actor);
        return switch (ask) {
            case RoomAsk.Create create -> create(room, create);
            case RoomAsk.Join(var arrival) -> new JoinRule(limits, room).decide(arrival);
            case RoomAsk ignored when !room.exists() -> refuse(Refusal.NO_SUCH_ROOM);

            case RoomAsk.Leave(var who, var reason) -> LeaveRules.leave(room, who, reason);
            case RoomAsk.Disconnect(var who, var connection) -> LeaveRules.disconnect(room, who, connection);
            case RoomAsk.Close(var reason) -> powers.asHost(() -> accept(new RoomEvent.Closed(reason)));

            case RoomAsk.SetPublishing it -> powers.asMember(me -> OwnRules.setPublishing(room, me, it));
            case RoomAsk.Rename(var name) -> powers.asMember(me -> OwnRules.rename(me, name));
            case RoomAsk.RaiseHand it -> powers.asMember(me -> OwnRules.raiseHand(me, it));
            case RoomAsk.React(var emoji) -> powers.asMember(me -> OwnRules.react(me, emoji));

            case RoomAsk.SetMuted it -> new ModerationRules(powers).setMuted(it);
            case RoomAsk.MuteAll(var source) -> new ModerationRules(powers).muteAll(source);
            case RoomAsk.AskUnmute it -> new ModerationRules(powers).askUnmute(it);
            case RoomAsk.Remove it -> new ModerationRules(powers).remove(it);
            case RoomAsk.Pardon(var identity) -> new ModerationRules(powers).pardon(identity);
            case RoomAsk.RenameOther it -> new ModerationRules(powers).renameOther(it);
            case RoomAsk.LowerHand(var who) -> new ModerationRules(powers).lowerHand(who);
            case RoomAsk.SetRole it -> new RoleRules(powers).setRole(it);
            case RoomAsk.Spotlight(var who) -> new ModerationRules(powers).spotlight(who);
            case RoomAsk.ChangeSettings(var change) -> new ModerationRules(powers).changeSettings(change);

            case RoomAsk.Admit(var who) -> new WaitingRules(powers).admit(who);
            case RoomAsk.Deny it -> new WaitingRules(powers).deny(it);
            case RoomAsk.TellWaiting(var text) -> new WaitingRules(powers).tell(text);

            case RoomAsk.Chat it -> powers.asMember(me -> ChatRules.chat(room, me, it));
            case RoomAsk.EditChat it -> powers.asMember(me -> ChatRules.edit(room, me, it));
            case RoomAsk.DeleteChat(var message) -> ChatRules.delete(powers, message);
            case RoomAsk.OpenPoll it -> powers.asModerator(() -> PollRules.open(powers, it));
            case RoomAsk.Vote it -> powers.asMember(me -> PollRules.vote(room, me, it, limits));
            case RoomAsk.ClosePoll(var poll) -> powers.asModerator(() -> PollRules.close(room, poll));
            case RoomAsk.AskQuestion it -> powers.asMember(me -> QuestionRules.ask(room, me, it));
            case RoomAsk.UpvoteQuestion it -> powers.asMember(me -> QuestionRules.upvote(room, me, it, limits));
            case RoomAsk.AnswerQuestion it -> powers.asModerator(() -> QuestionRules.answer(room, it));
            case RoomAsk.DismissQuestion(var question) -> QuestionRules.dismiss(powers, question);

            case RoomAsk.OpenBreakouts it -> powers.asModerator(() -> BreakoutRules.open(room, it));
            case RoomAsk.AssignBreakout it -> BreakoutRules.assign(powers, it);
            case RoomAsk.Broadcast it -> powers.asModerator(() -> BreakoutRules.broadcast(powers, it));
            case RoomAsk.CloseBreakouts it -> powers.asModerator(() -> BreakoutRules.close(room, it));

            case RoomAsk.WarnBreakouts(var now) -> powers.asServer(() -> BreakoutRules.warn(room, now));
            case RoomAsk.EndBreakouts(var now) -> powers.asServer(() -> BreakoutRules.end(room, now));
            case RoomAsk.EndWaiting(var who) -> powers.asServer(() -> WaitingRules.end(room, who));
            case RoomAsk.EndEmpty() ->
                powers.asServer(() -> room.isEmpty() ? accept(new RoomEvent.Closed("empty")) : accept());
        };
    }

    private static Decision create(RoomState room, RoomAsk.Create ask) {
        if (room.exists()) {
            return new Decision.Refused(Refusal.ROOM_EXISTS, room.id().value(), "a room that is not there yet");
        }
        Decision problem = ask.name() == null ? null : TextRule.ROOM_NAME.problem(ask.name());
        var settings = ask.settings().on(RoomSettings.STANDARD);
        return problem != null ? problem : accept(new RoomEvent.Created(room.id(), ask.name(), settings, ask.at()));
    }
}
