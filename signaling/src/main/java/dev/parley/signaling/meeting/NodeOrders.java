package dev.parley.signaling.meeting;

import dev.parley.protocol.node.NodeCommand;
import dev.parley.room.RoomId;
import dev.parley.signaling.rooms.Participant;
import dev.parley.signaling.rooms.Publication;
import dev.parley.signaling.rooms.RoomEvent;
import dev.parley.signaling.rooms.RoomState;
import java.util.ArrayList;
import java.util.List;

/// What a node must be told after these events. Pure.
final class NodeOrders {
    private NodeOrders() {}

    static List<NodeCommand> after(List<RoomEvent> events, RoomState room) {
        var orders = new ArrayList<NodeCommand>();
        for (RoomEvent event : events) {
            orders.addAll(after(event, room));
        }
        return orders;
    }

    /// Everything that holds for a participant now: for a node that may have missed some.
    static List<NodeCommand> standing(RoomId room, Participant participant) {
        return participant.publications().stream()
                .map(it -> setMuted(room, participant, it))
                .toList();
    }

    private static List<NodeCommand> after(RoomEvent event, RoomState room) {
        return switch (event) {
            case RoomEvent.TrackChanged(var who, var source, var active, var muted, var _) ->
                List.of(new NodeCommand.SetMuted(room.id(), who, source, muted || !active));
            case RoomEvent.RoleChanged(var who, var _) ->
                room.participant(who).map(it -> standing(room.id(), it)).orElse(List.of());
            case RoomEvent.Left(var who, var reason, var _) ->
                List.of(new NodeCommand.CloseParticipant(room.id(), who, reason.word()));
            case RoomEvent.Closed(var reason) -> List.of(new NodeCommand.CloseRoom(room.id(), reason));
            case RoomEvent _ -> List.of(); // the rest is no business of a node
        };
    }

    private static NodeCommand setMuted(RoomId room, Participant participant, Publication it) {
        boolean silenced = it.silenced() || !participant.mayPublish(it.source());
        return new NodeCommand.SetMuted(room, participant.id(), it.source(), silenced);
    }
}
