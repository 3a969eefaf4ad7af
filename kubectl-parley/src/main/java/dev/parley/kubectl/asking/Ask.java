package dev.parley.kubectl.asking;

import dev.parley.crds.edge.NodePhase;
import dev.parley.crds.edge.RegionEdgeStatus.Node;
import org.jspecify.annotations.Nullable;

/// Something that is asked of a node.
public enum Ask {
    CORDON("cordon", "take no new rooms", NodePhase.CORDONED),
    DRAIN("drain", "give its rooms away and stay", NodePhase.DRAINED),
    REPLACE("replace", "give its rooms away and make way for another", NodePhase.ACTIVE),
    /// Nothing any more.
    NOTHING(null, "take rooms", NodePhase.ACTIVE);

    private final @Nullable String word;
    private final String deed;
    private final NodePhase end;

    Ask(@Nullable String word, String deed, NodePhase end) {
        this.word = word;
        this.deed = deed;
        this.end = end;
    }

    /// In the annotation; null: the annotation goes.
    public @Nullable String word() {
        return word;
    }

    /// Goes on after "is asked to".
    public String deed() {
        return deed;
    }

    /// Where the node is when it is done.
    public NodePhase end() {
        return end;
    }

    /// Whether the node has come to the end of what was asked of it.
    ///
    /// @param uid of the pod that was asked
    /// @param now the node as it is written down now; null when it is not any more
    public boolean isDone(@Nullable String uid, @Nullable Node now) {
        if (now == null) {
            return true;
        }
        boolean another = uid != null && now.uid() != null && !uid.equals(now.uid());
        return switch (this) {
            case REPLACE -> another && now.phase() == end;
            case NOTHING -> now.phase() == end;
            // Whatever comes in its place was not asked.
            case CORDON -> another || isOnItsWay(now.phase());
            case DRAIN -> another || now.phase() == NodePhase.DRAINED || now.phase() == NodePhase.DELETED;
        };
    }

    private static boolean isOnItsWay(NodePhase phase) {
        return switch (phase) {
            case STARTING, ACTIVE, LOST -> false;
            case CORDONED, DRAINING, DRAINED, DELETED -> true;
        };
    }
}
