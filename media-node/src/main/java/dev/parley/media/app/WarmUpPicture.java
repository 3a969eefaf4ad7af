package dev.parley.media.app;

import dev.parley.rtc.client.send.EncodedFrame;
import dev.parley.rtc.client.send.MediaSource;
import dev.parley.rtc.packets.Wire;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.function.IntSupplier;

/// What looks like VP8 to a forwarder, as fast as its receivers take it: by the clock a starved machine would be
/// flooded, and would then repair instead of forward.
final class WarmUpPicture implements MediaSource {
    /// Bursts as a node forwards them, when it has much to do.
    private static final int FRAMES_AT_ONCE = 2;

    private static final int FRAME_PACKETS = 4;
    private static final int FRAME_BYTES = FRAME_PACKETS * 1_100;
    private static final int FRAME_TICKS = 360;
    /// So many frames may be on their way to everybody.
    private static final int WINDOW_FRAMES = 8;
    /// Then the next frame goes out whatever has arrived: some packets never will.
    private static final long PATIENCE_NS = 50_000_000;

    private static final int KEY_FRAME_TAG = 0x100000;
    private static final int FRAME_TAG = 0x110000;
    private static final int START_CODE = 0x9d012a;
    private static final int WIDTH_320 = 0x4001;
    private static final int HEIGHT_180 = 0xb400;

    private final int receivers;
    private final IntSupplier arrived;
    private final MemorySegment bytes = Arena.ofAuto().allocate(FRAME_BYTES);
    private final EncodedFrame frame = new EncodedFrame();
    private boolean keyFrame = true;
    private int unanswered;
    private int arrivedBefore;
    private long sentNs;
    private int timestamp;

    /// @param arrived packets so far, at all receivers together
    WarmUpPicture(int receivers, IntSupplier arrived) {
        this.receivers = receivers;
        this.arrived = arrived;
    }

    @Override
    public void due(long nowNs, FrameSink sink) {
        int now = arrived.getAsInt();
        unanswered = Math.max(0, unanswered - (now - arrivedBefore));
        arrivedBefore = now;
        if (nowNs - sentNs > PATIENCE_NS) {
            unanswered = 0;
        }
        for (int i = 0; i < FRAMES_AT_ONCE && unanswered < WINDOW_FRAMES * FRAME_PACKETS * receivers; i++) {
            send(sink);
            unanswered += FRAME_PACKETS * receivers;
            sentNs = nowNs;
        }
    }

    private void send(FrameSink sink) {
        timestamp += FRAME_TICKS;
        // RFC 6386 §9.1, sizes in little endian
        Wire.putU24(bytes, 0, keyFrame ? KEY_FRAME_TAG : FRAME_TAG);
        Wire.putU24(bytes, 3, START_CODE);
        Wire.putU16(bytes, 6, WIDTH_320);
        Wire.putU16(bytes, 8, HEIGHT_180);
        sink.send(frame.at(bytes, 0, FRAME_BYTES).timestamp(timestamp).picture(0, keyFrame));
        keyFrame = false;
    }

    @Override
    public void keyFrameWanted(int layer) {
        keyFrame = true;
    }
}
