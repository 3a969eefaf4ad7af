package dev.parley.signaling.meeting;

import dev.parley.protocol.client.ClientAsk;
import dev.parley.signaling.rooms.RoomAsk;
import java.time.Instant;
import java.util.function.LongSupplier;

/// What a client asks, in the words of the room's rules. `now` and `seed` are what the rules would otherwise have to
/// take from a clock and from chance.
public record RoomAsks(Instant now, LongSupplier seed) {
    public RoomAsk of(ClientAsk.InRoom ask) {
        return switch (ask) {
            case ClientAsk.SetPublishing(var _, var source, var muted, var active) ->
                new RoomAsk.SetPublishing(source, muted, active);
            case ClientAsk.Rename(var _, var name) -> new RoomAsk.Rename(name);
            case ClientAsk.RaiseHand(var _, var raised) -> new RoomAsk.RaiseHand(raised, now);
            case ClientAsk.React(var _, var emoji) -> new RoomAsk.React(emoji);

            case ClientAsk.Chat(var _, var text, var to) -> new RoomAsk.Chat(text, to, now);
            case ClientAsk.EditChat(var _, var message, var text) -> new RoomAsk.EditChat(message, text, now);
            case ClientAsk.DeleteChat(var _, var message) -> new RoomAsk.DeleteChat(message);

            case ClientAsk.MuteOther(var _, var who, var source) -> new RoomAsk.SetMuted(who, source, true);
            case ClientAsk.MuteAll(var _, var source) -> new RoomAsk.MuteAll(source);
            case ClientAsk.AskUnmute(var _, var who, var source) -> new RoomAsk.AskUnmute(who, source);
            case ClientAsk.Remove(var _, var who, var reason) -> new RoomAsk.Remove(who, reason);
            case ClientAsk.RenameOther(var _, var who, var name) -> new RoomAsk.RenameOther(who, name);
            case ClientAsk.LowerHand(var _, var who) -> new RoomAsk.LowerHand(who);
            case ClientAsk.SetRole(var _, var who, var role) -> new RoomAsk.SetRole(who, role);
            case ClientAsk.Spotlight(var _, var who) -> new RoomAsk.Spotlight(who);
            case ClientAsk.ChangeSettings(var _, var settings) -> new RoomAsk.ChangeSettings(settings);
            case ClientAsk.EndMeeting _ -> new RoomAsk.Close("ended");

            case ClientAsk.Admit(var _, var who) -> new RoomAsk.Admit(who);
            case ClientAsk.Deny(var _, var who, var reason) -> new RoomAsk.Deny(who, reason);
            case ClientAsk.TellWaiting(var _, var text) -> new RoomAsk.TellWaiting(text);

            case ClientAsk.OpenPoll(var _, var question, var options, var multiple) ->
                new RoomAsk.OpenPoll(question, options, multiple);
            case ClientAsk.Vote(var _, var poll, var options) -> new RoomAsk.Vote(poll, options);
            case ClientAsk.ClosePoll(var _, var poll) -> new RoomAsk.ClosePoll(poll);
            case ClientAsk.AskQuestion(var _, var text) -> new RoomAsk.AskQuestion(text, now);
            case ClientAsk.UpvoteQuestion(var _, var question, var up) -> new RoomAsk.UpvoteQuestion(question, up);
            case ClientAsk.AnswerQuestion(var _, var question, var text) -> new RoomAsk.AnswerQuestion(question, text);
            case ClientAsk.DismissQuestion(var _, var question) -> new RoomAsk.DismissQuestion(question);

            case ClientAsk.OpenBreakouts(var _, var names, var choice, var assignments, var minutes) ->
                new RoomAsk.OpenBreakouts(
                        names, choice, assignments, minutes, new RoomAsk.OpenBreakouts.Start(seed.getAsLong(), now));
            case ClientAsk.AssignBreakout(var _, var who, var breakout) -> new RoomAsk.AssignBreakout(who, breakout);
            case ClientAsk.Broadcast(var _, var text) -> new RoomAsk.Broadcast(text, now);
            case ClientAsk.CloseBreakouts(var _, var minutes) -> new RoomAsk.CloseBreakouts(minutes, now);
        };
    }

    /// What somebody says, shows or chooses, of which everyone is told, and a person does not do many times a second.
    static boolean isSaying(ClientAsk.InRoom ask) {
        return ask instanceof ClientAsk.Chat
                || ask instanceof ClientAsk.EditChat
                || ask instanceof ClientAsk.React
                || ask instanceof ClientAsk.Rename
                || ask instanceof ClientAsk.RaiseHand
                || ask instanceof ClientAsk.Vote
                || ask instanceof ClientAsk.UpvoteQuestion
                || ask instanceof ClientAsk.Broadcast
                || ask instanceof ClientAsk.AskQuestion;
    }
}
