package dev.parley.media.link;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/// A wire between a dialer and a port, with somebody on it who writes everything down and can cut it. For one
/// connection.
final class Tap implements AutoCloseable {
    private final ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final ByteArrayOutputStream towards = new ByteArrayOutputStream();
    private final ByteArrayOutputStream back = new ByteArrayOutputStream();
    private final InetSocketAddress behind;
    private volatile Socket near = new Socket();
    private volatile Socket far = new Socket();

    Tap(InetSocketAddress behind) throws IOException {
        this.behind = behind;
        Thread.ofVirtual().start(this::carry);
    }

    InetSocketAddress address() {
        return new InetSocketAddress(door.getInetAddress(), door.getLocalPort());
    }

    private void carry() {
        try {
            near = door.accept();
            far = new Socket(behind.getAddress(), behind.getPort());
            Thread.ofVirtual().start(() -> copy(near, far, towards));
            Thread.ofVirtual().start(() -> copy(far, near, back));
        } catch (IOException _) {
            // closed before anybody came
        }
    }

    private static void copy(Socket from, Socket to, ByteArrayOutputStream notes) {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            byte[] bytes = new byte[65_536];
            for (int length; (length = in.read(bytes)) > 0; ) {
                notes.write(bytes, 0, length);
                out.write(bytes, 0, length);
            }
        } catch (IOException _) {
            // cut
        }
    }

    /// What the dialer has sent so far.
    byte[] towards() {
        return towards.toByteArray();
    }

    /// What came back.
    byte[] back() {
        return back.toByteArray();
    }

    /// Ends the connection without a word.
    ///
    /// @param reset by a RST instead of a FIN
    void cut(boolean reset) throws IOException {
        if (reset) {
            near.setSoLinger(true, 0);
            far.setSoLinger(true, 0);
        }
        near.close();
        far.close();
    }

    @Override
    public void close() throws IOException {
        door.close();
        cut(false);
    }
}
