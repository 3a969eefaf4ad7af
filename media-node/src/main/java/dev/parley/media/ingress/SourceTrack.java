package dev.parley.media.ingress;

import dev.parley.room.Codec;
import dev.parley.room.ParticipantId;
import dev.parley.room.Source;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One thing a participant publishes: a microphone, a camera, a screen. It has one stream, or one per simulcast layer.
public final class SourceTrack {
    private final ParticipantId participant;
    private final Source source;
    private final int csrc;
    private final List<PublishedStream> layers = new ArrayList<>();
    private final Loudness loudness = new Loudness();
    private boolean muted;

    public SourceTrack(ParticipantId participant, Source source, int csrc) {
        this.participant = participant;
        this.source = source;
        this.csrc = csrc;
    }

    public ParticipantId participant() {
        return participant;
    }

    public Source source() {
        return source;
    }

    /// What names the publisher in every forwarded packet (RFC 3550 §5.1).
    public int csrc() {
        return csrc;
    }

    public boolean muted() {
        return muted;
    }

    public void mute(boolean on) {
        muted = on;
    }

    public Loudness loudness() {
        return loudness;
    }

    /// The streams that have begun, lowest layer first.
    public List<PublishedStream> layers() {
        return layers;
    }

    /// The stream of a layer, or null while it has not begun.
    public @Nullable PublishedStream layer(int layer) {
        for (PublishedStream stream : layers) {
            if (stream.plan().layer() == layer) {
                return stream;
            }
        }
        return null;
    }

    void add(PublishedStream stream) {
        int at = 0;
        while (at < layers.size()
                && layers.get(at).plan().layer() < stream.plan().layer()) {
            at++;
        }
        layers.add(at, stream);
    }

    /// Something a slot can show: begun and not muted.
    public boolean live() {
        return !muted && !layers.isEmpty();
    }

    public @Nullable Codec codec() {
        return layers.isEmpty() ? null : layers.getFirst().codec();
    }
}
