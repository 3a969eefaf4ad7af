package dev.parley.media.ingress;

import dev.parley.media.layers.LayerOffer;
import dev.parley.room.Codec;
import dev.parley.room.ParticipantId;
import dev.parley.room.Source;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One thing a participant publishes: a microphone, a camera, a screen. It has one stream, or one per
/// simulcast layer.
public final class SourceTrack {
    private final ParticipantId participant;
    private final Source source;
    /// All layers of a frame are sent together. A publisher that has sent lower ones for so long leaves
    /// this one out, as Chromium 156 does with all but the lowest after a change of its path, and whoever
    /// watches it needs another.
    static final long LEFT_OUT_NS = 300_000_000;

    private final int csrc;
    private final List<PublishedStream> layers = new ArrayList<>();
    private final Loudness loudness = new Loudness();
    private final List<LayerOffer> offers = new ArrayList<>();
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

    /// Looks which layers arrive at this moment, what they cost and what they show: once for all receivers.
    public void offer(long nowNs) {
        offers.clear();
        long newestBelowNs = 0;
        for (int i = 0; !muted && i < layers.size(); i++) {
            PublishedStream stream = layers.get(i);
            boolean leftOut = newestBelowNs - stream.lastPacketNs() >= LEFT_OUT_NS;
            newestBelowNs = Math.max(newestBelowNs, stream.lastPacketNs());
            if (stream.active(nowNs) && !leftOut) {
                offers.add(new LayerOffer(stream.plan().layer(), stream.bps(nowNs), lines(stream)));
            }
        }
    }

    /// What [#offer] saw last, lowest layer first.
    public List<LayerOffer> offers() {
        return offers;
    }

    /// As the last key frame said, else as the layer's name promises (`protocol`: l = 180, m = 360, h = the
    /// rest).
    private static int lines(PublishedStream stream) {
        if (stream.height() > 0) {
            return stream.height();
        }
        return switch (stream.plan().layer()) {
            case 0 -> 180;
            case 1 -> 360;
            default -> 1_080;
        };
    }

    /// True for simulcast, whose layers the publisher may be told to leave out.
    public boolean layered() {
        for (int i = 0; i < layers.size(); i++) {
            if (!layers.get(i).plan().rid().isEmpty()) {
                return true;
            }
        }
        return false;
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
