package dev.parley.loadtest.breakout;

import dev.parley.loadtest.recording.Vp8Header;
import dev.parley.rtc.client.send.EncodedFrame;
import dev.parley.rtc.client.send.MediaSource;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.function.LongFunction;

/// A small picture in one layer: marked frames of one packet that look like VP8 to a forwarder. A key frame that is
/// asked for comes with the next frame.
final class MarkedCamera implements MediaSource {
    static final int FRAMES_PER_SECOND = 5;
    static final int FRAME_BYTES = 600;

    private static final long FRAME_NS = 1_000_000_000L / FRAMES_PER_SECOND;
    private static final int FRAME_TICKS = 90_000 / FRAMES_PER_SECOND;

    private final MemorySegment bytes = Arena.ofAuto().allocate(FRAME_BYTES);
    private final EncodedFrame frame = new EncodedFrame();
    private final LongFunction<Mark> marks;
    private long nextNs;
    private int timestamp;
    private boolean keyFrame = true;

    /// @param firstNs of the first frame
    /// @param marks made with the time of sending
    MarkedCamera(long firstNs, LongFunction<Mark> marks) {
        this.nextNs = firstNs;
        this.marks = marks;
    }

    @Override
    public void due(long nowNs, FrameSink sink) {
        nextNs += Math.max(0, (nowNs - nextNs) / FRAME_NS) * FRAME_NS; // what was not asked for was not seen
        while (nowNs >= nextNs) {
            nextNs += FRAME_NS;
            timestamp += FRAME_TICKS;
            Vp8Header.write(bytes, keyFrame);
            marks.apply(nowNs).write(bytes, Mark.PICTURE_AT);
            sink.send(frame.at(bytes, 0, FRAME_BYTES).timestamp(timestamp).picture(0, keyFrame));
            keyFrame = false;
        }
    }

    @Override
    public void keyFrameWanted(int layer) {
        keyFrame = true;
    }
}
