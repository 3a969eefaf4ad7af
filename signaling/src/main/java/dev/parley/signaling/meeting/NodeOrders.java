package dev.parley.signaling.meeting;

import dev.parley.protocol.ProtocolLimits;
import dev.parley.protocol.meeting.ParticipantMoved;
import dev.parley.protocol.node.NodeCommand;
import dev.parley.protocol.node.Routing;
import dev.parley.room.ParticipantId;
import dev.parley.room.RoomId;
import dev.parley.signaling.rooms.Participant;
import dev.parley.signaling.rooms.Publication;
import dev.parley.signaling.rooms.RoomEvent;
import dev.parley.signaling.rooms.RoomState;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What a node must be told after these events. Pure.
public final class NodeOrders {
    private NodeOrders() {}

    static List<NodeCommand> after(List<RoomEvent> events, RoomState room) {
        var orders = new ArrayList<NodeCommand>();
        for (RoomEvent event : events) {
            orders.addAll(after(event, room));
        }
        return orders;
    }

    /// Everything that holds for a participant now: for a node that may have missed some.
    public static List<NodeCommand> standing(RoomId room, Participant participant) {
        Stream<NodeCommand> mutes = mutes(room, participant);
        var place = new NodeCommand.Route(room, List.of(new Routing(participant.id(), participant.breakout())), null);
        return Stream.concat(mutes, Stream.of(place)).toList();
    }

    private static Stream<NodeCommand> mutes(RoomId room, Participant participant) {
        return participant.publications().stream().map(it -> setMuted(room, participant, it));
    }

    private static List<NodeCommand> after(RoomEvent event, RoomState room) {
        return switch (event) {
            case RoomEvent.TrackChanged(var who, var source, var _, var _, var _) ->
                room.participant(who).stream()
                        .map(it -> setMuted(room.id(), it, it.publication(source)))
                        .toList();
            case RoomEvent.RoleChanged(var who, var _) ->
                room.participant(who).map(it -> mutes(room.id(), it).toList()).orElse(List.of());
            case RoomEvent.BreakoutsOpened(var _, var moved) ->
                routes(room, moved.stream().map(ParticipantMoved::participant));
            case RoomEvent.BreakoutMoved(var who, var _) -> routes(room, Stream.of(who));
            case RoomEvent.BreakoutsClosed() -> routes(room, room.participants().keySet().stream());
            case RoomEvent.Left(var who, var reason, var _) ->
                List.of(new NodeCommand.CloseParticipant(room.id(), who, reason.word()));
            case RoomEvent.Closed(var reason) -> List.of(new NodeCommand.CloseRoom(room.id(), reason));
            case RoomEvent _ -> List.of(); // the rest is no business of a node
        };
    }

    /// All at once, as far as one message holds: whoever is sent apart is apart at the same moment. The
    /// last one asks for the node's word that they are, for which everybody's waits (`live.HeldWords`).
    private static List<NodeCommand> routes(RoomState room, Stream<ParticipantId> moved) {
        List<Routing> all = moved.flatMap(it -> room.participant(it).stream())
                .map(it -> new Routing(it.id(), it.breakout()))
                .toList();
        var commands = new ArrayList<NodeCommand>();
        for (int from = 0; from < all.size(); from += ProtocolLimits.ROUTINGS) {
            int to = Math.min(all.size(), from + ProtocolLimits.ROUTINGS);
            commands.add(
                    new NodeCommand.Route(room.id(), all.subList(from, to), to == all.size() ? room.version() : null));
        }
        return commands;
    }

    private static NodeCommand setMuted(RoomId room, Participant participant, Publication it) {
        boolean silenced = it.silenced() || !participant.mayPublish(it.source());
        return new NodeCommand.SetMuted(room, participant.id(), it.source(), silenced);
    }
}
