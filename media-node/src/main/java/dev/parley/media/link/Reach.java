package dev.parley.media.link;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;

/// What a TCP port answers.
public enum Reach {
    /// Somebody listens; that is the kernel's word, the process may hang.
    OPEN,
    /// Nobody listens: the process is gone. Also what a firewall may say that rejects instead of dropping.
    REFUSED,
    /// No answer in time.
    TIMEOUT,
    /// No way there, or no such host.
    UNREACHABLE;

    /// Three round trips over an ocean. Below one second, after which the kernel sends its first SYN again
    /// (RFC 6298 §2): so a [ConnectException] is always a refusal and never the kernel's own patience
    /// running out.
    static final int CONNECT_MS = 500;

    /// Asks once and waits for the answer, no longer than half a second; for a thread that may wait. Hosts'
    /// names are looked up before, which is not bounded by that.
    public static Reach of(InetSocketAddress address) {
        try (var socket = new Socket()) {
            return connect(socket, address);
        } catch (IOException _) {
            return UNREACHABLE; // does not close
        }
    }

    /// The socket is connected if the answer is [#OPEN].
    static Reach connect(Socket socket, InetSocketAddress address) {
        try {
            socket.connect(resolved(address), CONNECT_MS);
            return OPEN;
        } catch (ConnectException _) {
            return REFUSED;
        } catch (SocketTimeoutException _) {
            return TIMEOUT;
        } catch (IOException _) {
            return UNREACHABLE;
        }
    }

    private static InetSocketAddress resolved(InetSocketAddress address) throws IOException {
        return address.isUnresolved()
                ? new InetSocketAddress(InetAddress.getByName(address.getHostString()), address.getPort())
                : address;
    }
}
