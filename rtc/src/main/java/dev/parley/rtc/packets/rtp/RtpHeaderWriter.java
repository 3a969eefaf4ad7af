package dev.parley.rtc.packets.rtp;

import dev.parley.rtc.packets.Wire;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Writes an RTP header of ours into a slab, step by step and without allocation; see [RtpPacket] for the layout.
/// ```java
/// int headerLength = writer.begin(slab, offset, payloadType, marker)
///         .sequenceNumber(seq).timestamp(ts).ssrc(ssrc)
///         .csrc(source)                 // at most one, before any extension
///         .extensionU16(twccId, twcc)   // id 0 = not negotiated: nothing is written
///         .finish();
/// ```
/// Extensions use the one-byte form only (RFC 8285 §4.2): everything Parley sends fits its 16 bytes, and every
/// endpoint reads it. Order matters, and a wrong order is our mistake: it is asserted, not handled.
public final class RtpHeaderWriter {
    /// Header, one CSRC, and the extension block at its largest: 14 elements of 17 bytes, padded. Room to reserve.
    public static final int MAX_HEADER_BYTES = RtpPacket.FIXED_HEADER_BYTES + 4 + 4 + 240;

    private static final int MAX_ID = 14;
    private static final int MAX_DATA_BYTES = 16;
    private static final int ONE_BYTE_PROFILE = 0xBEDE;
    private static final MemorySegment NOTHING = MemorySegment.ofArray(new byte[0]);

    private MemorySegment slab = NOTHING;
    private long start;
    private long end;
    /// Where the extension block begins, -1 while there is none.
    private long block;

    /// Starts a header; sequence number, timestamp and SSRC must be set before the packet is sent.
    public RtpHeaderWriter begin(MemorySegment slab, long offset, int payloadType, boolean marker) {
        assert (payloadType & ~0x7F) == 0 : "payload type: " + payloadType + " (expected: 0..127)";
        this.slab = slab;
        this.start = offset;
        this.end = offset + RtpPacket.FIXED_HEADER_BYTES;
        this.block = -1;
        Wire.putU8(slab, offset, 0x80);
        Wire.putU8(slab, offset + 1, (marker ? 0x80 : 0) | payloadType);
        return this;
    }

    /// The low 16 bits count, so that a 64-bit index can be handed in.
    public RtpHeaderWriter sequenceNumber(long sequenceNumber) {
        Wire.putU16(slab, start + 2, (int) sequenceNumber);
        return this;
    }

    public RtpHeaderWriter timestamp(int timestamp) {
        Wire.putU32(slab, start + 4, timestamp);
        return this;
    }

    public RtpHeaderWriter ssrc(int ssrc) {
        Wire.putU32(slab, start + 8, ssrc);
        return this;
    }

    /// The one contributing source: who is seen or heard in this slot.
    public RtpHeaderWriter csrc(int csrc) {
        assert end == start + RtpPacket.FIXED_HEADER_BYTES : "one CSRC, before any extension";
        Wire.putU8(slab, start, 0x81);
        Wire.putU32(slab, end, csrc);
        end += 4;
        return this;
    }

    public RtpHeaderWriter extensionU8(int id, int value) {
        if (id > 0) {
            Wire.putU8(slab, reserve(id, 1), value);
        }
        return this;
    }

    public RtpHeaderWriter extensionU16(int id, int value) {
        if (id > 0) {
            Wire.putU16(slab, reserve(id, 2), value);
        }
        return this;
    }

    public RtpHeaderWriter extensionU24(int id, int value) {
        if (id > 0) {
            Wire.putU24(slab, reserve(id, 3), value);
        }
        return this;
    }

    /// Bytes held by the caller, as a mid or a rid is.
    public RtpHeaderWriter extension(int id, byte[] data) {
        if (id > 0) {
            long to = reserve(id, data.length);
            MemorySegment.copy(data, 0, slab, ValueLayout.JAVA_BYTE, to, data.length);
        }
        return this;
    }

    /// Copies the element `fromId` of a received packet under our id; writes nothing where either side lacks it or
    /// where it does not fit the one-byte form (an abs-capture-time never exceeds it, a hostile two-byte element
    /// may).
    public RtpHeaderWriter copyExtension(int id, RtpPacket packet, int fromId) {
        int size = packet.extensionLength(fromId);
        return extension(size > 0 && size <= MAX_DATA_BYTES ? id : 0, packet.slab(), packet.extension(fromId), size);
    }

    /// Bytes that lie in a slab, as they came.
    public RtpHeaderWriter extension(int id, MemorySegment from, long at, int size) {
        if (id > 0) {
            MemorySegment.copy(from, at, slab, reserve(id, size), size);
        }
        return this;
    }

    /// Makes room for an element of a negotiated id and answers where its data begins, to be filled in now or
    /// later (the transport-wide sequence number is known only when the packet leaves).
    public long reserve(int id, int size) {
        assert id >= 1 && id <= MAX_ID : "extension id: " + id + " (expected: 1..14)";
        assert size >= 1 && size <= MAX_DATA_BYTES : "extension bytes: " + size + " (expected: 1..16)";
        if (block < 0) {
            block = end;
            end += 4;
        }
        Wire.putU8(slab, end, id << 4 | (size - 1));
        long data = end + 1;
        end = data + size;
        return data;
    }

    /// Closes the header and answers its length, which is where the payload begins.
    public int finish() {
        if (block >= 0) {
            while (((end - block) & 3) != 0) {
                Wire.putU8(slab, end++, 0);
            }
            Wire.putU8(slab, start, Wire.u8(slab, start) | 0x10);
            Wire.putU16(slab, block, ONE_BYTE_PROFILE);
            Wire.putU16(slab, block + 2, (int) ((end - block - 4) >> 2));
        }
        return (int) (end - start);
    }
}
