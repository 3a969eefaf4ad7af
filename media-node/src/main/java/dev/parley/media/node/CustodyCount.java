package dev.parley.media.node;

import java.util.Locale;

/// What a node's custody has done, by the names of its metrics: `parley_custody_copies_total`.
enum CustodyCount {
    /// Sessions written down for their keepers.
    COPIES,
    COPY_BYTES,
    /// Asked for a verdict, again and again until there was one.
    DISPUTES,
    /// Sessions handed over to another node, by a move.
    MOVED,
    /// Moves that did not come about.
    MOVES_FAILED,
    /// Sessions that came by a move.
    TAKEN_MOVED,
    /// Sessions gone on with here because their node died.
    TAKEN_DIED,
    /// The same, because it was silent.
    TAKEN_SILENT,
    /// Sessions that another node has gone on with.
    SURRENDERED,
    /// Sessions that nobody has any more.
    LOST,
    /// Datagrams handed on to the node that a session went to, and by that node to its client.
    RELAYED_INWARD,
    RELAYED_OUTWARD,
    /// Clients that did not come straight, and were told once more where to.
    TOLD_AGAIN;

    String metric() {
        return "parley_custody_" + name().toLowerCase(Locale.ROOT);
    }
}
