package dev.parley.rtc.client.send;

import dev.parley.rtc.packets.Wire;
import java.lang.foreign.MemorySegment;

/// Writes VP8 payload descriptors (RFC 7741 §4.2) with a picture id of 15 bits and TL0PICIDX, as browsers do: the two
/// counters a forwarder has to rewrite when it switches layers.
/// ```
/// |X=1|R|N|S|R|PID=0|  |I=1|L=1|T=1|K=0|RSV|  |M=1| picture id |  |TL0PICIDX|  |TID=0|Y=0|0|
/// ```
final class Vp8Cutter {
    static final int DESCRIPTOR_BYTES = 6;

    private static final int EXTENDED = 0x80;
    private static final int START = 0x10;
    private static final int PICTURE_ID_TL0_TID = 0xE0;
    private static final int LONG_PICTURE_ID = 0x8000;

    private int pictureId;
    private int tl0PicIdx;

    Vp8Cutter(int firstPictureId) {
        this.pictureId = firstPictureId & 0x7FFF;
    }

    void nextFrame() {
        pictureId = pictureId + 1 & 0x7FFF;
        tl0PicIdx = tl0PicIdx + 1 & 0xFF;
    }

    void describe(MemorySegment slab, long offset, boolean startsFrame) {
        Wire.putU8(slab, offset, EXTENDED | (startsFrame ? START : 0));
        Wire.putU8(slab, offset + 1, PICTURE_ID_TL0_TID);
        Wire.putU16(slab, offset + 2, LONG_PICTURE_ID | pictureId);
        Wire.putU8(slab, offset + 4, tl0PicIdx);
        Wire.putU8(slab, offset + 5, 0);
    }
}
