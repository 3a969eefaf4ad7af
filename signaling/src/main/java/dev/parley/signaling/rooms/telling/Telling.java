package dev.parley.signaling.rooms.telling;

import dev.parley.protocol.client.ChatMessage;
import dev.parley.protocol.client.ServerMessage;
import dev.parley.protocol.meeting.BreakoutView;
import dev.parley.protocol.meeting.ParticipantMoved;
import dev.parley.room.BreakoutId;
import dev.parley.room.ParticipantId;
import dev.parley.room.Role;
import dev.parley.room.Source;
import dev.parley.signaling.rooms.Breakouts;
import dev.parley.signaling.rooms.Notice;
import dev.parley.signaling.rooms.Participant;
import dev.parley.signaling.rooms.RoomEvent;
import dev.parley.signaling.rooms.RoomState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What people are told of one event, in this order. `before` and `after`: the room without it and with it.
/// What only concerns a socket (being put out, being let in) is not here: that is `live`'s.
public record Telling(RoomState before, RoomState after) {
    private static final Audience EVERYONE = new Audience.Everyone();
    private static final Audience MODERATORS = new Audience.Moderators();

    public List<Told> of(RoomEvent event) {
        return switch (event) {
            case RoomEvent.Created _, RoomEvent.Pardoned _ -> List.of();

            case RoomEvent.Joined(var participant) -> List.of(joined(participant));
            case RoomEvent.Admitted(var who, var _, var _) ->
                List.of(new Told(MODERATORS, new ServerMessage.WaitingLeft(version(), who)), joined(person(who)));
            case RoomEvent.Left(var who, var reason, var _) ->
                List.of(about(before, who, new ServerMessage.ParticipantLeft(version(), who, reason)));
            case RoomEvent.Reconnected(var who, var _, var _, var _) -> List.of(changed(who));
            case RoomEvent.Disconnected(var who) -> List.of(changed(who));
            case RoomEvent.Renamed(var who, var _) -> List.of(changed(who));
            case RoomEvent.HandChanged(var who, var _) -> List.of(changed(who));
            case RoomEvent.RoleChanged(var who, var role) -> roleChanged(who, role);
            case RoomEvent.TrackChanged(var who, var source, var _, var _, var by) -> trackChanged(who, source, by);
            case RoomEvent.UnmuteAsked(var by, var who, var source) ->
                List.of(only(who, new ServerMessage.UnmuteRequested(by, source)));

            case RoomEvent.SettingsChanged(var settings) ->
                everyone(new ServerMessage.SettingsChanged(version(), settings));
            case RoomEvent.SpotlightChanged(var who) -> everyone(new ServerMessage.SpotlightChanged(version(), who));
            case RoomEvent.Closed(var reason) -> everyone(new ServerMessage.RoomClosed(reason));

            case RoomEvent.WaitingBegan(var participant) -> List.of(waits(participant));
            case RoomEvent.WaitingEnded(var who, var _, var _) ->
                List.of(new Told(MODERATORS, new ServerMessage.WaitingLeft(version(), who)));
            case RoomEvent.WaitingMessageChanged(var text) ->
                List.of(new Told(MODERATORS, new ServerMessage.WaitingMessageChanged(version(), text)));

            case RoomEvent.Chatted(var message) ->
                List.of(new Told(readers(message), new ServerMessage.ChatAdded(version(), message)));
            case RoomEvent.ChatEdited(var id, var _, var _) ->
                after.board().chat().find(id).stream()
                        .map(it -> new Told(readers(it), new ServerMessage.ChatChanged(version(), it)))
                        .toList();
            case RoomEvent.ChatDeleted(var message) ->
                List.of(new Told(readers(message), new ServerMessage.ChatDeleted(version(), message.id())));

            case RoomEvent.PollOpened(var poll) -> poll(poll.id());
            case RoomEvent.Voted(var poll, var _, var _) -> poll(poll);
            case RoomEvent.PollClosed(var poll) -> poll(poll);
            case RoomEvent.QuestionAsked(var question) -> question(question.id());
            case RoomEvent.QuestionUpvoted(var question, var _, var _) -> question(question);
            case RoomEvent.QuestionAnswered(var question, var _) -> question(question);
            case RoomEvent.QuestionDismissed(var question) ->
                everyone(new ServerMessage.QuestionDismissed(version(), question));

            case RoomEvent.BreakoutsOpened(var breakouts, var moved) -> breakoutsOpened(breakouts, moved);
            case RoomEvent.BreakoutMoved(var who, var breakout) -> breakoutMoved(who, breakout);
            case RoomEvent.BreakoutsEndSet _ -> List.of(breakoutsChanged(List.of()));
            case RoomEvent.BreakoutsClosed() -> breakoutsClosed();
        };
    }

