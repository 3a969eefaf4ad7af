package dev.parley.media.custody;

import dev.parley.media.link.SessionCopy;
import dev.parley.protocol.node.TakeReason;
import dev.parley.room.NodeId;
import dev.parley.room.RoomId;
import java.util.List;

/// Sessions of one room that go on at this node from now on.
///
/// @param exact the copies say exactly how far the sessions have come; else they go on from their horizon
/// @param lease under which they may encrypt
public record Taking(NodeId from, List<SessionCopy> copies, boolean exact, Lease lease, TakeReason reason) {
    public Taking {
        copies = List.copyOf(copies);
    }

    public RoomId room() {
        return copies.getFirst().room();
    }
}
