package dev.parley.loadtest.meeting;

import dev.parley.loadtest.recording.Recording;
import dev.parley.room.Source;
import dev.parley.rtc.client.offer.OfferPlan;
import dev.parley.rtc.client.offer.OfferPlan.Publish;
import dev.parley.rtc.client.send.MediaSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a participant sends and how much it receives.
public record MediaPlan(Sending sending, int audioSlots, int videoSlots) {
    /// As the page: hears three.
    public static final int AUDIO_SLOTS = 3;

    /// What a participant sends.
    public sealed interface Sending {
        /// Nothing.
        record Nothing() implements Sending {}

        /// A recording, from a microphone and a camera of three layers.
        ///
        /// @param delayNs until the first frame: publishers that begin at one instant would make bursts no
        /// meeting has
        record Played(Recording recording, long delayNs) implements Sending {}

        /// Frames made for a measurement, from a microphone and perhaps a camera of one layer.
        record Made(MediaSource microphone, @Nullable MediaSource camera) implements Sending {}
    }

    /// Plays from a microphone and a camera, and watches through so many slots.
    public static MediaPlan playing(Recording recording, int videoSlots, long delayNs) {
        return new MediaPlan(new Sending.Played(recording, delayNs), AUDIO_SLOTS, videoSlots);
    }

    /// Sends what these make, and watches through so many slots.
    public static MediaPlan sending(MediaSource microphone, @Nullable MediaSource camera, int videoSlots) {
        return new MediaPlan(new Sending.Made(microphone, camera), AUDIO_SLOTS, videoSlots);
    }

    /// Only watches and hears.
    public static MediaPlan watching(int videoSlots) {
        return new MediaPlan(new Sending.Nothing(), AUDIO_SLOTS, videoSlots);
    }

    List<Source> sources() {
        return switch (sending) {
            case Sending.Nothing _ -> List.of();
            case Sending.Played _ -> List.of(Source.MICROPHONE, Source.CAMERA);
            case Sending.Made(var _, var camera) ->
                camera == null ? List.of(Source.MICROPHONE) : List.of(Source.MICROPHONE, Source.CAMERA);
        };
    }

    OfferPlan offer() {
        OfferPlan watching = OfferPlan.watching(audioSlots, videoSlots);
        return switch (sending) {
            case Sending.Nothing _ -> watching;
            case Sending.Played _ -> watching.withMicrophoneAndCamera();
            case Sending.Made(var _, var camera) -> {
                OfferPlan speaking = watching.with(new Publish.Audio());
                yield camera == null ? speaking : speaking.with(new Publish.Video(List.of()));
            }
        };
    }
}