    /// What is told, but not kept.
    public static List<Told> of(Notice notice) {
        return switch (notice) {
            case Notice.Reacted(var who, var emoji, var place) ->
                List.of(new Told(new Audience.Place(place), new ServerMessage.Reaction(who, emoji)));
            case Notice.Broadcast(var by, var name, var text, var at) ->
                everyone(new ServerMessage.BroadcastSent(by, name, text, at));
            case Notice.BreakoutsEnding(var seconds) -> everyone(new ServerMessage.BreakoutsEnding(seconds));
            case Notice.Placed _, Notice.Carried _, Notice.Restored() -> List.of();
        };
    }

    private long version() {
        return after.version();
    }

    private Participant person(ParticipantId who) {
        return after.participant(who).orElseThrow();
    }

    private static List<Told> everyone(ServerMessage message) {
        return List.of(new Told(EVERYONE, message));
    }

    private static Told only(ParticipantId who, ServerMessage message) {
        return new Told(new Audience.Only(Set.of(who)), message);
    }

    /// Of viewers only those hear who moderate, and themselves.
    public static Told about(RoomState room, ParticipantId who, ServerMessage message) {
        boolean viewer =
                room.participant(who).filter(it -> it.role() == Role.VIEWER).isPresent();
        return new Told(viewer ? new Audience.ModeratorsAnd(who) : EVERYONE, message);
    }

    private Told joined(Participant participant) {
        return about(after, participant.id(), new ServerMessage.ParticipantJoined(version(), participant.view()));
    }

    private Told changed(ParticipantId who) {
        return after.waiting(who).map(this::waits).orElseGet(() -> about(after, who, view(who)));
    }

    private ServerMessage view(ParticipantId who) {
        return new ServerMessage.ParticipantChanged(version(), person(who).view());
    }

    private Told waits(Participant participant) {
        return new Told(MODERATORS, new ServerMessage.WaitingJoined(version(), participant.waitingView()));
    }

    /// Whoever moderates from now on is told what only moderators know.
    private List<Told> roleChanged(ParticipantId who, Role role) {
        boolean moderatedBefore = before.participant(who).orElseThrow().role().moderates();
        var told = new ArrayList<Told>(everyone(view(who)));
        if (role.moderates() && !moderatedBefore) {
            Stream<ServerMessage> viewers = after.participants().values().stream()
                    .filter(it -> it.role() == Role.VIEWER)
                    .map(it -> new ServerMessage.ParticipantChanged(version(), it.view()));
            Stream<ServerMessage> waiting =
                    Views.waiting(after).stream().map(it -> new ServerMessage.WaitingJoined(version(), it));
            Stream<ServerMessage> message = Stream.of(new ServerMessage.WaitingMessageChanged(
                    version(), after.meta().waitingMessage()));
            Stream.of(viewers, waiting, message)
                    .flatMap(it -> it)
                    .map(it -> only(who, it))
                    .forEach(told::add);
        }
        return told;
    }

    private List<Told> trackChanged(ParticipantId who, Source source, @Nullable ParticipantId by) {
        Told all = changed(who);
        return by == null ? List.of(all) : List.of(all, only(who, new ServerMessage.MuteRequested(by, source)));
    }

