package dev.parley.rtc.dtls;

import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.bouncycastle.tls.DatagramTransport;

/// The wire as BouncyCastle sees it: blocking, while the loop behind it never waits.
final class DatagramQueue implements DatagramTransport {
    /// The largest datagram taken; nobody sends a flight in larger pieces than an Ethernet frame.
    static final int RECEIVE_LIMIT = 1500;

    /// What passes through every path, tunnels included (RFC 8831 §5 argues for 1,200 as well).
    private static final int SEND_LIMIT = 1200;
    /// Two whole flights of the most talkative peer, sent again once.
    private static final int CAPACITY = 32;

    private final BlockingQueue<byte[]> arrived = new ArrayBlockingQueue<>(CAPACITY);
    private final Consumer<byte[]> send;
    private volatile boolean closed;

    DatagramQueue(Consumer<byte[]> send) {
        this.send = send;
    }

    boolean offer(byte[] datagram) {
        return !closed && datagram.length <= RECEIVE_LIMIT && arrived.offer(datagram);
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public int getReceiveLimit() {
        return RECEIVE_LIMIT;
    }

    @Override
    public int getSendLimit() {
        return SEND_LIMIT;
    }

    @Override
    public int receive(byte[] buffer, int offset, int length, int waitMillis) throws InterruptedIOException {
        try {
            byte[] datagram = closed ? null : arrived.poll(Math.max(1, waitMillis), TimeUnit.MILLISECONDS);
            if (closed) {
                throw new InterruptedIOException("handshake closed");
            }
            if (datagram == null) {
                return -1;
            }
            int taken = Math.min(length, datagram.length);
            System.arraycopy(datagram, 0, buffer, offset, taken);
            return taken;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("handshake interrupted");
        }
    }

    @Override
    public void send(byte[] buffer, int offset, int length) {
        if (!closed) {
            send.accept(Arrays.copyOfRange(buffer, offset, offset + length));
        }
    }

    @Override
    public void close() {
        closed = true;
        arrived.clear();
    }
}
