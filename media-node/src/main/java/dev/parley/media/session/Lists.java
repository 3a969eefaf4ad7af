package dev.parley.media.session;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Counted lists in the binary form of a session.
final class Lists {
    /// No list of a session comes near: 64 slots, 16 streams, 127 payload types.
    static final int MAX = 256;

    private Lists() {}

    interface Writer<T> {
        void write(T one, DataOutputStream out) throws IOException;
    }

    interface Reader<T> {
        T read(DataInputStream in) throws IOException;
    }

    static <T> void write(List<T> list, DataOutputStream out, Writer<T> writer) throws IOException {
        out.writeShort(list.size());
        for (T one : list) {
            writer.write(one, out);
        }
    }

    static <T> List<T> read(DataInputStream in, Reader<T> reader) throws IOException {
        int count = in.readUnsignedShort();
        if (count > MAX) {
            throw new IllegalArgumentException("list: " + count + " (expected: at most " + MAX + ")");
        }
        var list = new ArrayList<T>(count);
        for (int i = 0; i < count; i++) {
            list.add(reader.read(in));
        }
        return list;
    }
}
