package dev.parley.media.negotiation;

import dev.parley.room.Codec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A section in which the client receives: one SSRC for the life of the session, and one for its retransmissions.
///
/// @param rtxSsrc 0 for audio, or when the client did not offer RTX
public record SlotPlan(String mid, boolean audio, int ssrc, int rtxSsrc, List<SlotCodec> codecs) {
    public SlotPlan {
        codecs = List.copyOf(codecs);
    }

    /// The payload types of one codec in this slot; `rtxPayloadType` is -1 when the client did not offer RTX for it.
    public record SlotCodec(Codec codec, int payloadType, int rtxPayloadType) {}

    public @Nullable SlotCodec codec(@Nullable Codec wanted) {
        for (SlotCodec one : codecs) {
            if (one.codec() == wanted) {
                return one;
            }
        }
        return null;
    }
}
