package dev.parley.loadtest.recording;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// VP8 frames in an IVF file, the container of libvpx' own tools: no RFC, but one page of
/// <https://wiki.multimedia.cx/index.php/IVF>. All numbers are little-endian.
/// ```
/// file:  "DKIF" | version 0 u16 | header length u16 | "VP80" | width u16 | height u16
///        | ticks a second u32 | scale u32 | frames u32 | unused u32
/// frame: length u32 | time u64 | bytes
/// ```
///
/// @param rate ticks of a frame's time in `scale` seconds
/// @param bytes the whole file; frames say where in it they lie
public record IvfVideo(int width, int height, int rate, int scale, MemorySegment bytes, List<Frame> frames) {
    /// A recording is held in memory and looped: some seconds are plenty.
    public static final int FILE_BYTES = 64 << 20;

    /// An hour at 25 frames a second.
    static final int FRAMES = 90_000;

    private static final ValueLayout.OfShort U16 = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt U32 = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong U64 = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final int SIGNATURE = 0x46494B44; // DKIF
    private static final int VP8 = 0x30385056; // VP80
    private static final int HEADER_BYTES = 32;
    private static final int FRAME_HEADER_BYTES = 12;

    /// One picture: where it lies, and when it is shown.
    ///
    /// @param time in ticks, greater than that of the frame before
    public record Frame(long offset, int length, long time, boolean keyFrame) {}

    public IvfVideo {
        frames = List.copyOf(frames);
    }

    /// Empty when these bytes are not a whole IVF file of VP8 that begins with a key frame. Never throws.
    public static Optional<IvfVideo> parse(MemorySegment file) {
        if (file.byteSize() < HEADER_BYTES || file.byteSize() > FILE_BYTES) {
            return Optional.empty();
        }
        int headerBytes = u16(file, 6);
        int width = u16(file, 12);
        int height = u16(file, 14);
        int rate = file.get(U32, 16);
        int scale = file.get(U32, 20);
        boolean isVp8 = file.get(U32, 0) == SIGNATURE && u16(file, 4) == 0 && file.get(U32, 8) == VP8;
        if (!isVp8 || headerBytes < HEADER_BYTES || width == 0 || height == 0 || rate <= 0 || scale <= 0) {
            return Optional.empty();
        }
        List<Frame> frames = frames(file, headerBytes);
        return frames.isEmpty() || !frames.getFirst().keyFrame()
                ? Optional.empty()
                : Optional.of(new IvfVideo(width, height, rate, scale, file, frames));
    }

    /// None at all when one of them is not whole.
    private static List<Frame> frames(MemorySegment file, long begin) {
        List<Frame> frames = new ArrayList<>();
        long at = begin;
        long lastTime = -1;
        while (at < file.byteSize()) {
            if (file.byteSize() - at <= FRAME_HEADER_BYTES || frames.size() == FRAMES) {
                return List.of();
            }
            int length = file.get(U32, at);
            long time = file.get(U64, at + 4);
            at += FRAME_HEADER_BYTES;
            if (length <= 0 || length > file.byteSize() - at || time <= lastTime) {
                return List.of();
            }
            frames.add(new Frame(at, length, time, isKeyFrame(file, at)));
            lastTime = time;
            at += length;
        }
        return frames;
    }

    /// RFC 6386 §9.1: the lowest bit of the frame tag is 0 in a key frame.
    private static boolean isKeyFrame(MemorySegment file, long offset) {
        return (file.get(ValueLayout.JAVA_BYTE, offset) & 1) == 0;
    }

    private static int u16(MemorySegment file, long offset) {
        return Short.toUnsignedInt(file.get(U16, offset));
    }

    /// The bytes of one frame, copied.
    public byte[] copy(Frame frame) {
        return bytes.asSlice(frame.offset(), frame.length()).toArray(ValueLayout.JAVA_BYTE);
    }

    /// The first key frame at or behind this place, around the end if need be.
    public int keyFrameFrom(int index) {
        int at = index;
        while (!frames.get(at).keyFrame()) {
            at = (at + 1) % frames.size(); // ends: the first frame is one
        }
        return at;
    }
}
