package dev.parley.signaling.meeting;

import dev.parley.protocol.client.MediaProfile;
import dev.parley.protocol.client.SlotCounts;
import dev.parley.room.Codec;
import dev.parley.room.Layer;
import java.time.Duration;
import java.util.List;

/// What every joiner is told about how this system works.
public record Welcoming(Duration grace, SlotCounts slots, List<Codec> codecs, MediaProfile media) {
    public Welcoming {
        codecs = List.copyOf(codecs);
    }

    /// `video` is what is published; the other codec may still be received: from WHIP publishers, and from browsers
    /// that cannot encode the room's own.
    ///
    /// Three voices are all that anyone can follow; 49 pictures are a grid of 7 × 7. The layers are those that
    /// Chromium would choose for 720 lines, with the heights that tiles have.
    public static Welcoming standard(Duration grace, Codec video) {
        return new Welcoming(
                grace,
                new SlotCounts(3, 49),
                List.of(Codec.OPUS, video, video == Codec.VP8 ? Codec.H264 : Codec.VP8),
                new MediaProfile(new MediaProfile.CameraProfile(List.of(
                        new MediaProfile.LayerProfile(Layer.H, 720, 1_700_000),
                        new MediaProfile.LayerProfile(Layer.M, 360, 600_000),
                        new MediaProfile.LayerProfile(Layer.L, 180, 150_000)))));
    }
}
