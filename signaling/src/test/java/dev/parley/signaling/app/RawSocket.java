package dev.parley.signaling.app;

import dev.parley.protocol.client.ClientAsk;
import dev.parley.protocol.json.ProtocolJson;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/// A WebSocket whose every frame is its owner's (RFC 6455 §5.2), and which reads only when told to.
public final class RawSocket implements AutoCloseable {
    public static final int FIN = 0x80;
    public static final int CONTINUATION = 0;
    public static final int TEXT = 1;
    public static final int PING = 9;
    public static final int PONG = 10;
    private static final int CLOSE = 8;

    private static final int PATIENCE_MS = 20_000;
    private static final int RECEIVE_BYTES = 4_096;
    private static final int GONE = -1;

    private final Socket socket = new Socket();
    private final DataInputStream in;

    public RawSocket(int port) throws IOException {
        socket.setReceiveBufferSize(RECEIVE_BYTES); // so that little is on its way to one who does not read
        socket.setSoTimeout(PATIENCE_MS);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        in = new DataInputStream(socket.getInputStream());
        write("GET /v1/signal HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
    }

    private void write(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    public void join(String token) throws IOException {
        String join = ProtocolJson.write(new ClientAsk.Join("1", ClientAsk.PROTOCOL, token, null, null));
        frame(FIN | TEXT, join.getBytes(StandardCharsets.UTF_8));
    }

    /// Masked by zeros. False when the server has closed.
    public boolean frame(int head, byte[] payload) {
        var out = new ByteArrayOutputStream();
        out.write(head);
        if (payload.length < 126) {
            out.write(0x80 | payload.length);
        } else {
            out.writeBytes(new byte[] {(byte) 0xFE, (byte) (payload.length >> 8), (byte) payload.length});
        }
        out.writeBytes(new byte[4]);
        out.writeBytes(payload);
        try {
            socket.getOutputStream().write(out.toByteArray());
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /// Reads on to the end; -1 when there was no farewell.
    public int closed() throws IOException {
        try {
            while (true) {
                int head = in.readUnsignedByte();
                int length = in.readUnsignedByte();
                length = length == 126 ? in.readUnsignedShort() : length == 127 ? (int) in.readLong() : length;
                byte[] payload = in.readNBytes(length);
                if ((head & 0xF) == CLOSE) {
                    return length < 2 ? GONE : (payload[0] & 0xFF) << 8 | (payload[1] & 0xFF);
                }
            }
        } catch (EOFException | SocketException _) {
            return GONE;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
