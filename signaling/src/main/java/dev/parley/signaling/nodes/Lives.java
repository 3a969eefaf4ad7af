package dev.parley.signaling.nodes;

import dev.parley.protocol.node.NodeEvent;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/// What is known of the processes of one node: the one that greeted last, those that are no more, and the one
/// that is dead and not given up yet. They outlive the link over which it was heard: a node that comes back at
/// another address is another process of the same node. Guarded by whoever has it.
final class Lives {
    /// Processes of one node that are known to be no more. Whoever asks about an older one has been away
    /// for days.
    private static final int FORMER = 64;

    private NodeEvent.@Nullable Hello hello;
    private boolean lost;
    private final SequencedSet<String> former = new LinkedHashSet<>();
    private @Nullable Departure departure;

    /// A process that is dead, and since when this is known.
    private record Departure(Gone gone, long atMs) {}

    /// What the node said of itself last; kept while its link is away.
    NodeEvent.@Nullable Hello hello() {
        return hello;
    }

    /// Given up.
    boolean isLost() {
        return lost;
    }

    /// Others are taking over what a process of this node has left.
    boolean isLeaving() {
        return departure != null;
    }

    boolean isFormer(String instance) {
        return former.contains(instance);
    }

    boolean isCurrent(String instance) {
        return hello != null && instance.equals(hello.instance());
    }

    /// @param fresh the first greeting on its link
    void greeted(NodeEvent.Hello greeting, boolean fresh, long nowMs) {
        follows(hello, greeting, nowMs);
        hello = greeting;
        if (fresh) {
            lost = false;
        }
    }

    /// Another instance is another process, without the sessions of the one before.
    private void follows(NodeEvent.@Nullable Hello before, NodeEvent.Hello now, long nowMs) {
        if (before == null) {
            return;
        }
        if (Objects.equals(before.instance(), now.instance())) {
            departure = null;
            return;
        }
        if (before.instance() != null) {
            former.add(before.instance());
            if (former.size() > FORMER) {
                former.removeFirst();
            }
        }
        if (departure == null && !lost) {
            departure = departure(before, "node-restarted", nowMs);
        }
    }

    /// False when nobody has anything to take over from it, or is at it already.
    boolean died(long nowMs) {
        NodeEvent.Hello known = hello;
        if (known == null || lost || departure != null) {
            return false;
        }
        departure = departure(known, "node-lost", nowMs);
        return true;
    }

    private static Departure departure(NodeEvent.Hello known, String reason, long nowMs) {
        return new Departure(new Gone(known.node(), known.instance(), reason), nowMs);
    }

    /// Who is to be given up now, if anybody is.
    ///
    /// @param taken for how long those who take over are given time
    /// @param silence since the node was heard last; null while its link is there
    Optional<Gone> due(long nowMs, Duration taken, @Nullable Duration silence) {
        Departure dead = departure;
        if (dead != null && nowMs - dead.atMs() >= taken.toMillis()) {
            departure = null;
            lost = lost || silence != null;
            return Optional.of(dead.gone());
        }
        if (silence != null && !lost && silence.compareTo(NodeLink.LOST) > 0) {
            lost = true;
            departure = null;
            return Optional.ofNullable(hello).map(it -> new Gone(it.node(), it.instance(), "node-lost"));
        }
        return Optional.empty();
    }
}
