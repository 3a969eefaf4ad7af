package dev.parley.rtc.packets.payload;

import dev.parley.rtc.packets.Wire;
import java.lang.foreign.MemorySegment;

/// What an H.264 payload says about frames, RFC 6184 §5: single NAL units, STAP-A aggregates and FU-A fragments,
/// which is all that browsers send (packetization modes 0 and 1).
/// ```
/// single:  |F|NRI|  type  | slice ...
/// STAP-A:  |F|NRI|   24   | size (16) | NAL unit | size (16) | NAL unit ...
/// FU-A:    |F|NRI|   28   | |S|E|R| type | fragment ...
/// ```
/// A frame has no number and no start flag here: it ends at the RTP marker (§5.1), and its first packet is told from
/// the NAL units themselves.
public final class H264Payload {
    private static final int SLICE = 1;
    private static final int IDR = 5;
    private static final int SEI = 6;
    private static final int SPS = 7;
    private static final int PPS = 8;
    private static final int DELIMITER = 9;
    private static final int STAP_A = 24;
    private static final int FU_A = 28;

    private H264Payload() {}

    /// Whether a decoder that has seen nothing can start with this packet: it holds a sequence parameter set (SPS).
    /// Encoders of browsers send the parameter sets first and in the IDR's own frame; an IDR picture alone is not
    /// enough, because no receiver gets the parameter sets in any other way, and when they were lost or came later,
    /// they have to come first.
    public static boolean startsKeyFrame(MemorySegment slab, long offset, int length) {
        if (length < 2) {
            return false;
        }
        int type = Wire.u8(slab, offset) & 0x1F;
        return switch (type) {
            case STAP_A -> aggregateHasSps(slab, offset, length);
            case FU_A -> isFirstFragment(slab, offset) && (Wire.u8(slab, offset + 1) & 0x1F) == SPS;
            default -> type == SPS;
        };
    }

    /// Whether this packet is the first of a frame: it opens with a unit that may only come before the picture
    /// (delimiter, parameter sets, SEI), or with the slice that holds the first macroblock.
    public static boolean startsFrame(MemorySegment slab, long offset, int length) {
        if (length < 2) {
            return false;
        }
        int type = Wire.u8(slab, offset) & 0x1F;
        return switch (type) {
            case STAP_A -> length >= 5 && opensFrame(Wire.u8(slab, offset + 3) & 0x1F, Wire.u8(slab, offset + 4));
            case FU_A ->
                length >= 3
                        && isFirstFragment(slab, offset)
                        && opensFrame(Wire.u8(slab, offset + 1) & 0x1F, Wire.u8(slab, offset + 2));
            default -> opensFrame(type, Wire.u8(slab, offset + 1));
        };
    }

    private static boolean aggregateHasSps(MemorySegment slab, long offset, int length) {
        int at = 1;
        while (at + 2 < length) {
            int size = Wire.u16(slab, offset + at);
            if (size == 0 || at + 2 + size > length) {
                return false; // the sizes do not add up: believe nothing of it
            }
            if ((Wire.u8(slab, offset + at + 2) & 0x1F) == SPS) {
                return true;
            }
            at += 2 + size;
        }
        return false;
    }

    private static boolean isFirstFragment(MemorySegment slab, long offset) {
        return (Wire.u8(slab, offset + 1) & 0x80) != 0;
    }

    /// A slice header begins with first_mb_in_slice as an Exp-Golomb code, H.264 §7.3.3: 0 is the single bit 1.
    private static boolean opensFrame(int type, int firstByteOfSlice) {
        return switch (type) {
            case SEI, SPS, PPS, DELIMITER -> true;
            case SLICE, IDR -> (firstByteOfSlice & 0x80) != 0;
            default -> false;
        };
    }
}
