package dev.parley.standalone;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;

/// Looks before anything starts, so that a taken port is told as such and not as a stack trace of a library.
final class Ports {
    private Ports() {}

    static void checkFree(StandaloneSettings settings) {
        checkTcp(settings.httpAddress(), settings.httpPort(), "PARLEY_HTTP_PORT");
        for (int node = 0; node < StandaloneSettings.NODES; node++) {
            checkTcp("127.0.0.1", settings.nodeHttpPortOf(node), "PARLEY_NODE_HTTP_PORT");
        }
        for (int port = settings.mediaPort(); port < settings.mediaPort() + settings.mediaPorts(); port++) {
            checkUdp(port, "PARLEY_MEDIA_PORT");
        }
    }

    /// For the one part nobody outside speaks to.
    static int anyFree() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void checkTcp(String address, int port, String setting) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port));
        } catch (IOException _) {
            throw taken("TCP", port, setting);
        }
    }

    private static void checkUdp(int port, String setting) {
        try (var socket = new DatagramSocket(port)) {
            assert socket.isBound();
        } catch (SocketException _) {
            throw taken("UDP", port, setting);
        }
    }

    private static CannotStart taken(String kind, int port, String setting) {
        return new CannotStart("%s port %d is taken: end the program that has it, or choose another with %s"
                .formatted(kind, port, setting));
    }
}
