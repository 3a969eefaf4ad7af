package dev.parley.protocol;

import dev.parley.room.Layer;
import dev.parley.room.ParticipantId;
import dev.parley.room.Source;
import org.jspecify.annotations.Nullable;

/// What a slot carries now. Without a participant it is idle. `csrc` is the contributing source (RFC 3550 §5.1)
/// written into every packet of the slot; `layer` is absent for audio and for video of one plain layer.
public record SlotView(
        String mid,
        @Nullable ParticipantId participant,
        @Nullable Source source,
        @Nullable Long csrc,
        @Nullable Layer layer) {}
