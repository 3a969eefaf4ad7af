package dev.parley.rtc.packets.stun;

import dev.parley.rtc.packets.Wire;
import java.lang.foreign.MemorySegment;

/// Whether a datagram is framed as one STUN message, RFC 8489 §5.
/// ```
/// |0 0|   message type (14)       |      message length, bytes    |
/// |                  magic cookie 0x2112A442                      |
/// |                  transaction id, 96 bits                      |
/// ```
public final class StunFraming {
    public static final int HEADER_BYTES = 20;

    private static final int MAGIC_COOKIE = 0x2112A442;
    private static final int BINDING_REQUEST = 0x0001;

    private StunFraming() {}

    /// The first byte is 0..3 (RFC 7983 §7 leaves no more to STUN), the cookie is there, and the length, a
    /// multiple of four, says exactly what arrived.
    public static boolean isStun(MemorySegment slab, long offset, int length) {
        return length >= HEADER_BYTES
                && Wire.u8(slab, offset) <= 3
                && Wire.u32(slab, offset + 4) == MAGIC_COOKIE
                && Wire.u16(slab, offset + 2) == length - HEADER_BYTES
                && (length & 3) == 0;
    }

    /// Whether it is a Binding request, the only one a node answers; only after [#isStun].
    public static boolean isBindingRequest(MemorySegment slab, long offset) {
        return Wire.u16(slab, offset) == BINDING_REQUEST;
    }
}
