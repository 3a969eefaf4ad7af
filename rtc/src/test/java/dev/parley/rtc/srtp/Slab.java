package dev.parley.rtc.srtp;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/// Off-heap packets for tests, placed at an odd offset so that nothing may rely on alignment.
final class Slab {
    static final int OFFSET = 7;

    private final MemorySegment memory = Arena.ofAuto().allocate(4096);

    MemorySegment memory() {
        return memory;
    }

    Slab put(byte[] packet) {
        MemorySegment.copy(packet, 0, memory, JAVA_BYTE, OFFSET, packet.length);
        return this;
    }

    byte[] bytes(int length) {
        return memory.asSlice(OFFSET, length).toArray(JAVA_BYTE);
    }

    static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    /// An RTP packet with one CSRC and a header extension, its payload filled with its sequence number.
    static byte[] rtp(int ssrc, int sequenceNumber, int payloadBytes) {
        ByteBuffer packet = ByteBuffer.allocate(24 + payloadBytes);
        packet.put((byte) 0x91).put((byte) 96).putShort((short) sequenceNumber);
        packet.putInt(3000 * sequenceNumber).putInt(ssrc).putInt(0xC5C5C5C5);
        packet.putInt(0xBEDE0001).putInt(0x10FF0000);
        while (packet.hasRemaining()) {
            packet.put((byte) sequenceNumber);
        }
        return packet.array();
    }

    /// A receiver report with one block.
    static byte[] rtcp(int ssrc, int mark) {
        ByteBuffer packet = ByteBuffer.allocate(32);
        packet.put((byte) 0x81).put((byte) 201).putShort((short) 7).putInt(ssrc);
        while (packet.hasRemaining()) {
            packet.putInt(mark);
        }
        return packet.array();
    }
}
