package dev.parley.rtc.client.send;

import java.lang.foreign.MemorySegment;

/// One frame of sound or picture, where it lies and what a packet must say of it. A holder that a source fills again
/// for every frame.
public final class EncodedFrame {
    private MemorySegment data = MemorySegment.NULL;
    private long offset;
    private int length;
    private int timestamp;
    private int layer;
    private boolean keyFrame;
    private int audioLevel;

    /// The bytes, which must stay as they are until the sink returns.
    public EncodedFrame at(MemorySegment segment, long start, int bytes) {
        this.data = segment;
        this.offset = start;
        this.length = bytes;
        return this;
    }

    /// In ticks of the encoding's clock, from any beginning.
    public EncodedFrame timestamp(int ticks) {
        this.timestamp = ticks;
        return this;
    }

    /// A picture of this layer, counted in the order of the offer's rids.
    public EncodedFrame picture(int layerIndex, boolean isKeyFrame) {
        this.layer = layerIndex;
        this.keyFrame = isKeyFrame;
        return this;
    }

    /// Sound so loud, in the byte of RFC 6464: `|V| -dBov |`.
    public EncodedFrame sound(int level) {
        this.audioLevel = level;
        return this;
    }

    MemorySegment data() {
        return data;
    }

    long offset() {
        return offset;
    }

    int length() {
        return length;
    }

    int timestamp() {
        return timestamp;
    }

    public int layer() {
        return layer;
    }

    public boolean isKeyFrame() {
        return keyFrame;
    }

    int audioLevel() {
        return audioLevel;
    }
}
