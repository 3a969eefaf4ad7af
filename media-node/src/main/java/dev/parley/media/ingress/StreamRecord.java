package dev.parley.media.ingress;

import dev.parley.room.Codec;
import java.util.List;

/// A stream that had begun when the session was exported.
///
/// @param highestSequence unwrapped; sequence numbers go on from here. -1 when nothing had come
/// @param missing unwrapped sequence numbers below it that were still being asked for
/// @param height lines of its picture, 0 while unknown
public record StreamRecord(StreamPlan plan, Codec codec, long highestSequence, List<Long> missing, int height) {
    public StreamRecord {
        missing = List.copyOf(missing);
    }

    /// For who goes on some time later: what was lost in between is not asked for.
    public StreamRecord later() {
        return new StreamRecord(plan, codec, -1, List.of(), height);
    }
}
