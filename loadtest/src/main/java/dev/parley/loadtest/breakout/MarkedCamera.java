package dev.parley.loadtest.breakout;

import dev.parley.rtc.client.send.EncodedFrame;
import dev.parley.rtc.client.send.MediaSource;
import dev.parley.rtc.packets.Wire;
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
    private static final int WIDTH = 320;
    private static final int HEIGHT = 180;
    private static final int START_CODE = 0x9d012a;

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
            header();
            marks.apply(nowNs).write(bytes, Mark.PICTURE_AT);
            sink.send(frame.at(bytes, 0, FRAME_BYTES).timestamp(timestamp).picture(0, keyFrame));
            keyFrame = false;
        }
    }

    /// RFC 6386 §9.1: the lowest bit of the frame tag is 0 in a key frame, whose size follows.
    private void header() {
        Wire.putU24(bytes, 0, keyFrame ? 0x100000 : 0x110000);
        Wire.putU24(bytes, 3, START_CODE);
        Wire.putU16(bytes, 6, Short.toUnsignedInt(Short.reverseBytes((short) WIDTH)));
        Wire.putU16(bytes, 8, Short.toUnsignedInt(Short.reverseBytes((short) HEIGHT)));
    }

    @Override
    public void keyFrameWanted(int layer) {
        keyFrame = true;
    }
}
