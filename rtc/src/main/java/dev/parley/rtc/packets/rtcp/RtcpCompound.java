package dev.parley.rtc.packets.rtcp;

import dev.parley.rtc.packets.Wire;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The packets of one datagram. All or nothing, RFC 3550 A.2: when one is malformed, none is believed and [#defect]
/// says why. Reduced-size compounds (RFC 5506) are taken as they come, with any packet first.
///
/// The number of messages needs no limit of its own: it is bounded by the datagram, at four bytes and constant work
/// each.
public record RtcpCompound(List<RtcpMessage> messages, Defect defect) {
    /// Why a datagram was not taken as RTCP; the name of a counter.
    public enum Defect {
        /// Nothing is wrong.
        NONE,
        /// Longer than any datagram.
        TOO_LONG,
        /// Less than a header at the end of the compound, or no bytes at all.
        TRUNCATED,
        /// Not version 2.
        BAD_VERSION,
        /// A packet's length runs past the datagram.
        BAD_LENGTH,
        /// A padding count of zero, or above the packet's content.
        BAD_PADDING,
        /// A packet of a known type whose content contradicts itself.
        BAD_CONTENT
    }

    private static final int MAX_BYTES = 0xFFFF;
    private static final int FIRST_TYPE = 192;
    private static final int LAST_TYPE = 223;
    /// Header and SSRC: no SRTCP packet is shorter, RFC 3711 §3.4.
    private static final int MIN_MUXED_BYTES = 8;

    public RtcpCompound {
        messages = List.copyOf(messages);
    }

    /// Whether a packet on a shared port is RTCP rather than RTP: its second byte is 192..223 (RFC 5761 §4),
    /// which RTP would read as a marker and a payload type 64..95 that nobody may use. Works on encrypted
    /// packets.
    public static boolean isRtcp(MemorySegment slab, long offset, int length) {
        if (length < MIN_MUXED_BYTES || Wire.u8(slab, offset) >>> 6 != 2) {
            return false;
        }
        int type = Wire.u8(slab, offset + 1);
        return type >= FIRST_TYPE && type <= LAST_TYPE;
    }

    /// Never throws on hostile input.
    public static RtcpCompound parse(MemorySegment datagram) {
        if (datagram.byteSize() > MAX_BYTES) {
            return refused(Defect.TOO_LONG);
        }
        int end = (int) datagram.byteSize();
        List<RtcpMessage> messages = new ArrayList<>();
        int at = 0;
        do {
            Defect defect = headerDefect(datagram, at, end);
            if (defect != Defect.NONE) {
                return refused(defect);
            }
            int length = 4 * (Wire.u16(datagram, at + 2) + 1);
            int padding = paddingOf(datagram, at, length);
            if (padding < 0) {
                return refused(Defect.BAD_PADDING);
            }
            Optional<? extends RtcpMessage> message = read(new RtcpPart(
                    datagram.asSlice(at, length - padding), Wire.u8(datagram, at) & 0x1F, Wire.u8(datagram, at + 1)));
            if (message.isEmpty()) {
                return refused(Defect.BAD_CONTENT);
            }
            messages.add(message.get());
            at += length;
        } while (at < end);
        return new RtcpCompound(messages, Defect.NONE);
    }

    /// Bytes [#write] will write for these.
    public static int length(List<? extends RtcpMessage> messages) {
        int length = 0;
        for (RtcpMessage message : messages) {
            length += message.length();
        }
        return length;
    }

    /// Writes the messages one after the other and answers how many bytes they took.
    public static int write(List<? extends RtcpMessage> messages, MemorySegment out, long offset) {
        long at = offset;
        for (RtcpMessage message : messages) {
            at += message.write(out, at);
        }
        return (int) (at - offset);
    }

    private static RtcpCompound refused(Defect defect) {
        return new RtcpCompound(List.of(), defect);
    }

    private static Defect headerDefect(MemorySegment datagram, int at, int end) {
        if (at + RtcpPart.HEADER_BYTES > end) {
            return Defect.TRUNCATED;
        }
        if (Wire.u8(datagram, at) >>> 6 != 2) {
            return Defect.BAD_VERSION;
        }
        int length = 4 * (Wire.u16(datagram, at + 2) + 1);
        return at + length > end ? Defect.BAD_LENGTH : Defect.NONE;
    }

    /// Bytes of padding, -1 when the count makes no sense. RFC 3550 allows it in the last packet only, but
    /// browsers pad every transport feedback by itself, so it is taken wherever it stands.
    private static int paddingOf(MemorySegment datagram, int at, int length) {
        boolean hasPadding = (Wire.u8(datagram, at) & 0x20) != 0;
        if (!hasPadding) {
            return 0;
        }
        int padding = Wire.u8(datagram, at + length - 1);
        return padding == 0 || padding > length - RtcpPart.HEADER_BYTES ? -1 : padding;
    }

    /// Empty when the part is of a known type and its content contradicts itself.
    private static Optional<? extends RtcpMessage> read(RtcpPart part) {
        return switch (part.packetType()) {
            case RtcpPart.SENDER_REPORT -> SenderReport.parse(part);
            case RtcpPart.RECEIVER_REPORT -> ReceiverReport.parse(part);
            case RtcpPart.SOURCE_DESCRIPTION -> SourceDescription.parse(part);
            case RtcpPart.BYE -> Bye.parse(part);
            case RtcpPart.TRANSPORT_LAYER_FEEDBACK -> readTransportLayer(part);
            case RtcpPart.PAYLOAD_FEEDBACK -> readPayload(part);
            default -> Optional.of(UnknownRtcp.of(part));
        };
    }

    private static Optional<? extends RtcpMessage> readTransportLayer(RtcpPart part) {
        return switch (part.count()) {
            case Nack.FORMAT -> Nack.parse(part);
            case TransportFeedback.FORMAT -> TransportFeedback.parse(part);
            default -> Optional.of(UnknownRtcp.of(part));
        };
    }

    private static Optional<? extends RtcpMessage> readPayload(RtcpPart part) {
        return switch (part.count()) {
            case Pli.FORMAT -> Pli.parse(part);
            case Fir.FORMAT -> Fir.parse(part);
            case Remb.FORMAT -> Remb.isRemb(part) ? Remb.parse(part) : Optional.of(UnknownRtcp.of(part));
            default -> Optional.of(UnknownRtcp.of(part));
        };
    }
}