    private static Audience readers(ChatMessage message) {
        ParticipantId to = message.to();
        if (to == null) {
            return new Audience.Place(message.breakout());
        }
        return new Audience.Only(to.equals(message.from()) ? Set.of(to) : Set.of(to, message.from()));
    }

    /// As it stands; nothing when it is gone.
    public List<Told> poll(String id) {
        return after.board().polls().find(id).stream()
                .map(it -> new Told(EVERYONE, new ServerMessage.PollChanged(version(), it.view())))
                .toList();
    }

    /// As it stands; nothing when it is gone.
    public List<Told> question(String id) {
        return after.board().questions().find(id).stream()
                .map(it -> new Told(EVERYONE, new ServerMessage.QuestionChanged(version(), it.view())))
                .toList();
    }

    // --- breakouts ---------------------------------------------------------------------------------------------

    private Told breakoutsChanged(List<ParticipantMoved> moved) {
        return new Told(EVERYONE, moves(moved));
    }

    private ServerMessage moves(List<ParticipantMoved> moved) {
        Breakouts open = after.breakouts();
        return new ServerMessage.BreakoutsChanged(version(), open == null ? null : open.view(), moved);
    }

    /// One message for each breakout, not one for each participant: it is the same for all who are in it.
    /// They are told where they are and with whom; where everybody else is takes 35 KB of a meeting of 500, and
    /// 500 such messages take a while to be read: they hear that a moment later ([#whereabouts]).
    private List<Told> breakoutsOpened(Breakouts breakouts, List<ParticipantMoved> moved) {
        var together = new HashMap<BreakoutId, List<ParticipantMoved>>();
        for (ParticipantMoved one : moved) {
            if (one.breakout() != null) {
                together.computeIfAbsent(one.breakout(), _ -> new ArrayList<>()).add(one);
            }
        }
        var told = new ArrayList<Told>();
        for (BreakoutView breakout : breakouts.rooms()) {
            Audience there = new Audience.Place(breakout.id());
            told.add(new Told(there, moves(together.getOrDefault(breakout.id(), List.of()))));
            told.add(new Told(there, new ServerMessage.BreakoutAssigned(version(), breakout, List.of())));
        }
        told.add(new Told(new Audience.Place(null), moves(moved)));
        return told;
    }

    /// To those who are in a breakout: where everybody is by now. Nothing when there are no breakouts.
    public static List<Told> whereabouts(RoomState room) {
        if (room.breakouts() == null) {
            return List.of();
        }
        List<ParticipantMoved> apart = room.participants().values().stream()
                .filter(it -> it.breakout() != null)
                .map(it -> new ParticipantMoved(it.id(), it.breakout()))
                .toList();
        return List.of(new Told(new Audience.Apart(), new Telling(room, room).moves(apart)));
    }

    private List<Told> breakoutMoved(ParticipantId who, @Nullable BreakoutId to) {
        var moved = new ParticipantMoved(who, to);
        return List.of(breakoutsChanged(List.of(moved)), only(who, assigned(to)));
    }

    private ServerMessage assigned(@Nullable BreakoutId place) {
        Breakouts open = after.breakouts();
        BreakoutView breakout = place == null || open == null
                ? null
                : open.rooms().stream()
                        .filter(it -> it.id().equals(place))
                        .findFirst()
                        .orElseThrow();
        return new ServerMessage.BreakoutAssigned(
                version(), breakout, after.board().chatIn(place));
    }

    private List<Told> breakoutsClosed() {
        Set<ParticipantId> returning = new LinkedHashSet<>();
        before.participants().values().stream()
                .filter(it -> it.breakout() != null)
                .forEach(it -> returning.add(it.id()));
        var back = new Told(new Audience.Only(returning), assigned(null));
        return List.of(breakoutsChanged(List.of()), back);
    }
}
