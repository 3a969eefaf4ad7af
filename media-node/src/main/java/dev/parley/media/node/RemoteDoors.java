package dev.parley.media.node;

import dev.parley.media.link.LinkFrame;
import dev.parley.media.udp.BurstSender;
import dev.parley.media.udp.RemoteAddress;
import dev.parley.room.NodeId;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The doors of other nodes that clients still talk through, by numbers behind those of this node's own.
/// Any thread.
final class RemoteDoors {
    /// Of one node, at most: its loops times its addresses.
    private static final int MOST_DOORS = 1_024;

    private record RemoteDoor(NodeId node, int door) {}

    private final FleetLinks links;
    private final int own;
    private final List<RemoteDoor> doors = new ArrayList<>();
    private final Map<RemoteDoor, Integer> numbers = new HashMap<>();

    /// @param own how many doors this node has itself
    RemoteDoors(FleetLinks links, int own) {
        this.links = links;
        this.own = own;
    }

    /// The number by which this door of a node is known here.
    synchronized int numberOf(NodeId node, int door) {
        return numbers.computeIfAbsent(new RemoteDoor(node, Math.min(door, MOST_DOORS)), fresh -> {
            doors.add(fresh);
            return own + doors.size() - 1;
        });
    }

    BurstSender through(int number) {
        RemoteDoor door = find(number);
        return new Relay(door);
    }

    private synchronized @Nullable RemoteDoor find(int number) {
        int index = number - own;
        return index >= 0 && index < doors.size() ? doors.get(index) : null;
    }

    /// Hands bursts to the node whose door it is. A link that is gone loses them, as a network would.
    private final class Relay implements BurstSender {
        private final @Nullable RemoteDoor door;

        Relay(@Nullable RemoteDoor door) {
            this.door = door;
        }

        @Override
        public void send(RemoteAddress to, MemorySegment slab, long offset, int bytes, int segmentBytes) {
            if (door != null) {
                byte[] copy = slab.asSlice(offset, bytes).toArray(ValueLayout.JAVA_BYTE);
                links.send(door.node(), new LinkFrame.Outward(door.door(), to.socketAddress(), copy, segmentBytes));
            }
        }

        @Override
        public void flush() {
            // sent at once
        }

        @Override
        public void close() {
            // the link is not ours
        }
    }
}
