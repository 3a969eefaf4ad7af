package dev.parley.rtc.packets.rtcp;

import dev.parley.rtc.packets.Wire;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// One packet cut out of a compound: its header is proven, its padding is gone, its body is not read yet.
///
/// @param bytes the packet from its header on, without padding
/// @param count the five bits after the padding flag: a number of blocks, or the feedback format
record RtcpPart(MemorySegment bytes, int count, int packetType) {
    static final int HEADER_BYTES = 4;
    static final int SENDER_REPORT = 200;
    static final int RECEIVER_REPORT = 201;
    static final int SOURCE_DESCRIPTION = 202;
    static final int BYE = 203;
    /// RTPFB, RFC 4585 §6.2.
    static final int TRANSPORT_LAYER_FEEDBACK = 205;
    /// PSFB, RFC 4585 §6.3.
    static final int PAYLOAD_FEEDBACK = 206;

    /// The five bits hold no more; reports about more sources need more packets. RFC 3550 §6.4.1.
    static final int MAX_COUNT = 31;

    /// RFC 4585 §6.1: header, SSRC of the sender, SSRC of the media.
    static final int FEEDBACK_HEADER_BYTES = 12;

    /// A length byte holds no more. RFC 3550 §6.5, §6.6.
    static final int MAX_TEXT_BYTES = 255;

    int length() {
        return (int) bytes.byteSize();
    }

    int u8(int offset) {
        return Wire.u8(bytes, offset);
    }

    int u16(int offset) {
        return Wire.u16(bytes, offset);
    }

    int u32(int offset) {
        return Wire.u32(bytes, offset);
    }

    /// Empty when the bytes are not UTF-8: such a text names nobody, and keeping it would not round-trip.
    Optional<String> text(int offset, int length) {
        byte[] raw = bytes.asSlice(offset, length).toArray(ValueLayout.JAVA_BYTE);
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(raw))
                    .toString());
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
    }

    static void writeHeader(MemorySegment out, long offset, int countAndType, int length) {
        Wire.putU16(out, offset, 0x8000 | countAndType);
        Wire.putU16(out, offset + 2, length / 4 - 1);
    }

    /// The two fields of the first word that differ between packets, as [#writeHeader] takes them.
    static int countAndType(int count, int packetType) {
        return count << 8 | packetType;
    }

    /// Writes length byte and text, and answers how many bytes both took.
    static int writeText(MemorySegment out, long offset, byte[] text) {
        Wire.putU8(out, offset, text.length);
        MemorySegment.copy(text, 0, out, ValueLayout.JAVA_BYTE, offset + 1, text.length);
        return 1 + text.length;
    }

    static byte[] utf8(String text) {
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        if (raw.length > MAX_TEXT_BYTES) {
            throw new IllegalArgumentException("text: " + raw.length + " bytes (expected: 0..255)");
        }
        return raw;
    }

    static void requireCount(String what, int count) {
        if (count > MAX_COUNT) {
            throw new IllegalArgumentException(what + ": " + count + " (expected: 0..31)");
        }
    }

    static int padded(int length) {
        return (length + 3) & ~3;
    }

    /// Zeroes from the end of the content to the end of the packet.
    static void pad(MemorySegment out, long from, long to) {
        for (long at = from; at < to; at++) {
            Wire.putU8(out, at, 0);
        }
    }
}
