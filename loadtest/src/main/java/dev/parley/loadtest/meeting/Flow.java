package dev.parley.loadtest.meeting;

import java.util.concurrent.atomic.AtomicLong;

/// What one source has sent into one slot so far. Written on the client's loop, read anywhere.
public final class Flow {
    private final AtomicLong packets = new AtomicLong();
    private final AtomicLong frames = new AtomicLong();
    private final AtomicLong keyFrames = new AtomicLong();
    private final AtomicLong lastFrameNs = new AtomicLong(Long.MIN_VALUE);
    private volatile int height;

    void packet() {
        packets.incrementAndGet();
    }

    void keyFrame(int lines) {
        keyFrames.incrementAndGet();
        height = lines;
    }

    void frame(long nowNs) {
        frames.incrementAndGet();
        lastFrameNs.set(nowNs);
    }

    public long packets() {
        return packets.get();
    }

    /// Whole ones.
    public long frames() {
        return frames.get();
    }

    public long keyFrames() {
        return keyFrames.get();
    }

    /// When the last whole frame came; `Long.MIN_VALUE` before the first.
    public long lastFrameNs() {
        return lastFrameNs.get();
    }

    /// Lines of the picture at the last key frame; 0 for sound and before the first.
    public int height() {
        return height;
    }
}
