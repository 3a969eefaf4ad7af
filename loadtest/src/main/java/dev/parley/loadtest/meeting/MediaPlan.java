package dev.parley.loadtest.meeting;

import dev.parley.loadtest.recording.Recording;
import dev.parley.rtc.client.offer.OfferPlan;
import org.jspecify.annotations.Nullable;

/// What a participant plays and how much it receives.
///
/// @param recording null: only watches
/// @param delayNs until the first frame: publishers that begin at one instant would make bursts no meeting has
public record MediaPlan(@Nullable Recording recording, int audioSlots, int videoSlots, long delayNs) {
    /// As the page: hears three.
    public static final int AUDIO_SLOTS = 3;

    /// Plays from a microphone and a camera, and watches through so many slots.
    public static MediaPlan playing(Recording recording, int videoSlots, long delayNs) {
        return new MediaPlan(recording, AUDIO_SLOTS, videoSlots, delayNs);
    }

    /// Only watches and hears.
    public static MediaPlan watching(int videoSlots) {
        return new MediaPlan(null, AUDIO_SLOTS, videoSlots, 0);
    }

    OfferPlan offer() {
        OfferPlan watching = OfferPlan.watching(audioSlots, videoSlots);
        return recording == null ? watching : watching.withMicrophoneAndCamera();
    }
}
