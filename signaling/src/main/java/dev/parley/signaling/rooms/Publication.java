package dev.parley.signaling.rooms;

import dev.parley.protocol.client.TrackView;
import dev.parley.room.Source;

/// One of the sources a participant could send. It has its contributing source from the start, so that a track
/// can come and go without anyone learning a new number.
public record Publication(Source source, long csrc, boolean active, boolean muted) {
    Publication with(boolean nowActive, boolean nowMuted) {
        return new Publication(source, csrc, nowActive, nowMuted);
    }

    /// What the node must drop.
    public boolean silenced() {
        return muted || !active;
    }

    TrackView view() {
        return new TrackView(source, muted, csrc);
    }
}
