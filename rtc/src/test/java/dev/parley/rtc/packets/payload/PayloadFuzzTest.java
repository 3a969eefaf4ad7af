package dev.parley.rtc.packets.payload;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.lang.foreign.MemorySegment;

class PayloadFuzzTest {
    private final Vp8Descriptor vp8 = new Vp8Descriptor();

    /// Whatever is answered lies inside the payload, and a rewritten counter is read back.
    @FuzzTest(maxDuration = "30s")
    void vp8(byte[] bytes) {
        MemorySegment payload = MemorySegment.ofArray(bytes);
        if (!vp8.parse(payload, 0, bytes.length)) {
            return;
        }
        check(vp8.length() > 0 && vp8.length() < bytes.length, "descriptor outside the payload");
        check((vp8.pictureId() < 0) == (vp8.pictureIdPosition() < 0), "half a PictureID");
        check((vp8.tl0PicIdx() < 0) == (vp8.tl0PicIdxPosition() < 0), "half a TL0PICIDX");
        int pictureId = vp8.pictureId() ^ 1;
        int tl0PicIdx = vp8.tl0PicIdx() ^ 1;
        boolean rewritten = vp8.pictureId() >= 0 && vp8.tl0PicIdx() >= 0;
        vp8.rewritePictureId(payload, 0, pictureId);
        vp8.rewriteTl0PicIdx(payload, 0, tl0PicIdx);
        check(vp8.parse(payload, 0, bytes.length), "refused after a rewrite");
        check(!rewritten || (vp8.pictureId() == pictureId && vp8.tl0PicIdx() == tl0PicIdx), "rewrite lost");
    }

    /// A packet cannot begin what the whole of it does not hold; otherwise it only must not throw.
    @FuzzTest(maxDuration = "30s")
    void h264(byte[] bytes) {
        MemorySegment payload = MemorySegment.ofArray(bytes);
        boolean startsKeyFrame = H264Payload.startsKeyFrame(payload, 0, bytes.length);
        boolean startsFrame = H264Payload.startsFrame(payload, 0, bytes.length);
        boolean any = startsKeyFrame || startsFrame;
        check(!any || bytes.length >= 2, "a frame in less than two bytes");
    }

    private static void check(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }
}
