package dev.parley.rtc.packets.rtcp;

import dev.parley.rtc.packets.Wire;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Full Intra Request, RFC 5104 §4.3.1: a key frame, asked for by number, so that a repeated request is told from a
/// new one. The media SSRC of the feedback header is unused and 0; the streams are in the entries.
/// ```
/// |V=2|P| FMT=4 |  PT=206  |   length   || sender SSRC ||     0      |
/// |                     SSRC                       |   entry, 1 or more times
/// | sequence number |          reserved            |
/// ```
public record Fir(int senderSsrc, List<Entry> entries) implements RtcpMessage {
    static final int FORMAT = 4;
    private static final int ENTRY_BYTES = 8;

    /// One stream that shall begin anew.
    ///
    /// @param sequenceNumber 0..255, one up for every new request
    public record Entry(int ssrc, int sequenceNumber) {
        public Entry {
            if (sequenceNumber < 0 || sequenceNumber > 255) {
                throw new IllegalArgumentException("sequenceNumber: " + sequenceNumber + " (expected: 0..255)");
            }
        }
    }

    public Fir {
        entries = List.copyOf(entries);
    }

    static Optional<Fir> parse(RtcpPart part) {
        int content = part.length() - RtcpPart.FEEDBACK_HEADER_BYTES;
        if (content < ENTRY_BYTES || content % ENTRY_BYTES != 0) {
            return Optional.empty();
        }
        List<Entry> entries = new ArrayList<>(content / ENTRY_BYTES);
        for (int at = RtcpPart.FEEDBACK_HEADER_BYTES; at < part.length(); at += ENTRY_BYTES) {
            entries.add(new Entry(part.u32(at), part.u8(at + 4)));
        }
        return Optional.of(new Fir(part.u32(4), entries));
    }

    @Override
    public int length() {
        return RtcpPart.FEEDBACK_HEADER_BYTES + ENTRY_BYTES * entries.size();
    }

    @Override
    public int write(MemorySegment out, long offset) {
        RtcpPart.writeHeader(out, offset, RtcpPart.countAndType(FORMAT, RtcpPart.PAYLOAD_FEEDBACK), length());
        Wire.putU32(out, offset + 4, senderSsrc);
        Wire.putU32(out, offset + 8, 0);
        long at = offset + RtcpPart.FEEDBACK_HEADER_BYTES;
        for (Entry entry : entries) {
            Wire.putU32(out, at, entry.ssrc);
            Wire.putU32(out, at + 4, entry.sequenceNumber << 24);
            at += ENTRY_BYTES;
        }
        return length();
    }
}
