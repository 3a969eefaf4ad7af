package dev.parley.loadtest.meeting;

import dev.parley.loadtest.recording.IvfVideo;
import dev.parley.loadtest.recording.OggOpus;
import dev.parley.loadtest.recording.Recording;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// The standard recording with a mark in the last byte of every frame and packet, so that each publisher's bytes are
/// their own, and a book of them: which frame of which layer these bytes are.
final class Playback {
    /// A picture of a layer, or a packet of sound (layer -1), counted from the beginning of the recording.
    record Place(int layer, int index) {}

    /// Where bytes are that are in no recording.
    static final Place NOWHERE = new Place(-2, 0);

    private static final int SOUND = -1;

    private final Recording recording;
    private final Map<String, Place> book = new HashMap<>();

    Playback(int mark) {
        Recording plain = Recording.standard();
        List<IvfVideo> camera = new ArrayList<>();
        for (IvfVideo layer : plain.camera()) {
            byte[] bytes = layer.bytes().toArray(ValueLayout.JAVA_BYTE);
            layer.frames().forEach(frame -> bytes[(int) frame.offset() + frame.length() - 1] ^= (byte) mark);
            camera.add(IvfVideo.parse(MemorySegment.ofArray(bytes)).orElseThrow());
        }
        List<OggOpus.Packet> sound = new ArrayList<>();
        for (OggOpus.Packet packet : plain.microphone().packets()) {
            byte[] bytes = packet.bytes().toArray(ValueLayout.JAVA_BYTE);
            bytes[bytes.length - 1] ^= (byte) mark;
            sound.add(new OggOpus.Packet(MemorySegment.ofArray(bytes), packet.ticks()));
        }
        recording = new Recording(camera, new OggOpus(plain.microphone().channels(), sound));
        for (int layer = 0; layer < camera.size(); layer++) {
            for (int i = 0; i < camera.get(layer).frames().size(); i++) {
                IvfVideo video = camera.get(layer);
                book.put(key(video.copy(video.frames().get(i))), new Place(layer, i));
            }
        }
        for (int i = 0; i < sound.size(); i++) {
            book.put(key(sound.get(i).bytes().toArray(ValueLayout.JAVA_BYTE)), new Place(SOUND, i));
        }
    }

    Recording recording() {
        return recording;
    }

    /// Which frame these bytes are.
    Place place(byte[] bytes) {
        return book.getOrDefault(key(bytes), NOWHERE);
    }

    /// Whether this frame follows that one while the recording loops.
    boolean follows(Place next, Place before) {
        int size = before.layer() == SOUND
                ? recording.microphone().packets().size()
                : recording.camera().get(before.layer()).frames().size();
        return next.equals(new Place(before.layer(), (before.index() + 1) % size));
    }

    private static String key(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
