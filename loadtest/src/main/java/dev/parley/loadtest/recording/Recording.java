package dev.parley.loadtest.recording;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// What a participant plays: a camera in layers, in the order in which an offer names them, and a microphone.
public record Recording(List<IvfVideo> camera, OggOpus microphone) {
    public Recording {
        camera = List.copyOf(camera);
        if (camera.isEmpty()) {
            throw new IllegalArgumentException("camera: no layer (expected: at least one)");
        }
    }

    /// The one that comes with this module: two seconds of a test picture with a key frame each second, at 720, 360 and
    /// 180 lines and 15 frames a second, and a tone of 440 Hz.
    public static Recording standard() {
        return new Recording(
                List.of(video("camera-h.ivf"), video("camera-m.ivf"), video("camera-l.ivf")),
                read("microphone.ogg", OggOpus::parse));
    }

    private static IvfVideo video(String name) {
        return read(name, IvfVideo::parse);
    }

    private static <T> T read(String name, Function<MemorySegment, Optional<T>> parser) {
        String path = "/dev/parley/loadtest/recordings/" + name;
        try (InputStream file = Recording.class.getResourceAsStream(path)) {
            if (file == null) {
                throw new IllegalStateException(path + " is not on the class path");
            }
            return parser.apply(MemorySegment.ofArray(file.readAllBytes()))
                    .orElseThrow(() -> new IllegalStateException(path + " cannot be read"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
