package dev.parley.loadtest.bench;

import dev.parley.loadtest.recording.Vp8Header;
import dev.parley.rtc.client.send.EncodedFrame;
import dev.parley.rtc.client.send.MediaSource;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Frames that look like VP8 to a forwarder and carry their send time in every packet: 25 a second, four packets of
/// 1,100 bytes each, as a camera of 0.9 Mbit/s sends.
final class StampedVideo implements MediaSource {
    static final int PACKETS_PER_SECOND = 100;

    private static final int PACKETS_PER_FRAME = 4;
    private static final long FRAME_NS = 1_000_000_000L * PACKETS_PER_FRAME / PACKETS_PER_SECOND;
    private static final int FRAME_TICKS = 90_000 * PACKETS_PER_FRAME / PACKETS_PER_SECOND;
    /// What the client cuts such a frame into, to the byte: four equal pieces below its greatest payload.
    private static final int PIECE_BYTES = 1_100;

    private static final int FRAME_BYTES = PACKETS_PER_FRAME * PIECE_BYTES;

    private final MemorySegment bytes = Arena.ofAuto().allocate(FRAME_BYTES);
    private final EncodedFrame frame = new EncodedFrame();
    private long nextNs;
    private int timestamp;
    private boolean keyFrame = true;

    /// @param firstNs of the first frame: publishers that begin at the same instant would make bursts no meeting has
    StampedVideo(long firstNs) {
        nextNs = firstNs;
    }

    @Override
    public void due(long nowNs, FrameSink sink) {
        while (nowNs >= nextNs) {
            nextNs += FRAME_NS;
            timestamp += FRAME_TICKS;
            Vp8Header.write(bytes, keyFrame);
            for (int piece = 0; piece < PACKETS_PER_FRAME; piece++) {
                Stamp.write(bytes, (long) piece * PIECE_BYTES + Stamp.VIDEO_AT, nowNs);
            }
            sink.send(frame.at(bytes, 0, FRAME_BYTES).timestamp(timestamp).picture(0, keyFrame));
            keyFrame = false;
        }
    }

    @Override
    public void keyFrameWanted(int layer) {
        keyFrame = true;
    }
}
