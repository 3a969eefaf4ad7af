package dev.parley.signaling.nodes;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Another address that leads to a server of this machine.
final class Way implements AutoCloseable {
    private final ServerSocket door = new ServerSocket();
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    Way(String address, int port, String to) throws IOException {
        door.bind(new InetSocketAddress(InetAddress.getByName(address), port));
        Thread.startVirtualThread(() -> {
            try {
                while (true) {
                    Socket here = door.accept();
                    var there = new Socket(InetAddress.getByName(to), port);
                    open.add(here);
                    open.add(there);
                    carry(here, there);
                    carry(there, here);
                }
            } catch (IOException _) {
                // closed
            }
        });
    }

    private static void carry(Socket from, Socket to) {
        Thread.startVirtualThread(() -> {
            try (from;
                    to) {
                from.getInputStream().transferTo(to.getOutputStream());
            } catch (IOException _) {
                // one of them has ended
            }
        });
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
