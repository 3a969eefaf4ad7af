package dev.parley.signaling.meeting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.node.NodeCommand;
import dev.parley.protocol.node.Routing;
import dev.parley.room.BreakoutId;
import dev.parley.room.Role;
import dev.parley.room.Source;
import dev.parley.signaling.rooms.People;
import dev.parley.signaling.rooms.RoomEvent;
import dev.parley.signaling.rooms.RoomState;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("what a node is ordered late")
class NodeOrdersTest {
    private final RoomState room = People.roomOf(Role.HOST, Role.GUEST);

    @Test
    @DisplayName("is what holds by then: who has unmuted since is not silenced")
    void mute() {
        var muted = new RoomEvent.TrackChanged(People.id("guest"), Source.MICROPHONE, true, true, null);
        var unmuted = new RoomEvent.TrackChanged(People.id("guest"), Source.MICROPHONE, true, false, null);
        RoomState now = room.apply(muted).apply(unmuted);
        assertThat(NodeOrders.after(List.of(muted), now))
                .containsExactly(new NodeCommand.SetMuted(now.id(), People.id("guest"), Source.MICROPHONE, false));
    }

    @Test
    @DisplayName("sends nobody to where they have left again, and forgets who has gone")
    void route() {
        var stale = new RoomEvent.BreakoutMoved(People.id("guest"), new BreakoutId("b1-1"));
        assertThat(NodeOrders.after(List.of(stale), room))
                .containsExactly(new NodeCommand.Route(
                        room.id(), List.of(new Routing(People.id("guest"), null)), room.version()));
        var gone = new RoomEvent.BreakoutMoved(People.id("nobody"), new BreakoutId("b1-1"));
        assertThat(NodeOrders.after(List.of(gone), room)).isEmpty();
    }
}
