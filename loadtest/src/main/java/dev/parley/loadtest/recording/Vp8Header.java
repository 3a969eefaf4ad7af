package dev.parley.loadtest.recording;

import dev.parley.rtc.packets.Wire;
import java.lang.foreign.MemorySegment;

/// The first bytes of a VP8 frame that no decoder will see, but every SFU reads (RFC 6386 §9.1): the lowest bit of the
/// frame tag is 0 in a key frame, whose size follows.
public final class Vp8Header {
    private static final int KEY_FRAME = 0x100000;
    private static final int INTER_FRAME = 0x110000;
    private static final int START_CODE = 0x9d012a;
    private static final int WIDTH = 320;
    private static final int HEIGHT = 180;

    private Vp8Header() {}

    public static void write(MemorySegment bytes, boolean keyFrame) {
        Wire.putU24(bytes, 0, keyFrame ? KEY_FRAME : INTER_FRAME);
        Wire.putU24(bytes, 3, START_CODE);
        Wire.putU16(bytes, 6, Short.toUnsignedInt(Short.reverseBytes((short) WIDTH)));
        Wire.putU16(bytes, 8, Short.toUnsignedInt(Short.reverseBytes((short) HEIGHT)));
    }
}
