package dev.parley.signaling.store.redis;

import dev.parley.protocol.json.ProtocolJson;
import dev.parley.protocol.json.Reading;

/// Our own records as text. What is in the store was written by us, so what cannot be read is a bug or a newer
/// version.
final class Stored {
    private Stored() {}

    static String text(Object sentence) {
        return ProtocolJson.write(sentence);
    }

    static <T> T read(String text, Class<T> kind) {
        return switch (ProtocolJson.parse(text, kind)) {
            case Reading.Parsed<T>(var value) -> value;
            case Reading.Malformed<T> it ->
                throw new IllegalStateException("stored " + kind.getSimpleName() + ": " + it);
        };
    }
}
