package dev.parley.rtc.packets.rtcp;

import dev.parley.rtc.packets.Wire;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// SDES, RFC 3550 §6.5: which streams belong to one endpoint. Only CNAME is kept; names, e-mail and the rest of the
/// items are nobody's business in a meeting whose roster comes from signaling.
/// ```
/// |V=2|P|   SC    |    PT=202     |            length             |
/// |                          SSRC                                 |   chunk, SC times
/// | item type     | length        | text ...   0, padded to a word|
/// ```
public record SourceDescription(List<Chunk> chunks) implements RtcpMessage {
    private static final int CNAME = 1;
    private static final int END = 0;

    /// One stream's items.
    ///
    /// @param cname empty when the chunk has none
    public record Chunk(int ssrc, String cname) {
        public Chunk {
            RtcpPart.utf8(cname);
        }

        int length() {
            int items = cname.isEmpty() ? 0 : 2 + RtcpPart.utf8(cname).length;
            return 4 + RtcpPart.padded(items + 1); // at least one zero ends the items
        }
    }

    public SourceDescription {
        chunks = List.copyOf(chunks);
        RtcpPart.requireCount("chunks", chunks.size());
    }

    /// The usual one: a single stream.
    public static SourceDescription of(int ssrc, String cname) {
        return new SourceDescription(List.of(new Chunk(ssrc, cname)));
    }

    static Optional<SourceDescription> parse(RtcpPart part) {
        List<Chunk> chunks = new ArrayList<>(part.count());
        int at = RtcpPart.HEADER_BYTES;
        for (int i = 0; i < part.count(); i++) {
            int end = endOfItems(part, at + 4);
            if (end < 0) {
                return Optional.empty();
            }
            chunks.add(new Chunk(part.u32(at), cname(part, at + 4)));
            at = RtcpPart.padded(end + 1);
        }
        return Optional.of(new SourceDescription(chunks));
    }

    /// Where the zero that ends the items lies, -1 when the packet ends before it.
    private static int endOfItems(RtcpPart part, int start) {
        int at = start;
        while (at < part.length()) {
            if (part.u8(at) == END) {
                return at;
            }
            if (at + 2 > part.length()) {
                return -1;
            }
            at += 2 + part.u8(at + 1);
        }
        return -1;
    }

    /// Only after [#endOfItems] has proven the bounds.
    private static String cname(RtcpPart part, int start) {
        int at = start;
        while (part.u8(at) != END) {
            int length = part.u8(at + 1);
            if (part.u8(at) == CNAME) {
                return part.text(at + 2, length).orElse("");
            }
            at += 2 + length;
        }
        return "";
    }

    @Override
    public int length() {
        int length = RtcpPart.HEADER_BYTES;
        for (Chunk chunk : chunks) {
            length += chunk.length();
        }
        return length;
    }

    @Override
    public int write(MemorySegment out, long offset) {
        RtcpPart.writeHeader(out, offset, RtcpPart.countAndType(chunks.size(), RtcpPart.SOURCE_DESCRIPTION), length());
        long at = offset + RtcpPart.HEADER_BYTES;
        for (Chunk chunk : chunks) {
            long end = at + chunk.length();
            Wire.putU32(out, at, chunk.ssrc);
            at += 4;
            if (!chunk.cname.isEmpty()) {
                Wire.putU8(out, at, CNAME);
                at += 1 + RtcpPart.writeText(out, at + 1, RtcpPart.utf8(chunk.cname));
            }
            RtcpPart.pad(out, at, end);
            at = end;
        }
        return length();
    }
}
