package dev.parley.loadtest.meeting;

import dev.parley.loadtest.meeting.MediaPlan.Sending;
import dev.parley.loadtest.recording.RecordedCamera;
import dev.parley.loadtest.recording.RecordedMicrophone;
import dev.parley.room.Layer;
import dev.parley.room.Source;
import dev.parley.rtc.client.ClientStats;
import dev.parley.rtc.client.ConnectResult;
import dev.parley.rtc.client.RtcClient;
import dev.parley.rtc.client.WireTap;
import dev.parley.rtc.client.offer.Offer;
import dev.parley.rtc.client.send.MediaSource;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// The media of one participant: one offer, one answer, what it plays and what it receives.
final class MediaSession implements AutoCloseable {
    /// Handshakes of hundreds that come at once take their time on a small machine.
    private static final long CONNECT_SECONDS = 30;

    private final RtcClient client;
    private final Reception reception;
    private final @Nullable MediaSource microphone;
    private final @Nullable MediaSource camera;

    private MediaSession(
            RtcClient client, Reception reception, @Nullable MediaSource microphone, @Nullable MediaSource camera) {
        this.client = client;
        this.reception = reception;
        this.microphone = microphone;
        this.camera = camera;
    }

    static MediaSession open(Venue venue, MediaPlan plan, ParticipantListener listener) {
        Reception reception = new Reception(listener);
        WireTap tap = listener.tap();
        RtcClient client = tap == null
                ? venue.clients().open(plan.offer(), reception)
                : venue.clients().open(plan.offer(), reception, tap);
        return switch (plan.sending()) {
            case Sending.Nothing _ -> new MediaSession(client, reception, null, null);
            case Sending.Made(var microphone, var camera) -> new MediaSession(client, reception, microphone, camera);
            case Sending.Played(var recording, var delayNs) -> {
                long firstNs = venue.nowNs() + delayNs;
                yield new MediaSession(
                        client,
                        reception,
                        new RecordedMicrophone(recording.microphone(), firstNs),
                        new RecordedCamera(recording.camera(), firstNs));
            }
        };
    }

    String offer() {
        return client.offer().sdp();
    }

    /// Connects and begins to play.
    void answered(String sdp) throws IOException, InterruptedException {
        switch (await(client.answered(sdp))) {
            case ConnectResult.Connected _ -> {}
            case ConnectResult.Failed(var why) -> throw new IOException("media: " + why);
        }
        begin(true, microphone);
        begin(false, camera);
    }

    private void begin(boolean audio, @Nullable MediaSource source) throws IOException, InterruptedException {
        if (source != null && !await(client.source(track(audio), source))) {
            throw new IOException("media: the node did not take a track");
        }
    }

    private String track(boolean audio) {
        return client.offer().tracks().stream()
                .filter(track -> track.audio() == audio)
                .findFirst()
                .orElseThrow()
                .mid();
    }

    void layersWanted(Source source, List<Layer> layers) {
        if (source == Source.CAMERA && camera instanceof RecordedCamera) { // the others have one layer
            List<String> rids = layers.stream()
                    .map(layer -> layer.name().toLowerCase(Locale.ROOT))
                    .toList();
            var _ = client.layersWanted(track(false), rids);
        }
    }

    void candidate(String line) {
        var _ = client.addCandidate(line);
    }

    void speak(int decibelsBelowOverload) {
        if (microphone instanceof RecordedMicrophone recorded) {
            recorded.speak(decibelsBelowOverload);
        }
    }

    List<String> slots(boolean audio) {
        return client.offer().slots().stream()
                .filter(slot -> slot.audio() == audio)
                .map(Offer.Slot::mid)
                .toList();
    }

    Flow flow(String mid, int csrc) {
        return reception.flow(mid, csrc);
    }

    /// Frames of the recording that were played of this source.
    long played(Source source) {
        return switch (source) {
            case MICROPHONE -> microphone instanceof RecordedMicrophone recorded ? recorded.played() : 0;
            case CAMERA -> camera instanceof RecordedCamera recorded ? recorded.played() : 0;
            case SCREEN, SCREEN_AUDIO -> 0;
        };
    }

    CompletableFuture<String> end() {
        return reception.end();
    }

    ClientStats stats() throws IOException, InterruptedException {
        return await(client.stats());
    }

    private static <T> T await(CompletableFuture<T> future) throws IOException, InterruptedException {
        try {
            return future.get(CONNECT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("media: nothing within " + CONNECT_SECONDS + " s", e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
