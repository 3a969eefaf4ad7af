package dev.parley.protocol;

import dev.parley.room.ParticipantId;
import dev.parley.room.Source;
import org.jspecify.annotations.Nullable;

/// What a receiver wants to see in one of its slots.
/// - `mid`: the media section (RFC 5888) of the slot in the receiver's offer.
/// - without `participant` the node chooses, active speaker first; without `source` it prefers a screen over a
///   camera.
/// - `height`: the greatest useful picture height in lines; 0 leaves the slot idle.
public record SlotWish(
        String mid,
        @Nullable ParticipantId participant,
        @Nullable Source source,
        int height) {
    public SlotWish {
        if (mid.isEmpty() || mid.length() > ProtocolLimits.MID_CHARS) {
            throw new IllegalArgumentException(
                    "mid: " + mid.length() + " characters (expected: 1.." + ProtocolLimits.MID_CHARS + ")");
        }
        if (height < 0 || height > ProtocolLimits.HEIGHT) {
            throw new IllegalArgumentException("height: " + height + " (expected: 0.." + ProtocolLimits.HEIGHT + ")");
        }
    }
}
