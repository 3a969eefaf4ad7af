package dev.parley.rtc.packets.rtcp;

import dev.parley.rtc.packets.Wire;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

/// Generic NACK, RFC 4585 §6.2.1: these packets did not arrive. Each pair names one lost packet and, in a bit mask,
/// any of the sixteen after it.
/// ```
/// |V=2|P| FMT=1 |  PT=205  |   length   || sender SSRC || media SSRC |
/// |        packet id (PID)         |  bitmask of lost packets (BLP)  |   1 or more times
/// ```
public record Nack(int senderSsrc, int mediaSsrc, List<Pair> pairs) implements RtcpMessage {
    static final int FORMAT = 1;
    private static final int PAIR_BYTES = 4;
    private static final int MASK_PACKETS = 16;

    /// Up to seventeen lost packets in one word.
    ///
    /// @param packetId the first lost sequence number
    /// @param lostAfter bit i set: packetId + i + 1 is lost too
    public record Pair(int packetId, int lostAfter) {
        public Pair {
            packetId &= 0xFFFF;
            lostAfter &= 0xFFFF;
        }
    }

    public Nack {
        pairs = List.copyOf(pairs);
        if (pairs.isEmpty()) {
            throw new IllegalArgumentException("pairs: none (expected: 1 or more)");
        }
    }

    /// Packs the lost sequence numbers into as few pairs as they need. They come in order of sending; the low 16
    /// bits of each count, so that unwrapped indices may be handed in and a wrap between two of them is no
    /// matter.
    public static Nack of(int senderSsrc, int mediaSsrc, int... lostInOrder) {
        List<Pair> pairs = new ArrayList<>();
        int i = 0;
        while (i < lostInOrder.length) {
            int packetId = lostInOrder[i];
            int mask = 0;
            i++;
            while (i < lostInOrder.length && distance(packetId, lostInOrder[i]) <= MASK_PACKETS) {
                int after = distance(packetId, lostInOrder[i]);
                mask |= after == 0 ? 0 : 1 << (after - 1);
                i++;
            }
            pairs.add(new Pair(packetId, mask));
        }
        return new Nack(senderSsrc, mediaSsrc, pairs);
    }

    /// Every lost sequence number, in order.
    public void forEachLost(IntConsumer lost) {
        for (Pair pair : pairs) {
            lost.accept(pair.packetId);
            for (int mask = pair.lostAfter; mask != 0; mask &= mask - 1) {
                lost.accept((pair.packetId + 1 + Integer.numberOfTrailingZeros(mask)) & 0xFFFF);
            }
        }
    }

    private static int distance(int from, int to) {
        return (to - from) & 0xFFFF;
    }

    static Optional<Nack> parse(RtcpPart part) {
        int content = part.length() - RtcpPart.FEEDBACK_HEADER_BYTES;
        if (content < PAIR_BYTES || content % PAIR_BYTES != 0) {
            return Optional.empty();
        }
        List<Pair> pairs = new ArrayList<>(content / PAIR_BYTES);
        for (int at = RtcpPart.FEEDBACK_HEADER_BYTES; at < part.length(); at += PAIR_BYTES) {
            pairs.add(new Pair(part.u16(at), part.u16(at + 2)));
        }
        return Optional.of(new Nack(part.u32(4), part.u32(8), pairs));
    }

    @Override
    public int length() {
        return RtcpPart.FEEDBACK_HEADER_BYTES + PAIR_BYTES * pairs.size();
    }

    @Override
    public int write(MemorySegment out, long offset) {
        RtcpPart.writeHeader(out, offset, RtcpPart.countAndType(FORMAT, RtcpPart.TRANSPORT_LAYER_FEEDBACK), length());
        Wire.putU32(out, offset + 4, senderSsrc);
        Wire.putU32(out, offset + 8, mediaSsrc);
        long at = offset + RtcpPart.FEEDBACK_HEADER_BYTES;
        for (Pair pair : pairs) {
            Wire.putU16(out, at, pair.packetId);
            Wire.putU16(out, at + 2, pair.lostAfter);
            at += PAIR_BYTES;
        }
        return length();
    }
}
