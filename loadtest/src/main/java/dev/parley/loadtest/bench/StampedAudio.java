package dev.parley.loadtest.bench;

import dev.parley.rtc.client.send.EncodedFrame;
import dev.parley.rtc.client.send.MediaSource;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.random.RandomGenerator;

/// Packets of 20 ms that carry their send time. Each speaker is loud for some seconds and quiet for others, so that
/// the loudest change as they do in a lively meeting.
final class StampedAudio implements MediaSource {
    private static final long PACKET_NS = 20_000_000;
    private static final int PACKET_TICKS = 960;
    /// 32 kbit/s.
    private static final int PACKET_BYTES = 80;
    /// Opus, fullband, 20 ms, mono (RFC 6716 §3.1).
    private static final byte TOC = (byte) 0xF8;

    private static final int VOICE = 0x80;
    private static final int LOUD = 20;
    private static final int QUIET = 60;
    private static final int SPEECH_PACKETS = 150;

    private final MemorySegment bytes = Arena.ofAuto().allocate(PACKET_BYTES);
    private final EncodedFrame frame = new EncodedFrame();
    private final RandomGenerator random;
    private long nextNs;
    private int timestamp;
    private int left;
    private boolean speaking;

    StampedAudio(long firstNs, RandomGenerator random) {
        this.nextNs = firstNs;
        this.random = random;
        bytes.set(java.lang.foreign.ValueLayout.JAVA_BYTE, 0, TOC);
    }

    @Override
    public void due(long nowNs, FrameSink sink) {
        while (nowNs >= nextNs) {
            nextNs += PACKET_NS;
            timestamp += PACKET_TICKS;
            if (left-- <= 0) {
                speaking = random.nextInt(4) == 0;
                left = random.nextInt(1, SPEECH_PACKETS);
            }
            Stamp.write(bytes, Stamp.AUDIO_AT, nowNs);
            int level = speaking ? VOICE | LOUD + random.nextInt(10) : QUIET + random.nextInt(40);
            sink.send(frame.at(bytes, 0, PACKET_BYTES).timestamp(timestamp).sound(level));
        }
    }
}
