package dev.parley.signaling.webhooks;

import dev.parley.protocol.meeting.ParticipantMoved;
import dev.parley.protocol.webhook.WebhookEvent;
import dev.parley.protocol.webhook.WebhookEvent.WaitingOutcome;
import dev.parley.room.BreakoutId;
import dev.parley.room.ParticipantId;
import dev.parley.signaling.rooms.Breakouts;
import dev.parley.signaling.rooms.Notice;
import dev.parley.signaling.rooms.Participant;
import dev.parley.signaling.rooms.RoomEvent;
import dev.parley.signaling.rooms.RoomEvent.WaitingEnd;
import dev.parley.signaling.rooms.RoomState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an application's server is told of one event. Pure. `before` and `after`: the room without it and
/// with it.
record Reporting(RoomState before, RoomState after) {
    List<WebhookEvent> of(RoomEvent event) {
        return switch (event) {
            case RoomEvent.Created(var _, var name, var settings, var _) ->
                one(new WebhookEvent.RoomCreated(name, settings));
            case RoomEvent.Closed(var reason) -> one(new WebhookEvent.RoomClosed(reason));
            case RoomEvent.SettingsChanged(var settings) -> one(new WebhookEvent.SettingsChanged(settings));
            case RoomEvent.SpotlightChanged(var who) -> one(new WebhookEvent.SpotlightChanged(who));

            case RoomEvent.Joined(var participant) -> one(new WebhookEvent.ParticipantJoined(participant.view()));
            case RoomEvent.Left(var who, var reason, var _) ->
                one(new WebhookEvent.ParticipantLeft(
                        before.participant(who).orElseThrow().view(), reason));
            case RoomEvent.Reconnected(var who, var _, var _, var _) -> changed(who);
            case RoomEvent.Disconnected(var who) -> changed(who);
            case RoomEvent.Renamed(var who, var _) -> changed(who);
            case RoomEvent.HandChanged(var who, var _) -> changed(who);
            case RoomEvent.RoleChanged(var who, var _) -> changed(who);
            case RoomEvent.TrackChanged(var who, var _, var _, var _, var _) -> changed(who);
            case RoomEvent.UnmuteAsked(var by, var who, var source) ->
                one(new WebhookEvent.UnmuteRequested(by, who, source));
            case RoomEvent.Pardoned(var identity) -> one(new WebhookEvent.BanLifted(identity));

            case RoomEvent.WaitingBegan(var participant) ->
                one(new WebhookEvent.WaitingJoined(participant.waitingView()));
            case RoomEvent.Admitted(var who, var _, var _) ->
                List.of(
                        new WebhookEvent.WaitingLeft(waited(who).waitingView(), WaitingOutcome.ADMITTED),
                        new WebhookEvent.ParticipantJoined(person(who).view()));
            case RoomEvent.WaitingEnded(var who, var how, var _) ->
                one(new WebhookEvent.WaitingLeft(waited(who).waitingView(), outcome(how)));
            case RoomEvent.WaitingMessageChanged(var text) -> one(new WebhookEvent.WaitingMessageChanged(text));

            case RoomEvent.Chatted(var message) -> one(new WebhookEvent.ChatAdded(message));
            case RoomEvent.ChatEdited(var id, var _, var _) ->
                after.board().chat().find(id).stream()
                        .<WebhookEvent>map(WebhookEvent.ChatChanged::new)
                        .toList();
            case RoomEvent.ChatDeleted(var message) -> one(new WebhookEvent.ChatDeleted(message));
            case RoomEvent.PollOpened(var poll) -> poll(poll.id());
            case RoomEvent.Voted(var poll, var _, var _) -> poll(poll);
            case RoomEvent.PollClosed(var poll) -> poll(poll);
            case RoomEvent.QuestionAsked(var question) -> question(question.id());
            case RoomEvent.QuestionUpvoted(var question, var _, var _) -> question(question);
            case RoomEvent.QuestionAnswered(var question, var _) -> question(question);
            case RoomEvent.QuestionDismissed(var question) -> one(new WebhookEvent.QuestionDismissed(question));

            case RoomEvent.BreakoutsOpened(var _, var moved) -> breakouts(moved);
            case RoomEvent.BreakoutMoved(var who, var breakout) ->
                breakouts(List.of(new ParticipantMoved(who, breakout)));
            case RoomEvent.BreakoutsEndSet _ -> breakouts(List.of());
            case RoomEvent.BreakoutsClosed() -> breakouts(returning());
        };
    }

    static List<WebhookEvent> of(Notice notice) {
        return switch (notice) {
            case Notice.Reacted(var who, var emoji, var place) -> one(new WebhookEvent.Reaction(who, emoji, place));
            case Notice.Broadcast(var by, var name, var text, var at) ->
                one(new WebhookEvent.BroadcastSent(by, name, text, at));
            case Notice.BreakoutsEnding(var seconds) -> one(new WebhookEvent.BreakoutsEnding(seconds));
            // Which node carries a room, and what became of its store, is nothing of the meeting.
            case Notice.Placed _, Notice.Carried _, Notice.Restored() -> List.of();
        };
    }

    private static List<WebhookEvent> one(WebhookEvent event) {
        return List.of(event);
    }

    private Participant person(ParticipantId who) {
        return after.participant(who).orElseThrow();
    }

    private Participant waited(ParticipantId who) {
        return before.waiting(who).orElseThrow();
    }

    private List<WebhookEvent> changed(ParticipantId who) {
        return one(after.waiting(who)
                .<WebhookEvent>map(it -> new WebhookEvent.WaitingChanged(it.waitingView()))
                .orElseGet(() -> new WebhookEvent.ParticipantChanged(person(who).view())));
    }

    private static WaitingOutcome outcome(WaitingEnd how) {
        return switch (how) {
            case LEFT -> WaitingOutcome.LEFT;
            case DENIED -> WaitingOutcome.DENIED;
            case TIMEOUT -> WaitingOutcome.TIMEOUT;
        };
    }

    private List<WebhookEvent> poll(String id) {
        return after.board().polls().find(id).stream()
                .<WebhookEvent>map(it -> new WebhookEvent.PollChanged(it.view()))
                .toList();
    }

    private List<WebhookEvent> question(String id) {
        return after.board().questions().find(id).stream()
                .<WebhookEvent>map(it -> new WebhookEvent.QuestionChanged(it.view()))
                .toList();
    }

    private List<WebhookEvent> breakouts(List<ParticipantMoved> moved) {
        @Nullable Breakouts open = after.breakouts();
        return one(new WebhookEvent.BreakoutsChanged(open == null ? null : open.view(), moved));
    }

    private List<ParticipantMoved> returning() {
        return before.participants().values().stream()
                .filter(it -> it.breakout() != null)
                .map(it -> new ParticipantMoved(it.id(), (BreakoutId) null))
                .toList();
    }
}
