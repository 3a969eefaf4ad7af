package dev.parley.loadtest.breakout;

import dev.parley.rtc.client.send.EncodedFrame;
import dev.parley.rtc.client.send.MediaSource;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.function.LongFunction;
import java.util.random.RandomGenerator;

/// Somebody who always says something, now louder, now lower, in marked packets of 100 ms: as long as Opus packets may
/// be, within a fifth, so that five hundred people are ten packets a second each.
final class MarkedVoice implements MediaSource {
    static final int PACKET_MS = 100;

    private static final long PACKET_NS = PACKET_MS * 1_000_000L;
    private static final int PACKET_TICKS = 48 * PACKET_MS;
    /// 13 kbit/s.
    static final int PACKET_BYTES = 160;
    /// Opus, SILK only, wideband, several frames of 20 ms, mono (RFC 6716 §3.1).
    private static final byte TOC = (byte) 0x4B;

    private static final int VOICE = 0x80;
    private static final int LOUDEST = 15;
    private static final int LOWEST = 45;
    private static final int SENTENCE_PACKETS = 30;

    private final MemorySegment bytes = Arena.ofAuto().allocate(PACKET_BYTES);
    private final EncodedFrame frame = new EncodedFrame();
    private final LongFunction<Mark> marks;
    private final RandomGenerator random;
    private long nextNs;
    private int timestamp;
    private int left;
    private int level;

    /// @param firstNs of the first packet
    /// @param marks made with the time of sending
    MarkedVoice(long firstNs, LongFunction<Mark> marks, RandomGenerator random) {
        this.nextNs = firstNs;
        this.marks = marks;
        this.random = random;
        bytes.set(ValueLayout.JAVA_BYTE, 0, TOC);
    }

    @Override
    public void due(long nowNs, FrameSink sink) {
        nextNs += Math.max(0, (nowNs - nextNs) / PACKET_NS) * PACKET_NS; // what was not asked for was not said
        while (nowNs >= nextNs) {
            nextNs += PACKET_NS;
            timestamp += PACKET_TICKS;
            if (left-- <= 0) {
                level = VOICE | random.nextInt(LOUDEST, LOWEST);
                left = random.nextInt(1, SENTENCE_PACKETS);
            }
            marks.apply(nowNs).write(bytes, Mark.SOUND_AT);
            sink.send(frame.at(bytes, 0, PACKET_BYTES).timestamp(timestamp).sound(level));
        }
    }
}
