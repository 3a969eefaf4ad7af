package dev.parley.rtc.packets.feedback;

import dev.parley.rtc.packets.Wire;
import java.lang.foreign.MemorySegment;

/// Receiver reports, NACKs and transport-cc feedback, read where they lie. A hundred receivers send some two thousand
/// such datagrams a second; as records they were a third of all that a node allocated.
///
/// Takes a compound only as a whole, and only when nothing else is in it: whatever else it holds, and whatever is wrong
/// with it, is for [dev.parley.rtc.packets.rtcp.RtcpCompound] to say. One for each loop, reused from datagram to
/// datagram.
public final class FrequentFeedback {
    /// Who hears of it, packet by packet, in order.
    public interface Listener {
        /// A block of a receiver report, RFC 3550 §6.4.1: what it says of the path.
        void reported(int fractionLost, int lastSenderReport, int delaySinceLastSenderReport);

        /// A NACK names this packet, RFC 4585 §6.2.1.
        void lost(int mediaSsrc, int sequenceNumber);

        /// A transport-cc feedback; valid during the call only.
        void arrived(Arrivals arrivals);
    }

    private static final int HEADER_BYTES = 4;
    private static final int RECEIVER_REPORT = 201;
    private static final int REPORT_BYTES = 8;
    private static final int BLOCK_BYTES = 24;
    private static final int TRANSPORT_LAYER_FEEDBACK = 205;
    private static final int FEEDBACK_BYTES = 12;
    private static final int NACK_FORMAT = 1;
    private static final int PAIR_BYTES = 4;
    private static final int ARRIVALS_FORMAT = 15;

    private final WireArrivals arrivals = new WireArrivals();
    private MemorySegment slab = MemorySegment.NULL;
    private long start;
    private long end;

    /// Takes a decrypted compound; false when it has to be read as records. Never throws on hostile input.
    public boolean wrap(MemorySegment bytes, long offset, int length) {
        slab = bytes;
        start = offset;
        end = offset + length;
        long at = start;
        do {
            if (!isSound(at)) {
                return false;
            }
            at += length(at);
        } while (at < end);
        return true;
    }

    /// Tells what the compound taken last says.
    public void read(Listener listener) {
        for (long at = start; at < end; at += length(at)) {
            switch (kind(at)) {
                case REPORT -> readReport(at, listener);
                case NACK -> readNack(at, listener);
                case ARRIVALS -> readArrivals(at, listener);
                case OTHER -> throw new AssertionError("read without a successful wrap");
            }
        }
    }

    private enum Kind {
        REPORT,
        NACK,
        ARRIVALS,
        OTHER
    }

    private Kind kind(long at) {
        int type = Wire.u8(slab, at + 1);
        if (type == RECEIVER_REPORT) {
            return Kind.REPORT;
        }
        if (type != TRANSPORT_LAYER_FEEDBACK) {
            return Kind.OTHER;
        }
        return switch (count(at)) {
            case NACK_FORMAT -> Kind.NACK;
            case ARRIVALS_FORMAT -> Kind.ARRIVALS;
            default -> Kind.OTHER;
        };
    }

    private boolean isSound(long at) {
        if (at + HEADER_BYTES > end || Wire.u8(slab, at) >>> 6 != 2 || at + length(at) > end) {
            return false;
        }
        int content = content(at);
        return switch (kind(at)) {
            case REPORT -> content >= REPORT_BYTES + count(at) * BLOCK_BYTES;
            case NACK -> content >= FEEDBACK_BYTES + PAIR_BYTES && content % PAIR_BYTES == 0;
            case ARRIVALS -> content > 0 && arrivals.read(slab, at, content);
            case OTHER -> false;
        };
    }

    private int count(long at) {
        return Wire.u8(slab, at) & 0x1F;
    }

    private int length(long at) {
        return 4 * (Wire.u16(slab, at + 2) + 1);
    }

    /// Bytes of the packet without its padding; 0 when the padding makes no sense.
    private int content(long at) {
        int length = length(at);
        boolean hasPadding = (Wire.u8(slab, at) & 0x20) != 0;
        if (!hasPadding) {
            return length;
        }
        int padding = Wire.u8(slab, at + length - 1);
        return padding == 0 || padding > length - HEADER_BYTES ? 0 : length - padding;
    }

    private void readReport(long at, Listener listener) {
        long block = at + REPORT_BYTES;
        for (int i = 0; i < count(at); i++, block += BLOCK_BYTES) {
            listener.reported(Wire.u8(slab, block + 4), Wire.u32(slab, block + 16), Wire.u32(slab, block + 20));
        }
    }

    private void readNack(long at, Listener listener) {
        int mediaSsrc = Wire.u32(slab, at + 8);
        long pairsEnd = at + content(at);
        for (long pair = at + FEEDBACK_BYTES; pair < pairsEnd; pair += PAIR_BYTES) {
            int first = Wire.u16(slab, pair);
            listener.lost(mediaSsrc, first);
            for (int mask = Wire.u16(slab, pair + 2); mask != 0; mask &= mask - 1) {
                listener.lost(mediaSsrc, (first + 1 + Integer.numberOfTrailingZeros(mask)) & 0xFFFF);
            }
        }
    }

    /// Mostly there is one in a datagram, and it has been read already.
    private void readArrivals(long at, Listener listener) {
        if (arrivals.at() == at || arrivals.read(slab, at, content(at))) {
            listener.arrived(arrivals);
        }
    }
}
