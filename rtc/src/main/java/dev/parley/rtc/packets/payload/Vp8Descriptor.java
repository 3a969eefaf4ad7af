package dev.parley.rtc.packets.payload;

import dev.parley.rtc.packets.Wire;
import java.lang.foreign.MemorySegment;

/// The VP8 payload descriptor, RFC 7741 §4.2, and the first bytes of the frame behind it; a holder that is parsed
/// into packet after packet.
/// ```
///        |X|R|N|S|R| PID |   N: not used as reference, S: start of partition PID
///   X:   |I|L|T|K|  RSV  |
///   I:   |M|  PictureID  |   M: one byte more, 15 bits in all
///   L:   |   TL0PICIDX   |
///   T/K: |TID|Y| KEYIDX  |
/// ```
/// A forwarder that drops temporal layers or switches simulcast layers must keep PictureID and TL0PICIDX without gaps
/// or the decoder waits for frames that never come; so their positions are told, and both are rewritten in the
/// receiver's copy of the payload.
public final class Vp8Descriptor {
    /// What a counter answers when the packet does not carry it.
    public static final int ABSENT = -1;

    private static final int KEY_FRAME_HEADER_BYTES = 10;
    private static final int START_CODE = 0x9d012a;

    private int first;
    private int length;
    private int pictureId;
    private int pictureIdPosition;
    private boolean pictureIdIsLong;
    private int tl0PicIdx;
    private int tl0PicIdxPosition;
    private int temporalId;
    private boolean layerSync;
    private boolean keyFrame;
    private int width;
    private int height;

    /// False when these bytes are no VP8 payload, or a descriptor with nothing behind it; then nothing may be
    /// read.
    public boolean parse(MemorySegment slab, long offset, int payloadLength) {
        clear();
        if (payloadLength < 1) {
            return false;
        }
        first = Wire.u8(slab, offset);
        boolean isExtended = (first & 0x80) != 0;
        int end = isExtended ? readExtension(slab, offset, payloadLength) : 1;
        if (end < 0 || end >= payloadLength) {
            return false;
        }
        length = end;
        if (startsFrame()) {
            readFrameHeader(slab, offset + end, payloadLength - end);
        }
        return true;
    }

    /// Bytes of the descriptor; the VP8 data begins behind it.
    public int length() {
        return length;
    }

    /// Whether this packet is the first of a frame: start of partition 0.
    public boolean startsFrame() {
        return startsPartition() && partition() == 0;
    }

    public boolean startsPartition() {
        return (first & 0x10) != 0;
    }

    public int partition() {
        return first & 0x07;
    }

    /// No later frame refers to this one: the first to drop.
    public boolean isDiscardable() {
        return (first & 0x20) != 0;
    }

    /// 7 or 15 bits, or [#ABSENT].
    public int pictureId() {
        return pictureId;
    }

    /// Whether the PictureID has 15 bits; a stream may change from 7 to 15 in mid-flow.
    public boolean pictureIdIsLong() {
        return pictureIdIsLong;
    }

    /// Bytes from the start of the payload, or [#ABSENT].
    public int pictureIdPosition() {
        return pictureIdPosition;
    }

    /// Counts frames of the base temporal layer, 8 bits, or [#ABSENT].
    public int tl0PicIdx() {
        return tl0PicIdx;
    }

    /// Bytes from the start of the payload, or [#ABSENT].
    public int tl0PicIdxPosition() {
        return tl0PicIdxPosition;
    }

    /// The temporal layer, 0 (base) to 3, or [#ABSENT].
    public int temporalId() {
        return temporalId;
    }

    /// This frame depends on the base layer only: the place to step up to its temporal layer.
    public boolean isLayerSync() {
        return layerSync;
    }

    /// Whether this packet begins a key frame. Only a frame's first packet can say.
    public boolean isKeyFrame() {
        return keyFrame;
    }

    /// In pixels, from a key frame's first packet; 0 elsewhere.
    public int width() {
        return width;
    }

    /// In pixels, from a key frame's first packet; 0 elsewhere.
    public int height() {
        return height;
    }

