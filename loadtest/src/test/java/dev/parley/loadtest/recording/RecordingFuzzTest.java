package dev.parley.loadtest.recording;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.lang.foreign.MemorySegment;

class RecordingFuzzTest {
    /// Whatever is answered lies inside the file, and can be looped.
    @FuzzTest(maxDuration = "30s")
    void ivf(byte[] bytes) {
        IvfVideo.parse(MemorySegment.ofArray(bytes)).ifPresent(video -> {
            long end = 0;
            for (IvfVideo.Frame frame : video.frames()) {
                check(frame.length() > 0 && frame.offset() >= end, "frames overlap");
                end = frame.offset() + frame.length();
            }
            check(end == bytes.length, "bytes behind the last frame");
            check(video.keyFrameFrom(video.frames().size() - 1) >= 0, "no key frame");
        });
    }

    @FuzzTest(maxDuration = "30s")
    void ogg(byte[] bytes) {
        MemorySegment file = MemorySegment.ofArray(bytes);
        Pages.seal(file);
        OggOpus.parse(file).ifPresent(sound -> {
            check(!sound.packets().isEmpty(), "nothing to play");
            for (OggOpus.Packet packet : sound.packets()) {
                check(packet.length() > 0 && packet.length() <= bytes.length, "a packet longer than the file");
                check(packet.ticks() > 0 && packet.ticks() <= 5_760, "a packet of no length");
            }
        });
    }

    private static void check(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }
}
