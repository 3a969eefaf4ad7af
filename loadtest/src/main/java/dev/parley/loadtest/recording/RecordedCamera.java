package dev.parley.loadtest.recording;

import dev.parley.rtc.client.send.EncodedFrame;
import dev.parley.rtc.client.send.MediaSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// Plays recorded layers in a loop and in real time. A key frame that is asked for comes at once: the layer goes on
/// from its next recorded one.
public final class RecordedCamera implements MediaSource {
    private static final int CLOCK = 90_000;
    private static final long NS_PER_S = 1_000_000_000;
    /// A machine that stood still for longer lets the frames of that time go, as a camera does.
    private static final long LATE_NS = 500_000_000;

    private final List<IvfVideo> layers;
    private final int[] next;
    private final long frameNs;
    private final int frameTicks;
    private final EncodedFrame frame = new EncodedFrame();
    private final AtomicLong played = new AtomicLong();
    private long nextNs;
    private int timestamp;

    /// @param firstNs of the first frame
    public RecordedCamera(List<IvfVideo> layers, long firstNs) {
        IvfVideo first = layers.getFirst();
        this.layers = List.copyOf(layers);
        this.next = new int[layers.size()];
        this.frameNs = NS_PER_S * first.scale() / first.rate();
        this.frameTicks = (int) (frameNs * CLOCK / NS_PER_S);
        this.nextNs = firstNs;
    }

    @Override
    public void due(long nowNs, FrameSink sink) {
        if (nowNs - nextNs > LATE_NS) {
            nextNs = nowNs;
        }
        while (nowNs >= nextNs) {
            for (int layer = 0; layer < next.length; layer++) {
                IvfVideo video = layers.get(layer);
                IvfVideo.Frame recorded = video.frames().get(next[layer]);
                sink.send(frame.at(video.bytes(), recorded.offset(), recorded.length())
                        .timestamp(timestamp)
                        .picture(layer, recorded.keyFrame()));
                next[layer] = (next[layer] + 1) % video.frames().size();
            }
            nextNs += frameNs;
            timestamp += frameTicks;
            played.incrementAndGet();
        }
    }

    @Override
    public void keyFrameWanted(int layer) {
        next[layer] = layers.get(layer).keyFrameFrom(next[layer]);
    }

    /// Pictures so far.
    public long played() {
        return played.get();
    }
}
