package dev.parley.loadtest.system;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Ports in a row that were free a moment ago.
final class FreePorts {
    /// Below the range from which Linux gives ports to sockets that ask for any.
    private static final int FIRST = 20_000;

    private static final int LAST = 32_000;
    private static final int ATTEMPTS = 100;

    private FreePorts() {}

    /// Opens a socket at a port, or throws.
    private interface Opener {
        AutoCloseable open(InetSocketAddress address) throws IOException;
    }

    static int tcp(int count, RandomGenerator random) throws IOException {
        return inARow(count, random, address -> new ServerSocket(address.getPort(), 1, address.getAddress()));
    }

    static int udp(int count, RandomGenerator random) throws IOException {
        return inARow(count, random, DatagramSocket::new);
    }

    private static int inARow(int count, RandomGenerator random, Opener opener) throws IOException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int first = random.nextInt(FIRST, LAST - count);
            if (allOpen(first, count, opener)) {
                return first;
            }
        }
        throw new IOException("no " + count + " free ports in a row between " + FIRST + " and " + LAST);
    }

    private static boolean allOpen(int first, int count, Opener opener) throws IOException {
        List<AutoCloseable> opened = new ArrayList<>();
        try {
            for (int port = first; port < first + count; port++) {
                opened.add(opener.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
            }
            return true;
        } catch (IOException taken) {
            return false;
        } finally {
            for (AutoCloseable socket : opened) {
                close(socket);
            }
        }
    }

    private static void close(AutoCloseable socket) throws IOException {
        try {
            socket.close();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }
}
