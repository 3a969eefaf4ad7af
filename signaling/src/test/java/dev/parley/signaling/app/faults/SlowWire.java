package dev.parley.signaling.app.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;

/// A long wire to a Redis: what is sent arrives later by as much as it is told, in order, and nothing of it
/// is lost.
final class SlowWire implements AutoCloseable {
    private static final int PIECE = 64 * 1024;

    private final URI redis;
    private final ServerSocket door;
    private final Set<Socket> ends = ConcurrentHashMap.newKeySet();
    private volatile long delayNs;

    private record Piece(ByteBuffer bytes, long dueNs) {}

    SlowWire(String redisUrl) {
        redis = URI.create(redisUrl);
        try {
            door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::serve);
    }

    String url() {
        return "redis://127.0.0.1:" + door.getLocalPort();
    }

    void delay(Duration delay) {
        delayNs = delay.toNanos();
    }

    private void serve() {
        try {
            while (true) {
                Socket near = door.accept();
                Thread.ofVirtual().start(() -> join(near));
            }
        } catch (IOException _) {
            // Closed.
        }
    }

    private void join(Socket near) {
        try (near;
                var far = new Socket(redis.getHost(), redis.getPort())) {
            ends.add(near);
            Thread answers = Thread.ofVirtual().start(() -> answers(far, near));
            asks(near, far);
            answers.join();
        } catch (IOException | InterruptedException _) {
            // One end is gone, so the other goes.
        } finally {
            ends.remove(near);
        }
    }

    private void asks(Socket near, Socket far) throws IOException {
        BlockingQueue<Piece> onTheWay = new LinkedBlockingQueue<>();
        OutputStream out = far.getOutputStream();
        Thread.ofVirtual().start(() -> deliver(onTheWay, out));
        byte[] piece = new byte[PIECE];
        int read = near.getInputStream().read(piece);
        while (read >= 0) {
            byte[] bytes = new byte[read];
            System.arraycopy(piece, 0, bytes, 0, read);
            onTheWay.add(new Piece(ByteBuffer.wrap(bytes), System.nanoTime() + delayNs));
            read = near.getInputStream().read(piece);
        }
        onTheWay.add(new Piece(ByteBuffer.allocate(0), System.nanoTime()));
        far.shutdownOutput();
    }

    private static void deliver(BlockingQueue<Piece> onTheWay, OutputStream out) {
        try {
            Piece next = onTheWay.take();
            while (next.bytes().hasRemaining()) {
                LockSupport.parkNanos(next.dueNs() - System.nanoTime());
                out.write(next.bytes().array());
                next = onTheWay.take();
            }
        } catch (IOException | InterruptedException _) {
            // The far end is gone.
        }
    }

    private static void answers(Socket far, Socket near) {
        try {
            far.getInputStream().transferTo(near.getOutputStream());
            near.shutdownOutput();
        } catch (IOException _) {
            // One end is gone.
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (Socket end : ends) {
            end.close();
        }
    }
}
