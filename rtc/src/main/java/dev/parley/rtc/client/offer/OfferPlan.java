package dev.parley.rtc.client.offer;

import java.util.ArrayList;
import java.util.List;

/// What a client wants to send and how many slots it wants to receive in.
///
/// @param publishes in order: the first audio is the microphone, the first video the camera, the second the screen
/// @param videoEncodings most wanted first
public record OfferPlan(List<Publish> publishes, int audioSlots, int videoSlots, List<Encoding> videoEncodings) {
    /// Half of the 64 sections an SDP may have would do; a meeting shows at most 49 (ADR-0001).
    private static final int MAX_SLOTS = 49;

    /// The layers of a camera, best first, as browsers offer them.
    public static final List<String> SIMULCAST = List.of("h", "m", "l");

    /// A section the client sends in.
    public sealed interface Publish {
        /// Opus.
        record Audio() implements Publish {}

        /// A picture.
        ///
        /// @param rids of the simulcast layers; none: one plain layer
        record Video(List<String> rids) implements Publish {
            public Video {
                rids = List.copyOf(rids);
            }
        }
    }

    public OfferPlan {
        publishes = List.copyOf(publishes);
        videoEncodings = List.copyOf(videoEncodings);
        if (audioSlots < 0 || audioSlots > MAX_SLOTS || videoSlots < 0 || videoSlots > MAX_SLOTS) {
            throw new IllegalArgumentException(
                    "slots: " + audioSlots + " and " + videoSlots + " (expected: 0.." + MAX_SLOTS + ")");
        }
    }

    /// Sends nothing, sees and hears through so many slots.
    public static OfferPlan watching(int audioSlots, int videoSlots) {
        return new OfferPlan(List.of(), audioSlots, videoSlots, List.of(Encoding.VP8));
    }

    /// The same with a microphone and a camera of three layers.
    public OfferPlan withMicrophoneAndCamera() {
        return with(new Publish.Audio()).with(new Publish.Video(SIMULCAST));
    }

    /// The same with one more section to send in.
    public OfferPlan with(Publish publish) {
        List<Publish> more = new ArrayList<>(publishes);
        more.add(publish);
        return new OfferPlan(more, audioSlots, videoSlots, videoEncodings);
    }

    /// The same with these video encodings.
    public OfferPlan encodedAs(List<Encoding> encodings) {
        return new OfferPlan(publishes, audioSlots, videoSlots, encodings);
    }
}
