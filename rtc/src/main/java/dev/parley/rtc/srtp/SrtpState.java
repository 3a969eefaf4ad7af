package dev.parley.rtc.srtp;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Everything of a sender or a receiver that is not a key: a value that can be carried to another loop or
/// node in the middle of a call.
public record SrtpState(List<SrtpStream> rtp, List<SrtpStream> rtcp) {
    public static final SrtpState EMPTY = new SrtpState(List.of(), List.of());

    private static final byte VERSION = 1;
    private static final int HEADER_BYTES = 1 + 2 * Short.BYTES;

    public SrtpState {
        rtp = List.copyOf(rtp);
        rtcp = List.copyOf(rtcp);
        requireCount(rtp.size());
        requireCount(rtcp.size());
    }

    private static void requireCount(int streams) {
        if (streams > StreamTable.MAX_STREAMS) {
            throw new IllegalArgumentException(
                    "streams: " + streams + " (expected: at most " + StreamTable.MAX_STREAMS + ")");
        }
    }

    /// What a sender goes on from that does not know how much was sent since: so many indexes further.
    public SrtpState ahead(int indexes) {
        return new SrtpState(ahead(rtp, indexes), ahead(rtcp, indexes));
    }

    private static List<SrtpStream> ahead(List<SrtpStream> streams, int indexes) {
        return streams.stream()
                .map(it -> new SrtpStream(it.ssrc(), it.highestIndex() + indexes, -1L))
                .toList();
    }

    /// The same, with SRTCP of this SSRC at least at this index.
    public SrtpState withRtcp(int ssrc, long index) {
        boolean known = rtcp.stream().anyMatch(it -> it.ssrc() == ssrc);
        if (known) {
            return this;
        }
        var all = new ArrayList<>(rtcp);
        all.add(new SrtpStream(ssrc, index, -1L));
        return new SrtpState(rtp, all);
    }

    public int byteLength() {
        return HEADER_BYTES + (rtp.size() + rtcp.size()) * SrtpStream.BYTES;
    }

    /// `| version | u16 RTP streams | u16 RTCP streams | streams: u32 ssrc, u64 highest index, u64 window |`
    public void write(ByteBuffer out) {
        out.put(VERSION).putShort((short) rtp.size()).putShort((short) rtcp.size());
        rtp.forEach(stream -> stream.write(out));
        rtcp.forEach(stream -> stream.write(out));
    }

    /// Empty when these bytes are not a state of a version known here; the buffer's position is then undefined.
    public static Optional<SrtpState> read(ByteBuffer in) {
        if (in.remaining() < HEADER_BYTES || in.get() != VERSION) {
            return Optional.empty();
        }
        int rtp = Short.toUnsignedInt(in.getShort());
        int rtcp = Short.toUnsignedInt(in.getShort());
        if (rtp > StreamTable.MAX_STREAMS || rtcp > StreamTable.MAX_STREAMS) {
            return Optional.empty();
        }
        return readStreams(in, rtp).flatMap(first -> readStreams(in, rtcp).map(second -> new SrtpState(first, second)));
    }

    private static Optional<List<SrtpStream>> readStreams(ByteBuffer in, int count) {
        if (in.remaining() < count * SrtpStream.BYTES) {
            return Optional.empty();
        }
        List<SrtpStream> streams = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int ssrc = in.getInt();
            long highestIndex = in.getLong();
            long window64 = in.getLong();
            if (!SrtpStream.isIndex(highestIndex)) {
                return Optional.empty();
            }
            streams.add(new SrtpStream(ssrc, highestIndex, window64));
        }
        return Optional.of(streams);
    }
}
