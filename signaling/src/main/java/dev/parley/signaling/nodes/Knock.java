package dev.parley.signaling.nodes;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;

/// Whether anybody listens at a port. Only a refusal says that nobody does: a network that is gone, a machine
/// that does not answer and a process that hangs all look alike, and prove no death.
final class Knock {
    /// A refusal comes within a round trip, or not at all.
    private static final Duration ANSWER = Duration.ofMillis(500);

    private Knock() {}

    /// Blocks its virtual thread.
    static boolean isRefused(URI server) {
        int port = server.getPort() >= 0 ? server.getPort() : "https".equals(server.getScheme()) ? 443 : 80;
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(server.getHost(), port), (int) ANSWER.toMillis());
            return false;
        } catch (ConnectException e) {
            // The same type tells of a timeout.
            return String.valueOf(e.getMessage()).startsWith("Connection refused");
        } catch (IOException _) {
            return false;
        }
    }
}
