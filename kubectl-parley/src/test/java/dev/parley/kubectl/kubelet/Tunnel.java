package dev.parley.kubectl.kubelet;

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
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One connection of a port-forward over a WebSocket (`v4.channel.k8s.io`): the first byte of each message
/// is a channel, 0 for data and 1 for errors; each channel begins with its port.
final class Tunnel {
    private static final Pattern PORT = Pattern.compile("ports?=(\\d+)");
    private static final int BINARY = 0x82;
    private static final int CLOSE = 8;
    private static final int MASKED = 0x80;
    private static final int CHUNK = 32 * 1024;
    private static final byte DATA = 0;
    private static final byte ERROR = 1;

    private final DataInputStream in;
    private final OutputStream out;
    private final int port;

    private Tunnel(InputStream in, OutputStream out, int port) {
        this.in = new DataInputStream(in);
        this.out = out;
        this.port = port;
    }

    static Tunnel accept(Socket socket) throws IOException {
        var in = socket.getInputStream();
        String request = line(in);
        String key = "";
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.toLowerCase(Locale.ROOT).startsWith("sec-websocket-key:")) {
                key = header.substring(header.indexOf(':') + 1).strip();
            }
        }
        Matcher told = PORT.matcher(request);
        if (!told.find()) {
            throw new IOException(request + " (expected: a port)");
        }
        var tunnel = new Tunnel(in, socket.getOutputStream(), Integer.parseInt(told.group(1)));
        tunnel.welcome(key);
        return tunnel;
    }

    int port() {
        return port;
    }

    private void welcome(String key) throws IOException {
        String answer = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Protocol: v4.channel.k8s.io\r\nSec-WebSocket-Accept: " + acceptance(key)
                + "\r\n\r\n";
        out.write(answer.getBytes(StandardCharsets.US_ASCII));
        byte[] told = {(byte) port, (byte) (port >> 8)};
        send(DATA, told, told.length);
        send(ERROR, told, told.length);
    }

    /// Until either end closes.
    void toTarget(Socket target) throws IOException {
        while (true) {
            int head = in.readUnsignedByte();
            int second = in.readUnsignedByte();
            int length = second & ~MASKED;
            length = length == 126 ? in.readUnsignedShort() : length == 127 ? (int) in.readLong() : length;
            byte[] mask = (second & MASKED) == 0 ? new byte[4] : in.readNBytes(4);
            byte[] message = in.readNBytes(length);
            for (int i = 0; i < message.length; i++) {
                message[i] ^= mask[i % 4];
            }
            if ((head & 0xf) == CLOSE) {
                return;
            }
            if (message.length > 1 && message[0] == DATA) {
                target.getOutputStream().write(message, 1, message.length - 1);
            }
        }
    }

    void fromTarget(Socket target) {
        byte[] bytes = new byte[CHUNK];
        try {
            for (int n = target.getInputStream().read(bytes);
                    n >= 0;
                    n = target.getInputStream().read(bytes)) {
                send(DATA, bytes, n);
            }
        } catch (IOException _) {
            // Whichever end it was, the other is told by its own thread.
        }
    }

    private synchronized void send(byte channel, byte[] bytes, int length) throws IOException {
        var frame = new ByteArrayOutputStream();
        frame.write(BINARY);
        int size = length + 1;
        if (size < 126) {
            frame.write(size);
        } else {
            frame.write(126);
            frame.write(size >> 8);
            frame.write(size);
        }
        frame.write(channel);
        frame.write(bytes, 0, length);
        out.write(frame.toByteArray());
        out.flush();
    }

    private static String line(InputStream in) throws IOException {
        var bytes = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            bytes.write(b);
        }
        return bytes.toString(StandardCharsets.US_ASCII).stripTrailing();
    }

    /// RFC 6455 §4.2.2.
    private static String acceptance(String key) {
        try {
            byte[] text = (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII);
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-1").digest(text));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-1", impossible);
        }
    }
}
