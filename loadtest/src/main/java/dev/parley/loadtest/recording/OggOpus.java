package dev.parley.loadtest.recording;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Opus packets in an Ogg file, RFC 7845: an identification packet, a comment packet, then sound.
/// ```
/// "OpusHead" | version u8, upper half 0 | channels u8 | ticks to skip u16 | rate before u32 | gain s16 | mapping u8
/// "OpusTags" | ...
/// ```
public record OggOpus(int channels, List<Packet> packets) {
    /// A recording is held in memory and looped: some seconds are plenty.
    public static final int FILE_BYTES = 16 << 20;

    /// Twenty minutes in packets of 20 ms.
    static final int PACKETS = 60_000;

    private static final byte[] HEAD = "OpusHead".getBytes(US_ASCII);
    private static final byte[] TAGS = "OpusTags".getBytes(US_ASCII);
    private static final int HEAD_BYTES = 19;
    private static final int HEADERS = 2;
    /// RFC 7845 §5.1.1.2: family 0 is mono or stereo, the only kind WebRTC carries (RFC 7587 §4.4).
    private static final int MOST_CHANNELS = 2;

    /// Sound of some milliseconds.
    ///
    /// @param ticks of 48 kHz that it sounds
    public record Packet(MemorySegment bytes, int ticks) {
        public int length() {
            return (int) bytes.byteSize();
        }
    }

    public OggOpus {
        packets = List.copyOf(packets);
    }

    /// Empty when these bytes are not a whole Ogg file of mono or stereo Opus. Never throws.
    public static Optional<OggOpus> parse(MemorySegment file) {
        return file.byteSize() > FILE_BYTES
                ? Optional.empty()
                : OggPages.packets(file, PACKETS).flatMap(OggOpus::read);
    }

    private static Optional<OggOpus> read(List<byte[]> all) {
        if (all.size() <= HEADERS || !isHead(all.get(0)) || !startsWith(all.get(1), TAGS)) {
            return Optional.empty();
        }
        List<Packet> packets = new ArrayList<>();
        for (byte[] bytes : all.subList(HEADERS, all.size())) {
            int ticks = OpusTicks.of(bytes);
            if (ticks == 0) {
                return Optional.empty();
            }
            packets.add(new Packet(MemorySegment.ofArray(bytes), ticks));
        }
        return Optional.of(new OggOpus(all.getFirst()[HEAD.length + 1], packets));
    }

    private static boolean isHead(byte[] packet) {
        return packet.length == HEAD_BYTES
                && startsWith(packet, HEAD)
                && packet[HEAD.length] >>> 4 == 0
                && packet[HEAD.length + 1] >= 1
                && packet[HEAD.length + 1] <= MOST_CHANNELS
                && packet[HEAD_BYTES - 1] == 0;
    }

    private static boolean startsWith(byte[] packet, byte[] word) {
        return packet.length >= word.length && Arrays.equals(packet, 0, word.length, word, 0, word.length);
    }
}
