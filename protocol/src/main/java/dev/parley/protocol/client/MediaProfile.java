package dev.parley.protocol.client;

import dev.parley.room.Layer;
import java.util.List;

/// How a client should encode, so that every publisher of a room offers the same choice of layers.
public record MediaProfile(CameraProfile camera) {
    public record CameraProfile(List<LayerProfile> layers) {
        public CameraProfile {
            layers = List.copyOf(layers);
        }
    }

    /// `maxBitrate` in bits per second, as `RTCRtpEncodingParameters` has it.
    public record LayerProfile(Layer rid, int height, long maxBitrate) {}
}