    /// Puts a PictureID into a copy of the parsed payload that begins at `payloadOffset`, in as many bits as it
    /// had there; nothing where it had none.
    public void rewritePictureId(MemorySegment slab, long payloadOffset, int value) {
        if (pictureIdPosition == ABSENT) {
            return;
        }
        if (pictureIdIsLong) {
            Wire.putU16(slab, payloadOffset + pictureIdPosition, 0x8000 | (value & 0x7FFF));
        } else {
            Wire.putU8(slab, payloadOffset + pictureIdPosition, value & 0x7F);
        }
    }

    /// Puts a TL0PICIDX into a copy of the parsed payload that begins at `payloadOffset`; nothing where it had
    /// none.
    public void rewriteTl0PicIdx(MemorySegment slab, long payloadOffset, int value) {
        if (tl0PicIdxPosition != ABSENT) {
            Wire.putU8(slab, payloadOffset + tl0PicIdxPosition, value);
        }
    }

    private void clear() {
        first = 0;
        length = 0;
        pictureId = ABSENT;
        pictureIdPosition = ABSENT;
        pictureIdIsLong = false;
        tl0PicIdx = ABSENT;
        tl0PicIdxPosition = ABSENT;
        temporalId = ABSENT;
        layerSync = false;
        keyFrame = false;
        width = 0;
        height = 0;
    }

    /// Answers where the descriptor ends, -1 when that is past the payload.
    private int readExtension(MemorySegment slab, long offset, int payloadLength) {
        if (payloadLength < 2) {
            return -1;
        }
        int flags = Wire.u8(slab, offset + 1);
        boolean hasPictureId = (flags & 0x80) != 0;
        boolean hasTl0PicIdx = (flags & 0x40) != 0;
        boolean hasTemporalId = (flags & 0x20) != 0;
        boolean hasKeyIndex = (flags & 0x10) != 0;
        int at = 2;
        if (hasPictureId) {
            if (at >= payloadLength) {
                return -1;
            }
            pictureIdIsLong = (Wire.u8(slab, offset + at) & 0x80) != 0;
            pictureIdPosition = at;
            at += pictureIdIsLong ? 2 : 1;
        }
        if (hasTl0PicIdx) {
            tl0PicIdxPosition = at;
            at++;
        }
        int layerPosition = at;
        if (hasTemporalId || hasKeyIndex) {
            at++;
        }
        if (at > payloadLength) {
            return -1;
        }
        readValues(slab, offset, hasTemporalId ? layerPosition : ABSENT);
        return at;
    }

    /// Only after the bounds of the whole descriptor are proven.
    private void readValues(MemorySegment slab, long offset, int layerPosition) {
        if (pictureIdPosition != ABSENT) {
            pictureId = pictureIdIsLong
                    ? Wire.u16(slab, offset + pictureIdPosition) & 0x7FFF
                    : Wire.u8(slab, offset + pictureIdPosition);
        }
        if (tl0PicIdxPosition != ABSENT) {
            tl0PicIdx = Wire.u8(slab, offset + tl0PicIdxPosition);
        }
        if (layerPosition != ABSENT) {
            int layer = Wire.u8(slab, offset + layerPosition);
            temporalId = layer >>> 6;
            layerSync = (layer & 0x20) != 0;
        }
    }

    /// RFC 7741 §4.3 and RFC 6386 §9.1: a 3-byte frame tag whose lowest bit is 0 in a key frame; then the start
    /// code and two little-endian words of 14 bits size and 2 bits scale. A key frame too short or without start
    /// code keeps its size unknown.
    private void readFrameHeader(MemorySegment slab, long at, int remaining) {
        keyFrame = (Wire.u8(slab, at) & 0x01) == 0;
        if (keyFrame && remaining >= KEY_FRAME_HEADER_BYTES && Wire.u24(slab, at + 3) == START_CODE) {
            width = Wire.u8(slab, at + 6) | (Wire.u8(slab, at + 7) & 0x3F) << 8;
            height = Wire.u8(slab, at + 8) | (Wire.u8(slab, at + 9) & 0x3F) << 8;
        }
    }
}
