package dev.parley.protocol.node;

import dev.parley.room.NodeId;

/// Two nodes have lost sight of each other, and only one may go on with the holder's sessions of which the
/// keeper has copies (ADR-0013). Instances are those of [NodeEvent.Hello]: a process that was started anew
/// is another party.
///
/// @param term counts the settled disputes of these two; each is settled once, for good
public record Dispute(NodeId holder, String holderInstance, NodeId keeper, String keeperInstance, long term) {
    private static final int INSTANCE_CHARS = 64;

    public Dispute {
        requireShort("holderInstance", holderInstance);
        requireShort("keeperInstance", keeperInstance);
        if (term < 1) {
            throw new IllegalArgumentException("term: " + term + " (expected: at least 1)");
        }
    }

    private static void requireShort(String name, String instance) {
        if (instance.isEmpty() || instance.length() > INSTANCE_CHARS) {
            throw new IllegalArgumentException(
                    name + ": " + instance.length() + " characters (expected: 1.." + INSTANCE_CHARS + ")");
        }
    }
}
