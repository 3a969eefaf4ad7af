package dev.parley.signaling.app;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// As much of HTTP/1.1 and RFC 6455 as a node in a test needs.
final class MiniHttp {
    private MiniHttp() {}

    record Request(String method, String path, Map<String, String> headers, String body) {}

    static @Nullable Request read(InputStream in) throws IOException {
        String line = line(in);
        if (line == null) {
            return null;
        }
        String[] words = line.split(" ", -1);
        Map<String, String> headers = new HashMap<>();
        for (String header = line(in); header != null && !header.isEmpty(); header = line(in)) {
            int colon = header.indexOf(':');
            headers.put(
                    header.substring(0, colon).toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        return new Request(words[0], words[1], headers, new String(in.readNBytes(length), StandardCharsets.UTF_8));
    }

    static void answer(OutputStream out, int status, Map<String, String> headers, String body) throws IOException {
        var head = new StringBuilder("HTTP/1.1 " + status + " X\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        if (status != 204) {
            head.append("Content-Length: ").append(bytes.length).append("\r\n");
        }
        out.write(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
        out.write(bytes);
        out.flush();
    }

    static Link upgrade(Socket socket, Request request) throws IOException {
        String key = Objects.requireNonNull(request.headers().get("sec-websocket-key"));
        String accept = "HTTP/1.1 101 X\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                + acceptance(key) + "\r\n\r\n";
        socket.getOutputStream().write(accept.getBytes(StandardCharsets.US_ASCII));
        return new Link(socket);
    }

    /// RFC 6455 §4.2.2.
    private static String acceptance(String key) {
        try {
            byte[] text = (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII);
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-1").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }

    private static @Nullable String line(InputStream in) throws IOException {
        var bytes = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (b == '\n') {
                return bytes.toString(StandardCharsets.UTF_8).stripTrailing();
            }
            bytes.write(b);
        }
        return null;
    }

    /// A WebSocket of whole text frames.
    static final class Link {
        private final Socket socket;
        private final DataInputStream in;

        private Link(Socket socket) throws IOException {
            this.socket = socket;
            this.in = new DataInputStream(socket.getInputStream());
        }

        synchronized void send(String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            var frame = new ByteArrayOutputStream();
            frame.write(0x81);
            if (bytes.length < 126) {
                frame.write(bytes.length);
            } else {
                frame.write(126);
                frame.write(bytes.length >> 8);
                frame.write(bytes.length);
            }
            frame.writeBytes(bytes);
            try {
                socket.getOutputStream().write(frame.toByteArray());
            } catch (IOException _) {
                close();
            }
        }

        /// Absent when the link has ended.
        @Nullable
        String next() {
            try {
                int head = in.readUnsignedByte();
                int length = in.readUnsignedByte() & 0x7f;
                length = length == 126 ? in.readUnsignedShort() : length;
                byte[] mask = in.readNBytes(4);
                byte[] bytes = in.readNBytes(length);
                for (int i = 0; i < bytes.length; i++) {
                    bytes[i] ^= mask[i % 4];
                }
                return (head & 0xf) == 1 ? new String(bytes, StandardCharsets.UTF_8) : null;
            } catch (IOException _) {
                return null;
            }
        }

        void close() {
            try {
                socket.close();
            } catch (IOException _) {
                // Closed is what was wanted.
            }
        }
    }
}
